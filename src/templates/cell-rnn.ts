/** The plain recurrent cell: h_t = tanh(W_x·x_t + W_h·h_{t−1} + b) (Elman, 1990). */
import { cellTemplate, products } from './cell.ts';

const { blocks, wires } = products(1);

export const cellRnn = cellTemplate('cell-rnn', {
  blocks: [
    ...blocks,
    { id: 'tanh', kind: 'activation', params: { function: 'tanh' }, column: 3, row: 0 },
    { id: 'y', kind: 'cell-output', column: 4, row: 0 },
  ],
  wires: [...wires, ['sum.y', 'tanh.x'], ['tanh.y', 'h.next'], ['tanh.y', 'y.y']],
});
