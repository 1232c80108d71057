/** An autoencoder of digits: 784 numbers through 32 and back; the image is the target. */
import { template } from './template.ts';

export const autoencoder = template('autoencoder', {
  group: 'images',
  name: 'templates.autoencoder',
  teaches: 'templates.autoencoder.teaches',
  blocks: [
    { id: 'digits', kind: 'image', column: 0, row: 0 },
    { id: 'flatten', kind: 'flatten', column: 1, row: 0 },
    { id: 'dense1', kind: 'dense', params: { units: 128, activation: 'relu' }, column: 2, row: 0 },
    { id: 'code', kind: 'dense', params: { units: 32 }, column: 3, row: 0 },
    { id: 'dense2', kind: 'dense', params: { units: 128, activation: 'relu' }, column: 0, row: 1 },
    { id: 'dense3', kind: 'dense', params: { units: 784, activation: 'sigmoid' }, column: 1, row: 1 },
    { id: 'picture', kind: 'reshape', params: { shape: [28, 28, 1] }, column: 2, row: 1 },
    { id: 'loss', kind: 'mean-squared', column: 3, row: 1 },
  ],
  wires: [
    ['digits.image', 'flatten.x'],
    ['flatten.y', 'dense1.x'],
    ['dense1.y', 'code.x'],
    ['code.y', 'dense2.x'],
    ['dense2.y', 'dense3.x'],
    ['dense3.y', 'picture.x'],
    ['picture.y', 'loss.prediction'],
    ['digits.image', 'loss.target'],
  ],
});
