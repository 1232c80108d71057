/** A multi-layer perceptron on digits: 784 – 128 – 10. */
import { template } from './template.ts';

export const mlp = template('mlp', {
  group: 'images',
  name: 'templates.mlp',
  teaches: 'templates.mlp.teaches',
  blocks: [
    { id: 'digits', kind: 'image', column: 0, row: 0 },
    { id: 'flatten', kind: 'flatten', column: 1, row: 0 },
    { id: 'dense1', kind: 'dense', params: { units: 128, activation: 'relu' }, column: 2, row: 0 },
    { id: 'dense2', kind: 'dense', params: { units: 10 }, column: 3, row: 0 },
    { id: 'loss', kind: 'cross-entropy', column: 4, row: 0 },
  ],
  wires: [
    ['digits.image', 'flatten.x'],
    ['flatten.y', 'dense1.x'],
    ['dense1.y', 'dense2.x'],
    ['dense2.y', 'loss.prediction'],
    ['digits.label', 'loss.target'],
  ],
});
