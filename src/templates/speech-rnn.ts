/** Spoken digits by a recurrent network: cepstral coefficients, moment by moment, into a GRU. */
import { template } from './template.ts';

export const speechRnn = template('speech-rnn', {
  group: 'speech',
  name: 'templates.speech-rnn',
  teaches: 'templates.speech-rnn.teaches',
  blocks: [
    { id: 'words', kind: 'sound', column: 0, row: 0 },
    { id: 'mfcc', kind: 'spectrogram', params: { features: 'mfcc' }, column: 1, row: 0 },
    { id: 'standardise', kind: 'standardise', column: 2, row: 0 },
    { id: 'gru', kind: 'gru', params: { dropout: 0.1 }, column: 3, row: 0 },
    { id: 'dropout', kind: 'dropout', params: { rate: 0.3 }, column: 0, row: 1 },
    { id: 'dense', kind: 'dense', params: { units: 10 }, column: 1, row: 1 },
    { id: 'loss', kind: 'cross-entropy', column: 2, row: 1 },
  ],
  wires: [
    ['words.waveform', 'mfcc.x'],
    ['mfcc.y', 'standardise.x'],
    ['standardise.y', 'gru.x'],
    ['gru.y', 'dropout.x'],
    ['dropout.y', 'dense.x'],
    ['dense.y', 'loss.prediction'],
    ['words.label', 'loss.target'],
  ],
  training: {
    batchSize: 32,
    learningRate: 0.003,
    schedule: { kind: 'cosine', floor: 0 },
    epochs: 20,
    clipNorm: 1,
  },
});
