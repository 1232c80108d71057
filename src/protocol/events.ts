/** What a run tells: a union of plain values, batched once a frame, big arrays transferred. */

/** The steps since the last batch of events, as columns: entry i belongs to step `first + i`. */
export interface StepSeries {
  /** The number of the first step, counted from 1. */
  readonly first: number;
  readonly loss: Float32Array;
  /** Share of right answers in the batch; NaN for a regression. */
  readonly accuracy: Float32Array;
  readonly learningRate: Float32Array;
  /** Global norm before clipping. */
  readonly gradientNorm: Float32Array;
}

export interface Score {
  readonly loss: number;
  /** Share of right answers; null for a regression. */
  readonly accuracy: number | null;
}

export interface EpochPoint {
  /** Counted from 1. */
  readonly epoch: number;
  /** Steps taken when it ended. */
  readonly step: number;
  /** Means over the epoch's training steps, weighted by examples. */
  readonly train: Score;
  /** On the validation part; null when there is none. */
  readonly validation: Score | null;
}

export interface Progress {
  readonly step: number;
  readonly steps: number;
  /** The epoch under way, counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Smoothed over about a second of training; 0 before it is known. */
  readonly samplesPerSecond: number;
  /** Seconds left at the present speed, validation included; null before it is known. */
  readonly secondsLeft: number | null;
}

/** A NaN or Inf: who made it first and when; the page says what to try. */
export interface Divergence {
  readonly step: number;
  /** Path of the first block whose output, gradient or weights were not finite; null when it could not be found. */
  readonly block: string | null;
  readonly where: 'output' | 'gradient' | 'weights';
}

export type RunState = 'loading' | 'compiling' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed';

export type RunFailure =
  | { readonly code: 'not-trainable' }
  /** Data that cannot be had (block null), or that a block cannot use. */
  | { readonly code: 'data'; readonly message: string; readonly block: string | null }
  /** The planned program does not fit; bytes it needs. */
  | { readonly code: 'memory'; readonly bytes: number }
  | { readonly code: 'diverged'; readonly divergence: Divergence }
  | { readonly code: 'worker-died' }
  | { readonly code: 'worker-hung' }
  | { readonly code: 'internal'; readonly message: string };

/** Examples of each part. */
export interface ExampleCounts {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

export type RunEvent =
  | { readonly kind: 'state'; readonly state: RunState; readonly reason: RunFailure | null }
  /** Bytes of data fetched so far; training starts after the first shard. */
  | { readonly kind: 'data'; readonly loaded: number; readonly total: number }
  /** The data are there: what the network sees of them, which are others than the set has where they are cut to windows. */
  | { readonly kind: 'examples'; readonly counts: ExampleCounts }
  | { readonly kind: 'steps'; readonly series: StepSeries; readonly progress: Progress }
  | { readonly kind: 'epoch'; readonly point: EpochPoint }
  /**
   * How much each step of a recurrent block matters to the loss: for every tapped state (`lstm1.h`) the norm of
   * ∂loss/∂state after each step, of one training step; told a few times a second.
   */
  | {
      readonly kind: 'step-gradients';
      readonly step: number;
      readonly norms: { readonly [state: string]: Float32Array };
    }
  | { readonly kind: 'test'; readonly score: Score }
  /** Weights to fall back on if the worker dies: after each epoch, now and then in a long one, and whenever the run comes to rest. */
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint };

/** Stamped so that late events of an earlier run or revision can be told apart. */
export interface Stamped {
  readonly runId: string;
  /** Revision of the document that the run trains. */
  readonly revision: number;
  readonly seq: number;
  readonly event: RunEvent;
}

/** All that is needed to go on: parameters, moments, where the run stood. */
export interface Checkpoint {
  /** Steps taken. */
  readonly step: number;
  /** Epochs completed. */
  readonly epoch: number;
  readonly parameters: {
    readonly [name: string]: { readonly shape: readonly number[]; readonly values: Float32Array };
  };
  /** The optimizer's state as the planned program lays it out; of use only to the same document. */
  readonly moments: Float32Array;
  /** States that the next batch goes on from, by the name of the input that holds them; missing where none are carried. */
  readonly carried?: { readonly [input: string]: Float32Array };
}
