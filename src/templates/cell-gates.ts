/** Almost an LSTM: input and output gates, c_t = c_{t−1} + i_t·g_t, h_t = o_t·tanh(c_t), and no forget gate. */
import { gatedCell } from './cell-gated.ts';

export const cellGates = gatedCell('cell-gates', ['i', 'g', 'o'], { blocks: [], wires: [], from: 'c.previous' });
