/** Spoken digits by both: convolutions find sounds, an LSTM puts them in order. */
import { template } from './template.ts';

const conv = { filters: 64, padding: 'same', bias: false } as const;

export const speechConvLstm = template('speech-conv-lstm', {
  group: 'speech',
  name: 'templates.speech-conv-lstm',
  teaches: 'templates.speech-conv-lstm.teaches',
  blocks: [
    { id: 'words', kind: 'sound', column: 0, row: 0 },
    { id: 'spectrogram', kind: 'spectrogram', column: 1, row: 0 },
    { id: 'conv1', kind: 'conv1d', params: { ...conv, kernel: 5 }, column: 2, row: 0 },
    { id: 'norm1', kind: 'batch-norm', column: 3, row: 0 },
    { id: 'relu1', kind: 'activation', column: 4, row: 0 },
    { id: 'pool1', kind: 'max-pool1d', params: { padding: 'same' }, column: 0, row: 1 },
    { id: 'conv2', kind: 'conv1d', params: conv, column: 1, row: 1 },
    { id: 'norm2', kind: 'batch-norm', column: 2, row: 1 },
    { id: 'relu2', kind: 'activation', column: 3, row: 1 },
    { id: 'pool2', kind: 'max-pool1d', params: { padding: 'same' }, column: 4, row: 1 },
    { id: 'lstm', kind: 'lstm', params: { dropout: 0.3 }, column: 0, row: 2 },
    { id: 'dropout', kind: 'dropout', params: { rate: 0.3 }, column: 1, row: 2 },
    { id: 'dense', kind: 'dense', params: { units: 10 }, column: 2, row: 2 },
    { id: 'loss', kind: 'cross-entropy', column: 3, row: 2 },
  ],
  wires: [
    ['words.waveform', 'spectrogram.x'],
    ['spectrogram.y', 'conv1.x'],
    ['conv1.y', 'norm1.x'],
    ['norm1.y', 'relu1.x'],
    ['relu1.y', 'pool1.x'],
    ['pool1.y', 'conv2.x'],
    ['conv2.y', 'norm2.x'],
    ['norm2.y', 'relu2.x'],
    ['relu2.y', 'pool2.x'],
    ['pool2.y', 'lstm.x'],
    ['lstm.y', 'dropout.x'],
    ['dropout.y', 'dense.x'],
    ['dense.y', 'loss.prediction'],
    ['words.label', 'loss.target'],
  ],
  training: {
    batchSize: 32,
    learningRate: 0.003,
    schedule: { kind: 'cosine', floor: 0 },
    epochs: 30,
    clipNorm: 1,
  },
});
