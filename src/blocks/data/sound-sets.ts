/** What the checker and the data panel know of the sets of sounds. They are packed by scripts/pack, under the name of their id. */
import type { DatasetSpec } from './datasets.ts';

export const spokenDigitsId = 'spoken-digits';
/** Samples a second. */
export const clipRate = 8000;
/** Samples of a clip: a second. */
export const clipLength = 8000;

export const spokenWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

const spokenDigits: DatasetSpec = {
  id: spokenDigitsId,
  title: 'Spoken digits',
  shape: [clipLength, 1],
  axes: ['T', 'F'],
  classes: spokenWords,
  features: [],
  counts: { train: 1440, validation: 180, test: 300 },
  options: {},
  licence: 'None needed: synthetic speech; the synthesiser is GPL-3.0',
  source:
    'Ten words said by 64 voices of espeak-ng, at several speeds and pitches, with noise; from the package @echogarden/espeak-ng-emscripten. Training, validation and test are different voices.',
  bytes: 10_614_185,
};

/** By the value of the Sound block’s parameter. */
export const soundDatasets = { [spokenDigitsId]: spokenDigits } as const;
