/** Runs the evaluation program over a part of the data, in slices, on a snapshot of the parameters, one job at a time. */
import { err, ok, type Result } from '../base/result.ts';
import type { PartName } from '../data/dataset.ts';
import type { Score } from '../protocol/events.ts';
import { type Clock, Slices } from './clock.ts';
import type { Model } from './compile.ts';
import { type Inputs, inputsOf } from './divergence.ts';
import { Feed } from './feed.ts';
import { visitsInOrder } from './order.ts';
import { copyParameters } from './parameters.ts';
import type { Pipeline } from './pipeline.ts';
import { Scoring } from './scoring.ts';
import { Tally } from './tally.ts';

export class Evaluator {
  readonly feed: Feed;
  readonly scoring: Scoring;
  readonly batch: number;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly model: Model,
    private readonly pipeline: Pipeline,
    private readonly clock: Clock,
  ) {
    this.feed = new Feed(model.evaluation, model.lowered, pipeline);
    this.scoring = new Scoring(model.evaluation, model.lowered);
    this.batch = model.evaluation.program.batch;
  }

  /** Mean loss and accuracy over the part, or the first batch whose loss is not finite; null when `goOn` said no. */
  async score(part: PartName, goOn: () => boolean): Promise<Result<Score, Inputs> | null> {
    const tally = new Tally(this.scoring);
    let broken: Inputs | null = null;
    const add = (_: number, count: number) => {
      tally.add(count, this.scoring.answers(count));
      if (!Number.isFinite(this.scoring.loss)) broken ??= inputsOf(this.model.evaluation, this.model.lowered);
    };
    const done = await this.overPart(part, () => broken === null && goOn(), add);
    if (broken) return err(broken);
    return done ? ok(tally.score()) : null;
  }

  /**
   * Visits every batch of the part after its run: the example in its first row, and how many rows are real. False when `goOn`
   * said no.
   */
  overPart(part: PartName, goOn: () => boolean, visit: (first: number, count: number) => void): Promise<boolean> {
    const { indices, batches } = visitsInOrder(this.pipeline.rows.count(part), this.batch);
    return this.overBatches(batches.length, goOn, (number) => {
      const { from, count } = batches[number] as (typeof batches)[number];
      this.feed.load(part, indices, from, count, null);
      return () => visit(from, count);
    });
  }

  /**
   * Runs batch after batch on the parameters as they are when its turn comes: `load` fills the inputs and gives what is to be
   * done after the run. False when `goOn` said no.
   */
  overBatches(batches: number, goOn: () => boolean, load: (number: number) => () => void): Promise<boolean> {
    return this.exclusive(async () => {
      const slices = new Slices(this.clock);
      copyParameters(this.model.training, this.model.evaluation);
      for (let number = 0; number < batches; number++) {
        if (slices.over()) await slices.next();
        if (!goOn()) return false;
        const visit = load(number);
        this.model.evaluation.run({ seed: 0, step: 0 });
        visit();
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
