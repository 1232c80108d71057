/** What the network says after each step: the answers of a head that works step by step, or the one after the last step. */
import type { Prediction } from '../../protocol/trainer.ts';
import { formatPercent, formatSignificant } from '../../text/format.ts';
import { visible } from '../inside/recurrent/step-names.ts';

export interface Answer {
  /** The likeliest class, or the first numbers. */
  readonly text: string;
  /** How likely: `61 %`; empty for numbers. */
  readonly share: string;
}

/** By step; `padded` is the number of steps with their padding. */
export function answersOf(prediction: Prediction, steps: number, padded: number): ReadonlyMap<number, Answer> {
  const { output, probabilities, classes } = prediction;
  const everyStep = output.shape.length > 1 && output.shape[0] === padded;
  const size = everyStep ? output.values.length / padded : output.values.length;
  const places = everyStep ? Array.from({ length: steps }, (_, step) => step) : [steps - 1];
  return new Map(
    places.map((step, place) => {
      const row = (values: Float32Array): Float32Array => values.subarray(place * size, (place + 1) * size);
      const shares = probabilities === null ? null : row(probabilities);
      if (shares === null || shares.length === 0) return [step, numbersText(row(output.values))];
      const best = shares.indexOf(Math.max(...shares));
      return [step, { text: visible(classes[best] ?? `${best}`), share: formatPercent(shares[best] ?? 0, 0) }];
    }),
  );
}

/** More numbers would have no room above a step. */
const shownNumbers = 2;

function numbersText(values: Float32Array): Answer {
  const shown = [...values.subarray(0, shownNumbers)].map((value) => formatSignificant(value, 2)).join(' ');
  return { text: values.length > shownNumbers ? `${shown} …` : shown, share: '' };
}
