/** The trainer behind the worker contract, free of the worker itself: Node and tests use it as it is. */
import type { Backend } from '../backend/backend.ts';
import { err, ok, type Result } from '../base/result.ts';
import { DataError } from '../data/dataset.ts';
import type { RunEvent, RunFailure, Stamped } from '../protocol/events.ts';
import type { Trainer } from '../protocol/trainer.ts';
import type { Clock } from './clock.ts';
import type { Model } from './compile.ts';
import type { Control } from './control.ts';
import { failureOf } from './failure.ts';
import { forecast } from './forecast.ts';
import { DataLibrary } from './library.ts';
import { answerClasses } from './pipeline.ts';
import { samplesOf } from './samples.ts';
import { type Parts, Session } from './session.ts';
import { confusionOver, surfaceOver } from './use.ts';
import { write } from './write.ts';

export interface TrainerServices {
  /** Called once. */
  readonly openBackend: () => Promise<Backend>;
  readonly fetchShard: (name: string) => Promise<Uint8Array>;
  readonly clock: Clock;
}

/** A silence shorter than this is never alarming. */
const shortestPatience = 5000;
/** Multiply-adds a millisecond that the slowest machine manages, with room to spare. */
const slowestPace = 200_000;

/** The run that the trainer holds, and its end. */
interface Held {
  readonly runId: string;
  readonly session: Session;
  readonly ended: Promise<unknown>;
}

export function createTrainer({ openBackend, fetchShard, clock }: TrainerServices): Trainer {
  const library = new DataLibrary(fetchShard);
  let backend: Promise<Backend> | null = null;
  let held: Held | null = null;
  /** Starts wait for one another: each ends the run before it. */
  let starting: Promise<unknown> = Promise.resolve();

  const end = async () => {
    if (!held) return;
    const { session, ended } = held;
    // What is asked from here on is asked of the run to come.
    held = null;
    session.control.stop();
    await ended;
    await session.close();
  };

  const start: Trainer['start'] = async (request, events) => {
    await end();
    backend ??= openBackend();
    const opened = await Session.open(request, { backend: await backend, library, clock });
    if (!opened.ok) return opened;
    const session = opened.value;
    const ended = session.run(stamped(request.runId, request.revision, events));
    held = { runId: request.runId, session, ended };
    const { host } = await backend;
    return ok({ host, patience: Math.max(shortestPatience, session.model.longestMacs / slowestPace) });
  };

  /** What is asked of a run while it is still being compiled waits for it. */
  const control = async (command: (control: Control) => void) => {
    await starting;
    if (held) command(held.session.control);
  };

  return {
    start: (request, events) => {
      const started = starting.then(() => start(request, events)).catch((error: unknown) => err(failureOf(error)));
      starting = started;
      return started;
    },
    pause: () => control((run) => run.pause()),
    resume: () => control((run) => run.resume()),
    step: () => control((run) => run.step()),
    stop: () => control((run) => run.stop()),
    ping: async () => clock.now(),
    ...questionsTo(() => held, clock),
    samples: (document, block, part, first, count) => samplesOf(library, document, block, part, first, count),
  };
}

type Questions = Pick<Trainer, 'inspect' | 'predict' | 'write' | 'forecast' | 'confusion' | 'surface' | 'checkpoint'>;

/** What can be asked of the run that is held once its data have come; until then every answer is null. */
function questionsTo(held: () => Held | null, clock: Clock): Questions {
  const ask = async <T>(
    answer: (parts: Parts, session: Session, runId: string) => T | Promise<T>,
  ): Promise<T | null> => {
    const run = held();
    const parts = run?.session.parts;
    return run && parts ? answer(parts, run.session, run.runId) : null;
  };
  return {
    inspect: (block, example) =>
      ask(async ({ looker, loop }, _, runId) => {
        const found = await taken(() => looker.inspect(block, example));
        return found?.ok ? { runId, step: loop.step, ...found.value } : null;
      }),
    predict: (example) => ask(({ looker }) => taken(() => looker.predict(example))),
    write: (request) =>
      ask(({ pipeline }, { model, isOpen }) => taken(() => write(model, pipeline, request, clock, isOpen))),
    forecast: (request) =>
      ask((parts, { model, isOpen }) =>
        taken(() => forecast({ graph: model.graph, ...parts, clock }, request, isOpen)),
      ),
    confusion: (part) =>
      ask(({ evaluator, pipeline }, { model, isOpen }) =>
        confusionOver(evaluator, pipeline, answerClasses(model.graph, pipeline), part, isOpen),
      ),
    surface: (columns, rows, x, y) =>
      ask(({ evaluator }, { model, isOpen }) =>
        isInPlane(model) ? surfaceOver(evaluator, { columns, rows, x, y }, isOpen) : null,
      ),
    checkpoint: () => ask(({ loop }) => loop.checkpoint()),
  };
}

/** Stamps the events of a run and hands on together those of one turn of the event loop. */
function stamped(
  runId: string,
  revision: number,
  events: (batch: readonly Stamped[]) => void,
): (event: RunEvent) => void {
  let seq = 0;
  let batch: Stamped[] = [];
  return (event) => {
    if (batch.length === 0) {
      queueMicrotask(() => {
        const full = batch;
        batch = [];
        events(full);
      });
    }
    batch.push({ runId, revision, seq: seq++, event });
  };
}

/** The answer of a job on an example that a person may have given: it fails with what is wrong with that. */
async function taken<T>(job: () => Promise<T | null> | T | null | undefined): Promise<Result<T, RunFailure> | null> {
  try {
    const answer = await job();
    return answer === null || answer === undefined ? null : ok(answer);
  } catch (error) {
    if (error instanceof DataError) return err(failureOf(error));
    throw error;
  }
}

/** A classification of points in the plane. */
const isInPlane = ({ lowered: { inputs, metrics } }: Model): boolean =>
  inputs.some(({ shape }) => shape.length === 2 && shape[1] === 2) && metrics[0]?.kind === 'accuracy';
