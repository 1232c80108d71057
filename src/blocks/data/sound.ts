/** Sound: a set of recordings with a class each. */
import { defineBlock } from '../define.ts';
import { dataRows, dataTypes } from './outputs.ts';
import { soundDatasets } from './sound-sets.ts';

export const sound = defineBlock({
  kind: 'sound',
  version: 1,
  family: 'data',
  title: 'Sound',
  icon: 'audio-waveform',
  doc: 'Gives recordings as waveforms [B, T, 1], from −1 to 1, and the class of each as label [B]. Spoken digits: ten words by voices that speak at several speeds and pitches, a second each at 8 kHz; those of validation and test are not heard in training. The voices are synthetic: a network that names 98 in 100 of them named 70 in 100 recordings of people. Start every model of sound with it: put a Spectrogram behind it, as the ear does, or Conv1D to learn from the waveform itself.',
  formula: 'waveform, label = next batch',
  keywords: ['data', 'audio', 'speech', 'voice', 'recording', 'digits', 'wav', 'input', 'dataset'],
  stem: 'sound',
  params: {
    dataset: {
      kind: 'choice',
      default: 'spoken-digits',
      label: 'Data set',
      help: 'Which recordings.',
      options: [{ value: 'spoken-digits', label: 'Spoken digits' }],
    },
  },
  summary: ({ dataset }) => dataRows(soundDatasets[dataset]),
  inputs: () => [],
  outputs: () => [{ name: 'waveform' }, { name: 'label' }],
  role: 'data',
  dataset: ({ dataset }) => soundDatasets[dataset],
  infer: ({ block, params }) => dataTypes(block, 'waveform', soundDatasets[params.dataset]),
  lower: null,
});
