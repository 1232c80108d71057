/** Cells with gates, i, g, o side by side in one Dense: the memory takes i_t·g_t, and h_t = o_t·tanh(c_t) shows it. */
import { cellTemplate, products } from './cell.ts';
import type { BodySketch, Template } from './template.ts';

/** What a step keeps of the memory c: the blocks that make it, right of c or below it, and the output that gives it. */
interface Kept extends BodySketch {
  readonly from: string;
}

/** `gates`: in the order in which the Dense gives them. */
export function gatedCell(id: 'cell-gates' | 'cell-lstm', gates: readonly string[], kept: Kept): Template {
  const { blocks, wires } = products(gates.length);
  return cellTemplate(id, {
    blocks: [
      ...blocks,
      { id: 'gates', kind: 'split', params: { parts: gates.length }, column: 2, row: 1 },
      { id: 'i', kind: 'activation', params: { function: 'sigmoid' }, column: 3, row: 0 },
      { id: 'g', kind: 'activation', params: { function: 'tanh' }, column: 3, row: 1 },
      { id: 'c', kind: 'cell-state', column: 3, row: 2 },
      ...kept.blocks,
      {
        id: 'o',
        kind: 'activation',
        params: { function: 'sigmoid' },
        column: 3,
        row: 1 + Math.max(2, ...kept.blocks.map(({ row }) => row)),
      },
      { id: 'write', kind: 'multiply', column: 4, row: 0 },
      { id: 'new_c', kind: 'add', column: 5, row: 0 },
      { id: 'shown', kind: 'activation', params: { function: 'tanh' }, column: 6, row: 0 },
      { id: 'new_h', kind: 'multiply', column: 6, row: 2 },
      { id: 'y', kind: 'cell-output', column: 6, row: 3 },
    ],
    wires: [
      ...wires,
      ['sum.y', 'gates.x'],
      ...gates.map((gate, at) => [`gates.y${at + 1}`, `${gate}.x`] as const),
      ['i.y', 'write.left'],
      ['g.y', 'write.right'],
      ...kept.wires,
      ['write.y', 'new_c.left'],
      [kept.from, 'new_c.right'],
      ['new_c.y', 'c.next'],
      ['new_c.y', 'shown.x'],
      ['shown.y', 'new_h.left'],
      ['o.y', 'new_h.right'],
      ['new_h.y', 'h.next'],
      ['new_h.y', 'y.y'],
    ],
  });
}
