/** Spoken digits by a CNN: the spectrogram is a picture, and words are patterns in it. */
import { template } from './template.ts';

const conv = { padding: 'same', activation: 'relu' } as const;

export const speechCnn = template('speech-cnn', {
  group: 'speech',
  name: 'templates.speech-cnn',
  teaches: 'templates.speech-cnn.teaches',
  blocks: [
    { id: 'words', kind: 'sound', column: 0, row: 0 },
    { id: 'spectrogram', kind: 'spectrogram', column: 1, row: 0 },
    { id: 'picture', kind: 'sequence-to-image', column: 2, row: 0 },
    { id: 'norm', kind: 'batch-norm', column: 3, row: 0 },
    { id: 'conv1', kind: 'conv2d', params: conv, column: 4, row: 0 },
    { id: 'pool1', kind: 'max-pool', params: { padding: 'same' }, column: 0, row: 1 },
    { id: 'conv2', kind: 'conv2d', params: { ...conv, filters: 32 }, column: 1, row: 1 },
    { id: 'pool2', kind: 'max-pool', params: { padding: 'same' }, column: 2, row: 1 },
    { id: 'flatten', kind: 'flatten', column: 3, row: 1 },
    { id: 'dropout', kind: 'dropout', params: { rate: 0.5 }, column: 4, row: 1 },
    { id: 'dense', kind: 'dense', params: { units: 10 }, column: 0, row: 2 },
    { id: 'loss', kind: 'cross-entropy', column: 1, row: 2 },
  ],
  wires: [
    ['words.waveform', 'spectrogram.x'],
    ['spectrogram.y', 'picture.x'],
    ['picture.y', 'norm.x'],
    ['norm.y', 'conv1.x'],
    ['conv1.y', 'pool1.x'],
    ['pool1.y', 'conv2.x'],
    ['conv2.y', 'pool2.x'],
    ['pool2.y', 'flatten.x'],
    ['flatten.y', 'dropout.x'],
    ['dropout.y', 'dense.x'],
    ['dense.y', 'loss.prediction'],
    ['words.label', 'loss.target'],
  ],
  training: { batchSize: 32, learningRate: 0.002, schedule: { kind: 'cosine', floor: 0 }, epochs: 15 },
});
