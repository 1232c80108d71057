/** LeNet: convolution and pooling twice, then one dense layer (after LeCun, Bottou, Bengio and Haffner, 1998). */
import { template } from './template.ts';

export const lenet = template('lenet', {
  group: 'images',
  name: 'templates.lenet',
  teaches: 'templates.lenet.teaches',
  blocks: [
    { id: 'digits', kind: 'image', column: 0, row: 0 },
    { id: 'conv1', kind: 'conv2d', params: { padding: 'same', activation: 'relu' }, column: 1, row: 0 },
    { id: 'pool1', kind: 'max-pool', column: 2, row: 0 },
    { id: 'conv2', kind: 'conv2d', params: { filters: 32, padding: 'same', activation: 'relu' }, column: 3, row: 0 },
    { id: 'pool2', kind: 'max-pool', column: 0, row: 1 },
    { id: 'flatten', kind: 'flatten', column: 1, row: 1 },
    { id: 'dense1', kind: 'dense', params: { units: 10 }, column: 2, row: 1 },
    { id: 'loss', kind: 'cross-entropy', column: 3, row: 1 },
  ],
  wires: [
    ['digits.image', 'conv1.x'],
    ['conv1.y', 'pool1.x'],
    ['pool1.y', 'conv2.x'],
    ['conv2.y', 'pool2.x'],
    ['pool2.y', 'flatten.x'],
    ['flatten.y', 'dense1.x'],
    ['dense1.y', 'loss.prediction'],
    ['digits.label', 'loss.target'],
  ],
  training: { batchSize: 64, learningRate: 0.001, epochs: 3 },
});
