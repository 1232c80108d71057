/** Which language is it, by convolution over characters (after Kim, 2014): patterns of five letters, wherever they stand. */
import { template } from './template.ts';

export const languageCnn = template('language-cnn', {
  group: 'text',
  name: 'templates.language-cnn',
  teaches: 'templates.language-cnn.teaches',
  blocks: [
    { id: 'texts', kind: 'text', column: 0, row: 0 },
    { id: 'tokens', kind: 'tokenize', column: 1, row: 0 },
    { id: 'pad', kind: 'pad', params: { length: 160 }, column: 2, row: 0 },
    { id: 'embedding', kind: 'embedding', column: 3, row: 0 },
    { id: 'conv', kind: 'conv1d', params: { filters: 128, kernel: 5, activation: 'relu' }, column: 0, row: 1 },
    { id: 'largest', kind: 'global-max-pool', column: 1, row: 1 },
    { id: 'languages', kind: 'dense', params: { units: 30 }, column: 2, row: 1 },
    { id: 'loss', kind: 'cross-entropy', column: 3, row: 1 },
  ],
  wires: [
    ['texts.text', 'tokens.x'],
    ['tokens.y', 'pad.x'],
    ['pad.y', 'embedding.x'],
    ['embedding.y', 'conv.x'],
    ['conv.y', 'largest.x'],
    ['largest.y', 'languages.x'],
    ['languages.y', 'loss.prediction'],
    ['texts.label', 'loss.target'],
  ],
  training: { batchSize: 32, learningRate: 0.004, epochs: 12 },
});
