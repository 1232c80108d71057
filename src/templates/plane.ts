/** A classifier of points in the plane: two spirals, two hidden layers. */
import { template } from './template.ts';

export const plane = template('plane', {
  group: 'images',
  name: 'templates.plane',
  teaches: 'templates.plane.teaches',
  blocks: [
    { id: 'points', kind: 'table', params: { dataset: 'spirals', noise: 0.02, turns: 4 }, column: 0, row: 0 },
    { id: 'dense1', kind: 'dense', params: { units: 32, activation: 'relu' }, column: 1, row: 0 },
    { id: 'dense2', kind: 'dense', params: { units: 32, activation: 'relu' }, column: 2, row: 0 },
    { id: 'dense3', kind: 'dense', params: { units: 2 }, column: 3, row: 0 },
    { id: 'loss', kind: 'cross-entropy', column: 4, row: 0 },
  ],
  wires: [
    ['points.features', 'dense1.x'],
    ['dense1.y', 'dense2.x'],
    ['dense2.y', 'dense3.x'],
    ['dense3.y', 'loss.prediction'],
    ['points.label', 'loss.target'],
  ],
  training: { batchSize: 16, learningRate: 0.001, epochs: 600 },
});
