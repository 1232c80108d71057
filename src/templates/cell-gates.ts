/** Almost an LSTM: input and output gates, c_t = c_{t−1} + i_t·g_t, h_t = o_t·tanh(c_t), and no forget gate. */
import { cellTemplate, products } from './cell.ts';

const { blocks, wires } = products(3);

export const cellGates = cellTemplate('cell-gates', {
  blocks: [
    ...blocks,
    { id: 'gates', kind: 'split', params: { parts: 3 }, column: 3, row: 0 },
    { id: 'i', kind: 'activation', params: { function: 'sigmoid' }, column: 4, row: 0 },
    { id: 'g', kind: 'activation', params: { function: 'tanh' }, column: 4, row: 1 },
    { id: 'o', kind: 'activation', params: { function: 'sigmoid' }, column: 4, row: 3 },
    { id: 'write', kind: 'multiply', column: 5, row: 0 },
    { id: 'c', kind: 'cell-state', column: 5, row: 2 },
    { id: 'new_c', kind: 'add', column: 6, row: 0 },
    { id: 'shown', kind: 'activation', params: { function: 'tanh' }, column: 7, row: 0 },
    { id: 'new_h', kind: 'multiply', column: 8, row: 0 },
    { id: 'y', kind: 'cell-output', column: 9, row: 0 },
  ],
  wires: [
    ...wires,
    ['sum.y', 'gates.x'],
    ['gates.y1', 'i.x'],
    ['gates.y2', 'g.x'],
    ['gates.y3', 'o.x'],
    ['i.y', 'write.left'],
    ['g.y', 'write.right'],
    ['write.y', 'new_c.left'],
    ['c.previous', 'new_c.right'],
    ['new_c.y', 'c.next'],
    ['new_c.y', 'shown.x'],
    ['shown.y', 'new_h.left'],
    ['o.y', 'new_h.right'],
    ['new_h.y', 'h.next'],
    ['new_h.y', 'y.y'],
  ],
});
