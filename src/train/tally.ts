/** Adds up the scores of batches to the score of all their examples. */
import type { Score } from '../protocol/events.ts';
import type { Scoring } from './scoring.ts';

export class Tally {
  private loss = 0;
  private right = 0;
  private examples = 0;

  constructor(private readonly scoring: Scoring) {}

  /** A batch of `count` real examples whose outputs lie in the program; `right` of them are answered right. */
  add(count: number, right: number | null): void {
    this.loss += this.scoring.loss * count;
    this.right += right ?? 0;
    this.examples += count;
  }

  score(): Score {
    return { loss: this.loss / this.examples, accuracy: this.scoring.counts ? this.right / this.examples : null };
  }
}
