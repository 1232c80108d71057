/** The classes that a prediction finds likeliest. */
import type { Prediction } from '../../protocol/trainer.ts';

export interface Likely {
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** At most `most`, the likeliest first; none for a prediction that is no single class. */
export function likeliest({ probabilities, classes }: Prediction, most: number): readonly Likely[] {
  if (probabilities?.length !== classes.length) return [];
  return classes
    .map((name, index) => ({ name, share: probabilities[index] as number }))
    .sort((a, b) => b.share - a.share)
    .slice(0, most);
}

/** How the answer is put into words. */
export type Sureness = 'sure' | 'likely' | 'unsure';

export function surenessOf(share: number): Sureness {
  if (share >= 0.9) return 'sure';
  return share >= 0.5 ? 'likely' : 'unsure';
}
