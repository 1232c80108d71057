/**
 * The LSTM wired by hand: c_t = f_t·c_{t−1} + i_t·g_t, h_t = o_t·tanh(c_t), the gates i, f, g, o side by side in one Dense, in
 * PyTorch's order (Hochreiter and Schmidhuber, 1997; the forget gate by Gers, Schmidhuber and Cummins, 2000).
 */
import { gatedCell } from './cell-gated.ts';

export const cellLstm = gatedCell('cell-lstm', ['i', 'f', 'g', 'o'], {
  blocks: [
    { id: 'f', kind: 'activation', params: { function: 'sigmoid' }, column: 3, row: 3 },
    { id: 'keep', kind: 'multiply', column: 4, row: 2 },
  ],
  wires: [
    ['c.previous', 'keep.left'],
    ['f.y', 'keep.right'],
  ],
  from: 'keep.y',
});
