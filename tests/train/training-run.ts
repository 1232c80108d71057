/** Runs documents in Node on the reference backend, and hands back what they told. */
import type { Backend } from '../../src/backend/backend.ts';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import type { Column } from '../../src/data/column.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import type { Document } from '../../src/document/document.ts';
import type { Checkpoint, EpochPoint, RunEvent } from '../../src/protocol/events.ts';
import { type Clock, systemClock } from '../../src/train/clock.ts';
import { DataLibrary } from '../../src/train/library.ts';
import type { Summary } from '../../src/train/loop.ts';
import type { Pipeline } from '../../src/train/pipeline.ts';
import { Session } from '../../src/train/session.ts';

export const noShards = (name: string): Promise<Uint8Array> => Promise.reject(new Error(`${name} was asked for`));

/** The data side of a graph with one data block and no preparations. */
export const pipelineOn = ({ rows, columns }: Pick<Dataset, 'rows' | 'columns'>): Pipeline => ({
  rows,
  has: (_, port) => Object.hasOwn(columns, port),
  column: (_, port) => columns[port] as Column,
});

export interface OpenedOptions {
  readonly resume?: Checkpoint | null;
  readonly paused?: boolean;
  readonly backend?: Backend;
  readonly clock?: Clock;
  readonly fetchShard?: (name: string) => Promise<Uint8Array>;
}

export async function openSession(document: Document, options: OpenedOptions = {}): Promise<Session> {
  const {
    resume = null,
    paused = false,
    backend = referenceBackend,
    clock = systemClock,
    fetchShard = noShards,
  } = options;
  const opened = await Session.open(
    { document, resume, paused },
    { backend, library: new DataLibrary(fetchShard), clock },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

/** Everything that a run told, with the steps put together again. */
export interface Told {
  readonly summary: Summary;
  readonly events: readonly RunEvent[];
  readonly losses: readonly number[];
  readonly gradientNorms: readonly number[];
  readonly learningRates: readonly number[];
  readonly epochs: readonly EpochPoint[];
  readonly checkpoints: readonly Checkpoint[];
}

export async function listen(session: Session, onEvent: (event: RunEvent) => void = () => {}): Promise<Told> {
  const events: RunEvent[] = [];
  const summary = await session.run((event) => {
    events.push(event);
    onEvent(event);
  });
  const series = events.flatMap((event) => (event.kind === 'steps' ? [event.series] : []));
  return {
    summary,
    events,
    losses: series.flatMap(({ loss }) => [...loss]),
    gradientNorms: series.flatMap(({ gradientNorm }) => [...gradientNorm]),
    learningRates: series.flatMap(({ learningRate }) => [...learningRate]),
    epochs: events.flatMap((event) => (event.kind === 'epoch' ? [event.point] : [])),
    checkpoints: events.flatMap((event) => (event.kind === 'checkpoint' ? [event.checkpoint] : [])),
  };
}

export const train = async (document: Document, options: OpenedOptions = {}): Promise<Told> =>
  listen(await openSession(document, options));
