/** LeNet with BatchNorm before each activation and Dropout before the dense layer. */
import { defaultOptimizers } from '../document/training.ts';
import { template } from './template.ts';

const conv = { padding: 'same', bias: false } as const;

export const lenetNorm = template('lenet-norm', {
  group: 'images',
  name: 'templates.lenet-norm',
  teaches: 'templates.lenet-norm.teaches',
  blocks: [
    { id: 'digits', kind: 'image', column: 0, row: 0 },
    { id: 'conv1', kind: 'conv2d', params: conv, column: 1, row: 0 },
    { id: 'norm1', kind: 'batch-norm', column: 2, row: 0 },
    { id: 'relu1', kind: 'activation', column: 3, row: 0 },
    { id: 'pool1', kind: 'max-pool', column: 0, row: 1 },
    { id: 'conv2', kind: 'conv2d', params: { ...conv, filters: 32 }, column: 1, row: 1 },
    { id: 'norm2', kind: 'batch-norm', column: 2, row: 1 },
    { id: 'relu2', kind: 'activation', column: 3, row: 1 },
    { id: 'pool2', kind: 'max-pool', column: 0, row: 2 },
    { id: 'flatten', kind: 'flatten', column: 1, row: 2 },
    { id: 'dropout1', kind: 'dropout', params: { rate: 0.5 }, column: 2, row: 2 },
    { id: 'dense1', kind: 'dense', params: { units: 10 }, column: 3, row: 2 },
    { id: 'loss', kind: 'cross-entropy', column: 4, row: 2 },
  ],
  wires: [
    ['digits.image', 'conv1.x'],
    ['conv1.y', 'norm1.x'],
    ['norm1.y', 'relu1.x'],
    ['relu1.y', 'pool1.x'],
    ['pool1.y', 'conv2.x'],
    ['conv2.y', 'norm2.x'],
    ['norm2.y', 'relu2.x'],
    ['relu2.y', 'pool2.x'],
    ['pool2.y', 'flatten.x'],
    ['flatten.y', 'dropout1.x'],
    ['dropout1.y', 'dense1.x'],
    ['dense1.y', 'loss.prediction'],
    ['digits.label', 'loss.target'],
  ],
  training: {
    optimizer: { ...defaultOptimizers.adamw, weightDecay: 0.05 },
    batchSize: 64,
    learningRate: 0.004,
    schedule: { kind: 'cosine', floor: 0 },
    epochs: 8,
  },
});
