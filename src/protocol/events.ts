/** What a run tells: a union of plain values, batched once a frame, big arrays transferred. */

/** Numbers of one optimizer step. */
export interface StepPoint {
  /** Steps taken, this one included. */
  readonly step: number;
  readonly loss: number;
  /** Share of right answers in the batch; null for a regression. */
  readonly accuracy: number | null;
  readonly learningRate: number;
  /** Global norm before clipping. */
  readonly gradientNorm: number;
}

export interface EpochPoint {
  readonly epoch: number;
  /** Steps taken when it ended. */
  readonly step: number;
  /** Means over the epoch's training steps, weighted by examples. */
  readonly train: Score;
  /** On the validation part; null when there is none. */
  readonly validation: Score | null;
}

export interface Score {
  readonly loss: number;
  readonly accuracy: number | null;
}

export interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly samplesPerSecond: number;
  /** Seconds left at the present speed; null before it is known. */
  readonly secondsLeft: number | null;
}

/** A NaN or Inf: who made it first, when, and what to try is said by the page. */
export interface Divergence {
  readonly step: number;
  /** Path of the first block whose output or gradient was not finite. */
  readonly block: string | null;
  readonly where: 'output' | 'gradient' | 'weights';
}

export type RunState = 'loading' | 'compiling' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed';

export type RunEvent =
  | { readonly kind: 'state'; readonly state: RunState; readonly reason: RunFailure | null }
  /** Bytes of data fetched so far; training starts after the first shard. */
  | { readonly kind: 'data'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'steps'; readonly points: readonly StepPoint[]; readonly progress: Progress }
  | { readonly kind: 'epoch'; readonly point: EpochPoint }
  | { readonly kind: 'test'; readonly score: Score }
  /** Weights to fall back on if the worker dies; arrives once an epoch and when the run ends or pauses. */
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint };

export type RunFailure =
  | { readonly code: 'not-trainable' }
  | { readonly code: 'data'; readonly message: string }
  | { readonly code: 'memory'; readonly bytes: number }
  | { readonly code: 'diverged'; readonly divergence: Divergence }
  | { readonly code: 'worker-died' }
  | { readonly code: 'worker-hung' }
  | { readonly code: 'internal'; readonly message: string };

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
  readonly step: number;
  readonly epoch: number;
  readonly parameters: { readonly [name: string]: { readonly shape: readonly number[]; readonly values: Float32Array } };
}
