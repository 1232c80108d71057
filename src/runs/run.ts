/** A run as the page knows it, and how each event changes it. */
import type { Document } from '../document/document.ts';
import type {
  Checkpoint,
  EpochPoint,
  ExampleCounts,
  Progress,
  RunEvent,
  RunFailure,
  RunState,
  Score,
} from '../protocol/events.ts';
import type { HostInfo } from '../protocol/trainer.ts';
import { Curve } from './curve.ts';
import { type GradientHistory, gradientsUpTo, withGradients } from './gradients.ts';

export interface Run {
  readonly id: string;
  /** Counted from 1, for people: "run 3". */
  readonly number: number;
  /** Revision and state of the document when the run started: the page tells whether it has been edited since. */
  readonly revision: number;
  readonly document: Document;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly state: RunState;
  /** Why it failed; null unless it did. */
  readonly failure: RunFailure | null;
  readonly host: HostInfo | null;
  /** Grows in place; the store's `version` tells when. */
  readonly curve: Curve;
  readonly epochs: readonly EpochPoint[];
  /** What the network sees of the data; null before they are there. */
  readonly examples: ExampleCounts | null;
  /** Of recurrent blocks: empty for a network without. */
  readonly gradients: GradientHistory;
  readonly progress: Progress | null;
  /** Bytes of data fetched; null before the first and for data made on the spot. */
  readonly data: { readonly loaded: number; readonly total: number } | null;
  readonly test: Score | null;
  readonly checkpoint: Checkpoint | null;
}

export function newRun(id: string, number: number, document: Document, revision: number, startedAt: number): Run {
  return {
    id,
    number,
    revision,
    document,
    startedAt,
    state: 'compiling',
    failure: null,
    host: null,
    curve: new Curve(),
    epochs: [],
    examples: null,
    gradients: {},
    progress: null,
    data: null,
    test: null,
    checkpoint: null,
  };
}

/** The worker is at it, or waits for the next command. */
export const isActive = ({ state }: Pick<Run, 'state'>): boolean =>
  state === 'loading' || state === 'compiling' || state === 'running' || state === 'paused';

/** The run after the event. Steps are appended to the curve in place. */
export function applyEvent(run: Run, event: RunEvent): Run {
  switch (event.kind) {
    case 'state':
      return { ...run, state: event.state, failure: event.reason };
    case 'data':
      return { ...run, data: event.total > 0 ? { loaded: event.loaded, total: event.total } : null };
    case 'examples':
      return { ...run, examples: event.counts };
    case 'steps':
      run.curve.append(event.series);
      return { ...run, progress: event.progress };
    case 'epoch':
      return { ...run, epochs: [...run.epochs, event.point] };
    case 'step-gradients':
      return { ...run, gradients: withGradients(run.gradients, event.step, event.norms) };
    case 'test':
      return { ...run, test: event.score };
    case 'checkpoint':
      return { ...run, checkpoint: event.checkpoint };
  }
}

/** The run as it stood at its checkpoint, about to go on from there. */
export function rewound(run: Run, checkpoint: Checkpoint): Run {
  run.curve.truncate(checkpoint.step);
  const epochs = run.epochs.filter((point) => point.step <= checkpoint.step);
  const gradients = gradientsUpTo(run.gradients, checkpoint.step);
  return { ...run, epochs, gradients, state: 'compiling', failure: null, test: null };
}
