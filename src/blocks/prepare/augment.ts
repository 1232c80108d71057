/** Augment: examples that are a little different in every epoch. */
import { defineBlock } from '../define.ts';
import { expectsReal, failed, rankMismatch } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';

const fields = {
  noise: {
    kind: 'float',
    min: 0,
    max: 10,
    step: 0.01,
    default: 0.02,
    label: 'Noise',
    help: 'Standard deviation of what is added to each number; of every example another share of it.',
  },
  shift: {
    kind: 'float',
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.1,
    label: 'Shift',
    help: 'How far an example is moved at most, as a share of its length (in time, or of the picture’s height and width); zeros follow.',
  },
  gain: {
    kind: 'float',
    min: 0,
    max: 40,
    step: 1,
    default: 6,
    unit: 'dB',
    label: 'Gain',
    help: 'How much louder or quieter an example becomes at most; 6 dB is twice as loud or half.',
  },
} as const;

export type AugmentParams = ParamsOf<typeof fields>;

export const augment = defineBlock({
  kind: 'augment',
  version: 1,
  family: 'data',
  title: 'Augment',
  icon: 'wand-sparkles',
  doc: 'Changes each example at random whenever it is trained on: moves it, makes it louder or quieter, adds noise. Takes sequences [B, T, F] and pictures [B, H, W, C]; the shape stays. Validation, test and use see examples as they are. Use it where there are few examples: a word a moment later is the same word, and the network learns that it is. Before a Spectrogram it works on the sound.',
  formula: 'y = g · shift(x) + ε',
  keywords: ['augmentation', 'noise', 'shift', 'gain', 'random', 'preprocessing'],
  stem: 'augment',
  params: fields,
  summary: ({ noise, shift, gain }) => [
    { label: 'noise', text: `${noise}` },
    { label: 'shift', text: `${Math.round(100 * shift)} %` },
    { label: 'gain', text: `± ${gain} dB` },
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'preparation',
  lengths: 'keep',
  infer: ({ block, inputs }) => {
    const place = { block, port: 'x', type: inputs.x! };
    const fault = expectsReal(place);
    if (fault) return failed(fault);
    const rank = place.type.axes.length;
    if (rank !== 3 && rank !== 4)
      return failed(rankMismatch(place, '[B, T, F] or [B, H, W, C]', [{ kind: 'remove-block', block }]));
    return { outputs: { y: place.type } };
  },
  lower: null,
});
