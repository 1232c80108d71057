/** Drives a run from its first step to its test score, in slices between which messages come through. */
import { err, ok, type Result } from '../base/result.ts';
import type { PartName } from '../data/dataset.ts';
import type { Checkpoint, Divergence, EpochPoint, RunEvent, RunFailure, RunState, Score } from '../protocol/events.ts';
import { type Clock, Slices } from './clock.ts';
import type { Model } from './compile.ts';
import type { Control } from './control.ts';
import { CurveDigest } from './digest.ts';
import { traceDivergence, traceEvaluation } from './divergence.ts';
import type { Evaluator } from './evaluator.ts';
import { failureOf } from './failure.ts';
import { Feed } from './feed.ts';
import { Learner } from './learner.ts';
import { Meter } from './meter.ts';
import { type Batch, ShuffledOrder, StreamOrder } from './order.ts';
import { takeCheckpoint } from './parameters.ts';
import type { Pipeline } from './pipeline.ts';
import { learningRateAt } from './schedule.ts';
import { Scoring } from './scoring.ts';
import { StateGradients } from './state-gradients.ts';
import { Tally } from './tally.ts';

/** Milliseconds between two checkpoints at most, where epochs are longer. */
const checkpointEvery = 10_000;

export interface LoopArgs {
  /** Its training program holds the weights to start from. */
  readonly model: Model;
  readonly evaluator: Evaluator;
  readonly pipeline: Pipeline;
  /** Steps that were taken before (by the run that is resumed). */
  readonly taken: number;
  readonly control: Control;
  readonly clock: Clock;
  readonly emit: (event: RunEvent) => void;
}

/** What a whole run came to. */
export interface Summary {
  readonly state: Extract<RunState, 'finished' | 'stopped' | 'failed'>;
  readonly failure: RunFailure | null;
  readonly steps: number;
  /** Of training, validation and test; pauses do not count. */
  readonly seconds: number;
  readonly epochs: readonly EpochPoint[];
  readonly test: Score | null;
  /** Digest of the loss of every step. */
  readonly curve: string;
}

export class TrainingLoop {
  /** Steps taken. */
  step: number;
  private readonly control: Control;
  private readonly learner: Learner;
  private readonly feed: Feed;
  private readonly scoring: Scoring;
  private readonly order: ShuffledOrder | StreamOrder;
  private readonly stateGradients: StateGradients;
  private readonly meter: Meter;
  private readonly slices: Slices;
  private readonly digest = new CurveDigest();
  private readonly epochs: EpochPoint[] = [];
  private readonly stepsPerEpoch: number;
  /** Training examples known to be there. */
  private arrived = 0;
  private milliseconds = 0;
  /** When the last checkpoint was told. */
  private checkpointAt: number;

  constructor(private readonly args: LoopArgs) {
    const { model, pipeline, taken, control, clock } = args;
    const { seed, clipNorm, batchSize, epochs } = model.settings;
    const { rows } = pipeline;
    const examples = rows.count('train');
    this.order =
      model.lowered.carries.length > 0
        ? new StreamOrder(examples, batchSize)
        : new ShuffledOrder(rows.bounds('train'), batchSize, seed);
    this.stepsPerEpoch = this.order.visits.batches.length;
    this.step = taken;
    this.control = control;
    this.learner = new Learner(model.training, clipNorm, seed);
    this.feed = new Feed(model.training, model.lowered, pipeline, seed);
    this.scoring = new Scoring(model.training, model.lowered);
    this.stateGradients = new StateGradients(model.training, model.lowered.taps);
    this.meter = new Meter(taken, { epochs, stepsPerEpoch: this.stepsPerEpoch, examples });
    this.slices = new Slices(clock);
    this.checkpointAt = clock.now();
  }

  /** The weights and all that the next step goes on from; `step` is the number of steps that made them. */
  checkpoint(step = this.step): Checkpoint {
    const { training, lowered } = this.args.model;
    return takeCheckpoint(training, lowered.carries, step, Math.floor(step / this.stepsPerEpoch));
  }

  /** Runs to the end, or until it is stopped or fails; never rejects. */
  async run(): Promise<Summary> {
    let failure: RunFailure | null;
    let test: Score | null = null;
    try {
      failure = await this.train();
      if (!failure && !this.control.stopped) {
        const scored = await this.score('test');
        if (scored.ok) test = scored.value;
        else failure = scored.error;
      }
    } catch (error) {
      failure = failureOf(error);
    }
    const state = failure ? 'failed' : this.control.stopped ? 'stopped' : 'finished';
    // A step that broke off or diverged has left gradients that are no step's.
    if (failure) this.tellSteps();
    else this.tell();
    if (test) this.args.emit({ kind: 'test', score: test });
    if (failure?.code !== 'diverged') this.tellCheckpoint();
    this.args.emit({ kind: 'state', state, reason: failure });
    const { step: steps, epochs } = this;
    return { state, failure, steps, seconds: this.milliseconds / 1000, epochs, test, curve: this.digest.toString() };
  }

  private async train(): Promise<RunFailure | null> {
    const { epochs } = this.args.model.settings;
    const first = Math.floor(this.step / this.stepsPerEpoch);
    await this.arrival(first, 1);
    if (!this.control.paused) this.args.emit({ kind: 'state', state: 'running', reason: null });
    for (let epoch = first; epoch < epochs; epoch++) {
      const failure = await this.trainEpoch(epoch);
      if (failure || this.control.stopped) return failure;
    }
    return null;
  }

  private async trainEpoch(epoch: number): Promise<RunFailure | null> {
    const { control, meter } = this;
    const { emit, model } = this.args;
    const { batches } = this.order.visits;
    const tally = new Tally(this.scoring);
    const taken = this.step % this.stepsPerEpoch;
    this.order.begin(epoch);
    if (taken === 0) this.feed.reset();
    for (const batch of batches.slice(taken)) {
      if (control.paused) await this.rest();
      else if (this.slices.over() || meter.full) await this.breathe();
      const end = batch.from + batch.count;
      if (this.order.needed(epoch, end) > this.arrived) await this.arrival(epoch, end);
      if (control.stopped) return null;
      if (!this.takeStep(epoch, batch, tally)) {
        const step = this.step + 1;
        return this.diverged(step, traceDivergence(model, this.learner.weightsBefore, step));
      }
    }
    const validation = await this.score('validation');
    if (!validation.ok) return validation.error;
    if (control.stopped) return null;
    const point = { epoch: epoch + 1, step: this.step, train: tally.score(), validation: validation.value };
    this.epochs.push(point);
    this.tell();
    emit({ kind: 'epoch', point });
    if (epoch + 1 < model.settings.epochs) this.tellCheckpoint();
    return null;
  }

  /** One step on a batch of the epoch's order; false when it diverged. */
  private takeStep(epoch: number, { from, count }: Batch, tally: Tally): boolean {
    const { learner, meter } = this;
    const { clock, model } = this.args;
    const start = clock.now();
    this.feed.load('train', this.order.visits.indices, from, count, epoch);
    const learningRate = learningRateAt(model.settings, this.step, this.stepsPerEpoch);
    if (!learner.take(this.step + 1, learningRate)) return false;
    this.step++;
    const answers = this.scoring.answers(count);
    tally.add(count, answers);
    meter.record(learner.loss, answers && answers.right / answers.total, learningRate, learner.gradientNorm, count);
    this.digest.add(learner.loss);
    this.control.taken();
    const passed = clock.now() - start;
    this.milliseconds += passed;
    meter.spent(passed);
    return true;
  }

  /** The score on a part of the data; null when the part is empty or the run was stopped meanwhile. */
  private async score(part: PartName): Promise<Result<Score | null, RunFailure>> {
    const { model, evaluator, clock, pipeline } = this.args;
    const { learner, step } = this;
    const count = pipeline.rows.count(part);
    if (count === 0) return ok(null);
    this.tell();
    await Promise.race([pipeline.rows.whenAvailable(part, count), this.control.end]);
    if (this.control.stopped) return ok(null);
    const start = clock.now();
    const score = await evaluator.score(part, () => !this.control.stopped);
    this.milliseconds += clock.now() - start;
    if (part === 'validation') this.meter.validated(clock.now() - start);
    if (!score) return ok(null);
    if (score.ok) return score;
    // No step has seen what the last update made of the weights.
    learner.keep();
    return err(await this.diverged(step, traceEvaluation(model, score.error, learner.weightsBefore, step)));
  }

  private async diverged(step: number, trace: Promise<Divergence>): Promise<RunFailure> {
    const divergence = await trace.catch(
      // Keeping every intermediate result can take more memory than there is.
      (): Divergence => ({ step, block: null, where: 'output' }),
    );
    const undone = this.learner.restore();
    // What the broken step left in the states may be as broken.
    this.feed.reset();
    this.tellCheckpoint(this.step - undone);
    return { code: 'diverged', divergence };
  }

  /** Stands still until a step is wanted. */
  private async rest(): Promise<void> {
    const { emit } = this.args;
    this.tell();
    this.tellCheckpoint();
    emit({ kind: 'state', state: 'paused', reason: null });
    await this.control.permission();
    if (!this.control.stopped) emit({ kind: 'state', state: 'running', reason: null });
    await this.slices.next();
  }

  private async breathe(): Promise<void> {
    this.tell();
    if (this.args.clock.now() - this.checkpointAt >= checkpointEvery) this.tellCheckpoint();
    await this.slices.next();
  }

  /** Waits for the examples at [0, end) of the epoch's order. */
  private async arrival(epoch: number, end: number): Promise<void> {
    const needed = this.order.needed(epoch, end);
    this.tell();
    await Promise.race([this.args.pipeline.rows.whenAvailable('train', needed), this.control.end]);
    this.arrived = needed;
  }

  /** Tells the steps that have not been told yet, and the state gradients of the last of them. */
  private tell(): void {
    if (!this.tellSteps()) return;
    const { emit, clock } = this.args;
    const norms = this.stateGradients.take(clock.now());
    if (norms) emit({ kind: 'step-gradients', step: this.step, norms });
  }

  /** False when all have been told. */
  private tellSteps(): boolean {
    const series = this.meter.take();
    if (series) this.args.emit({ kind: 'steps', series, progress: this.meter.progress() });
    return series !== null;
  }

  private tellCheckpoint(step = this.step): void {
    const { emit, clock } = this.args;
    emit({ kind: 'checkpoint', checkpoint: this.checkpoint(step) });
    this.checkpointAt = clock.now();
  }
}
