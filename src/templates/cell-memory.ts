/** A cell with a memory c beside its state: c_t = c_{t−1} + g_t, h_t = tanh(c_t). */
import { cellTemplate, products } from './cell.ts';

const { blocks, wires } = products(1);

export const cellMemory = cellTemplate('cell-memory', {
  blocks: [
    ...blocks,
    { id: 'g', kind: 'activation', params: { function: 'tanh' }, column: 3, row: 0 },
    { id: 'c', kind: 'cell-state', column: 3, row: 1 },
    { id: 'new_c', kind: 'add', column: 4, row: 0 },
    { id: 'new_h', kind: 'activation', params: { function: 'tanh' }, column: 5, row: 0 },
    { id: 'y', kind: 'cell-output', column: 5, row: 1 },
  ],
  wires: [
    ...wires,
    ['sum.y', 'g.x'],
    ['g.y', 'new_c.left'],
    ['c.previous', 'new_c.right'],
    ['new_c.y', 'c.next'],
    ['new_c.y', 'new_h.x'],
    ['new_h.y', 'h.next'],
    ['new_h.y', 'y.y'],
  ],
});
