/** All preparations, by the kind of their block: an explicit list, so that none is found by accident. */
import type { Fields, ParamsOf } from '../../blocks/fields.ts';
import { prepareAugment } from './augment.ts';
import { preparePad } from './pad.ts';
import { preparePassages } from './passages.ts';
import type { Prepare } from './preparation.ts';
import { prepareSpectrogram } from './spectrogram.ts';
import { prepareStandardise } from './standardise.ts';
import { prepareTokenize } from './tokenize.ts';
import { prepareWindow } from './window.ts';

const preparations: { readonly [kind: string]: Prepare<never> } = {
  pad: preparePad,
  passages: preparePassages,
  spectrogram: prepareSpectrogram,
  standardise: prepareStandardise,
  augment: prepareAugment,
  window: prepareWindow,
  tokenize: prepareTokenize,
};

/** Null for a kind that is no preparation. */
export function preparationOf(kind: string): Prepare<ParamsOf<Fields>> | null {
  // The checker has checked each value against its field.
  return Object.hasOwn(preparations, kind) ? (preparations[kind] as Prepare<ParamsOf<Fields>>) : null;
}
