/** Digits read row by row by a recurrent cell: what the templates of the lecture's steps have around their cells. */
import { type BodySketch, type Template, template } from './template.ts';

type CellName = 'cell-rnn' | 'cell-memory' | 'cell-gates' | 'cell-lstm';

export const cellTemplate = (id: CellName, body: BodySketch): Template =>
  template(id, {
    group: 'cells',
    name: `templates.${id}`,
    teaches: `templates.${id}.teaches`,
    blocks: [
      { id: 'digits', kind: 'image', column: 0, row: 0 },
      { id: 'rows', kind: 'image-to-sequence', column: 1, row: 0 },
      { id: 'cell', kind: 'recurrent-cell', body, column: 2, row: 0 },
      { id: 'dense1', kind: 'dense', params: { units: 10 }, column: 3, row: 0 },
      { id: 'loss', kind: 'cross-entropy', column: 4, row: 0 },
    ],
    wires: [
      ['digits.image', 'rows.x'],
      ['rows.y', 'cell.x'],
      ['cell.y', 'dense1.x'],
      ['dense1.y', 'loss.prediction'],
      ['digits.label', 'loss.target'],
    ],
    training: { batchSize: 64, learningRate: 0.003, epochs: 3, clipNorm: 1 },
  });

/** The step's two products, one with its input and one with the state, and their sum: `gates` times 64 numbers. */
export const products = (gates: number): BodySketch => ({
  blocks: [
    { id: 'x', kind: 'cell-input', column: 0, row: 0 },
    { id: 'h', kind: 'cell-state', column: 0, row: 1 },
    { id: 'from_x', kind: 'dense', params: { units: 64 * gates, initializer: 'glorot-uniform' }, column: 1, row: 0 },
    {
      id: 'from_h',
      kind: 'dense',
      params: { units: 64 * gates, initializer: 'orthogonal', bias: false },
      column: 1,
      row: 1,
    },
    { id: 'sum', kind: 'add', column: 2, row: 0 },
  ],
  wires: [
    ['x.x', 'from_x.x'],
    ['h.previous', 'from_h.x'],
    ['from_x.y', 'sum.left'],
    ['from_h.y', 'sum.right'],
  ],
});
