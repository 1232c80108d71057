/** One run with all that belongs to it: its programs, its data, its loop, and what can be asked of it. */
import type { Backend } from '../backend/backend.ts';
import { ok, type Result } from '../base/result.ts';
import type { ExampleCounts, RunEvent, RunFailure } from '../protocol/events.ts';
import type { StartRequest } from '../protocol/trainer.ts';
import type { Clock } from './clock.ts';
import { compile, type Model } from './compile.ts';
import { Control } from './control.ts';
import { Evaluator } from './evaluator.ts';
import { failureOf } from './failure.ts';
import type { DataLibrary } from './library.ts';
import { type Summary, TrainingLoop } from './loop.ts';
import { fits, initializeParameters, restoreCheckpoint } from './parameters.ts';
import type { Pipeline } from './pipeline.ts';
import { Looker } from './probe.ts';

export interface Surroundings {
  readonly backend: Backend;
  readonly library: DataLibrary;
  readonly clock: Clock;
}

/** What there is once the data have begun to arrive. */
export interface Parts {
  readonly pipeline: Pipeline;
  readonly evaluator: Evaluator;
  readonly looker: Looker;
  readonly loop: TrainingLoop;
}

export class Session {
  readonly control: Control;
  /** Null until the data sets are open and their preparations made. */
  parts: Parts | null = null;
  private closed = false;

  private constructor(
    readonly model: Model,
    private readonly request: Pick<StartRequest, 'document' | 'resume' | 'paused'>,
    private readonly surroundings: Surroundings,
  ) {
    this.control = new Control(request.paused);
  }

  /** Compiles the document and puts the weights in place: those of the seed, or those of the checkpoint. */
  static async open(
    request: Pick<StartRequest, 'document' | 'resume' | 'paused'>,
    surroundings: Surroundings,
  ): Promise<Result<Session, RunFailure>> {
    const compiled = await compile(request.document, surroundings.backend);
    if (!compiled.ok) return compiled;
    const model = compiled.value;
    initializeParameters(model.training, model.settings.seed);
    const resume = request.resume && fits(model.training, request.resume) ? request.resume : null;
    if (resume) restoreCheckpoint(model.training, resume);
    return ok(new Session(model, { ...request, resume }, surroundings));
  }

  /** Fetches the data and trains to the end; never rejects. */
  async run(emit: (event: RunEvent) => void): Promise<Summary> {
    const { model, control, request, surroundings } = this;
    const { clock, library } = surroundings;
    emit({ kind: 'state', state: 'loading', reason: null });
    try {
      const onProgress = (loaded: number, total: number) => emit({ kind: 'data', loaded, total });
      const opening = library.pipeline(model.graph, model.lowered.inputs, model.settings.validationSplit, onProgress);
      const pipeline = await Promise.race([opening, control.end]);
      if (!pipeline) return this.ended(emit, 'stopped', null);
      emit({ kind: 'examples', counts: countsOf(pipeline) });
      const evaluator = new Evaluator(model, pipeline, clock);
      const looker = new Looker(model, pipeline);
      const taken = request.resume?.step ?? 0;
      const loop = new TrainingLoop({ model, evaluator, pipeline, taken, control, clock, emit });
      this.parts = { pipeline, evaluator, looker, loop };
      const summary = await loop.run();
      this.forget(summary.failure);
      return summary;
    } catch (error) {
      const failure = failureOf(error);
      this.forget(failure);
      return this.ended(emit, 'failed', failure);
    }
  }

  /** What could not be loaded is loaded again by the next run; a block that cannot use its data has them all the same. */
  private forget(failure: RunFailure | null): void {
    if (failure?.code !== 'data' || failure.block !== null) return;
    for (const block of this.model.graph.data) this.surroundings.library.forget(block);
  }

  /** The run came to nothing: it has no data. */
  private ended(emit: (event: RunEvent) => void, state: Summary['state'], failure: RunFailure | null): Summary {
    emit({ kind: 'state', state, reason: failure });
    return { state, failure, steps: 0, seconds: 0, epochs: [], test: null, curve: '' };
  }

  /** Jobs beside training ask this between their slices. */
  readonly isOpen = (): boolean => !this.closed;

  /** Ends the jobs that are under way and frees the memory; `run` must have ended. */
  async close(): Promise<void> {
    this.closed = true;
    await this.parts?.evaluator.idle();
    for (const executable of [this.model.training, this.model.evaluation, this.model.inspection]) executable.dispose();
  }
}

const countsOf = ({ rows }: Pipeline): ExampleCounts => ({
  train: rows.count('train'),
  validation: rows.count('validation'),
  test: rows.count('test'),
});
