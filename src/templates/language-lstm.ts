/** Which language is it, by an LSTM that reads character by character: the mean of what its state says at every step decides. */
import { template } from './template.ts';

export const languageLstm = template('language-lstm', {
  group: 'text',
  name: 'templates.language-lstm',
  teaches: 'templates.language-lstm.teaches',
  blocks: [
    { id: 'texts', kind: 'text', column: 0, row: 0 },
    { id: 'tokens', kind: 'tokenize', column: 1, row: 0 },
    { id: 'pad', kind: 'pad', column: 2, row: 0 },
    { id: 'embedding', kind: 'embedding', params: { units: 32 }, column: 3, row: 0 },
    { id: 'lstm', kind: 'lstm', params: { units: 128, returns: 'every' }, column: 0, row: 1 },
    { id: 'mean', kind: 'global-avg-pool', column: 1, row: 1 },
    { id: 'languages', kind: 'dense', params: { units: 30 }, column: 2, row: 1 },
    { id: 'loss', kind: 'cross-entropy', column: 3, row: 1 },
  ],
  wires: [
    ['texts.text', 'tokens.x'],
    ['tokens.y', 'pad.x'],
    ['pad.y', 'embedding.x'],
    ['embedding.y', 'lstm.x'],
    ['lstm.y', 'mean.x'],
    ['mean.y', 'languages.x'],
    ['languages.y', 'loss.prediction'],
    ['texts.label', 'loss.target'],
  ],
  training: { batchSize: 32, learningRate: 0.005, schedule: { kind: 'cosine', floor: 0.1 }, clipNorm: 1, epochs: 14 },
});
