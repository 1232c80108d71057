/** Spam or not, by word embeddings and an LSTM that reads the first words of a message from both ends. */
import { template } from './template.ts';

export const spamLstm = template('spam-lstm', {
  group: 'text',
  name: 'templates.spam-lstm',
  teaches: 'templates.spam-lstm.teaches',
  blocks: [
    { id: 'mail', kind: 'text', params: { dataset: 'mail' }, column: 0, row: 0 },
    { id: 'words', kind: 'tokenize', params: { by: 'words', vocabulary: 4000 }, column: 1, row: 0 },
    { id: 'pad', kind: 'pad', params: { length: 80 }, column: 2, row: 0 },
    { id: 'embedding', kind: 'embedding', params: { units: 32 }, column: 3, row: 0 },
    { id: 'dropout', kind: 'dropout', params: { rate: 0.4 }, column: 0, row: 1 },
    { id: 'lstm', kind: 'lstm', params: { units: 48, direction: 'both' }, column: 1, row: 1 },
    { id: 'classes', kind: 'dense', params: { units: 2 }, column: 2, row: 1 },
    { id: 'loss', kind: 'cross-entropy', column: 3, row: 1 },
  ],
  wires: [
    ['mail.text', 'words.x'],
    ['words.y', 'pad.x'],
    ['pad.y', 'embedding.x'],
    ['embedding.y', 'dropout.x'],
    ['dropout.y', 'lstm.x'],
    ['lstm.y', 'classes.x'],
    ['classes.y', 'loss.prediction'],
    ['mail.label', 'loss.target'],
  ],
  training: { batchSize: 32, learningRate: 0.002, clipNorm: 1, epochs: 8 },
});
