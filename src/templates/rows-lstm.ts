/** A digit as a sequence of its 28 rows, read by an LSTM: recurrent layers work on pictures too. */
import { template } from './template.ts';

export const rowsLstm = template('rows-lstm', {
  group: 'images',
  name: 'templates.rows-lstm',
  teaches: 'templates.rows-lstm.teaches',
  blocks: [
    { id: 'digits', kind: 'image', column: 0, row: 0 },
    { id: 'rows', kind: 'image-to-sequence', column: 1, row: 0 },
    { id: 'lstm1', kind: 'lstm', params: { units: 64 }, column: 2, row: 0 },
    { id: 'dense1', kind: 'dense', params: { units: 10 }, column: 3, row: 0 },
    { id: 'loss', kind: 'cross-entropy', column: 4, row: 0 },
  ],
  wires: [
    ['digits.image', 'rows.x'],
    ['rows.y', 'lstm1.x'],
    ['lstm1.y', 'dense1.x'],
    ['dense1.y', 'loss.prediction'],
    ['digits.label', 'loss.target'],
  ],
  training: { batchSize: 64, learningRate: 0.003, epochs: 3, clipNorm: 1 },
});
