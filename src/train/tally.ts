/** Adds up the scores of batches to the score of all their examples. */
import type { Score } from '../protocol/events.ts';
import type { Answers, Scoring } from './scoring.ts';

export class Tally {
  private loss = 0;
  private right = 0;
  private answers = 0;
  private examples = 0;

  constructor(private readonly scoring: Scoring) {}

  /** A batch of `count` real examples whose outputs lie in the program, and their answers. */
  add(count: number, answers: Answers | null): void {
    this.loss += this.scoring.loss * count;
    this.right += answers?.right ?? 0;
    this.answers += answers?.total ?? 0;
    this.examples += count;
  }

  score(): Score {
    // Where every example is all padding there is nothing to be right about.
    const accuracy = this.scoring.counts && this.answers > 0 ? this.right / this.answers : null;
    return { loss: this.loss / this.examples, accuracy };
  }
}
