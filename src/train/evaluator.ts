/** Runs the evaluation program over a part of the data, in slices, on a snapshot of the parameters, one job at a time. */
import { err, ok, type Result } from '../base/result.ts';
import type { Dataset, PartName } from '../data/dataset.ts';
import type { Score } from '../protocol/events.ts';
import { type Clock, Slices } from './clock.ts';
import type { Model } from './compile.ts';
import { type Inputs, inputsOf } from './divergence.ts';
import { Feed } from './feed.ts';
import { copyParameters } from './parameters.ts';
import { Scoring } from './scoring.ts';
import { Tally } from './tally.ts';

export class Evaluator {
  readonly feed: Feed;
  readonly scoring: Scoring;
  readonly batch: number;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly model: Model,
    private readonly dataset: Dataset,
    private readonly clock: Clock,
  ) {
    this.feed = new Feed(model.evaluation, model.lowered, dataset);
    this.scoring = new Scoring(model.evaluation, model.lowered);
    this.batch = model.evaluation.program.batch;
  }

  /** Mean loss and accuracy over the part, or the first batch whose loss is not finite; null when `goOn` said no. */
  async score(part: PartName, goOn: () => boolean): Promise<Result<Score, Inputs> | null> {
    const tally = new Tally(this.scoring);
    let broken: Inputs | null = null;
    const add = (_: number, count: number) => {
      tally.add(count, this.scoring.countRight(count));
      if (!Number.isFinite(this.scoring.loss)) broken ??= inputsOf(this.model.evaluation);
    };
    const done = await this.overPart(part, () => broken === null && goOn(), add);
    if (broken) return err(broken);
    return done ? ok(tally.score()) : null;
  }

  /** Visits every batch of the part after its run; false when `goOn` said no. */
  overPart(part: PartName, goOn: () => boolean, visit: (start: number, count: number) => void): Promise<boolean> {
    const examples = this.dataset.count(part);
    const indices = Uint32Array.from({ length: examples }, (_, index) => index);
    const load = (start: number, count: number) => this.feed.load(part, indices, start, count);
    return this.overBatches(examples, goOn, load, visit);
  }

  /** Loads, runs and visits batch after batch of `examples`, on the parameters as they are when its turn comes. */
  overBatches(
    examples: number,
    goOn: () => boolean,
    load: (start: number, count: number) => void,
    visit: (start: number, count: number) => void,
  ): Promise<boolean> {
    return this.exclusive(async () => {
      const slices = new Slices(this.clock);
      copyParameters(this.model.training, this.model.evaluation);
      for (let start = 0; start < examples; start += this.batch) {
        if (slices.over()) await slices.next();
        if (!goOn()) return false;
        const count = Math.min(this.batch, examples - start);
        load(start, count);
        this.model.evaluation.run({ seed: 0, step: 0 });
        visit(start, count);
      }
      return true;
    });
  }

  /** Resolves when no job is under way any more. */
  async idle(): Promise<void> {
    await this.last;
  }

  private exclusive<T>(job: () => Promise<T>): Promise<T> {
    const result = this.last.then(job);
    this.last = result.catch(() => {});
    return result;
  }
}
