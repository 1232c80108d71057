/** The worker contract: types only. The page holds `Comlink.Remote<Trainer>`, the worker exposes `satisfies Trainer`. */
import type { Result } from '../base/result.ts';
import type { Document } from '../document/document.ts';
import type { HostInfo } from '../backend/backend.ts';
import type { Checkpoint, RunFailure, Stamped } from './events.ts';

export interface StartRequest {
  readonly runId: string;
  readonly revision: number;
  readonly document: Document;
  /** Weights to start from (after a worker was replaced); null to initialise from the seed. */
  readonly resume: Checkpoint | null;
}

/** Which part of the data an example comes from. */
export type Part = 'train' | 'validation' | 'test';

export interface Samples {
  /** Path of the data block. */
  readonly block: string;
  readonly part: Part;
  /** Position within the part. */
  readonly indices: readonly number[];
  /** One example after another, as the network sees them. */
  readonly features: Float32Array;
  readonly shape: readonly number[];
  readonly labels: readonly number[];
}

/** One tensor of the inspected example. */
export interface Probe {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Inspection {
  readonly runId: string;
  readonly step: number;
  /** Input of each port and output of the block for the chosen example, without the batch axis. */
  readonly inputs: { readonly [port: string]: Probe };
  readonly outputs: { readonly [port: string]: Probe };
  readonly weights: { readonly [name: string]: Probe & { readonly norm: number; readonly gradientNorm: number | null } };
  /** A convolution's or Dense's result before its fused activation. */
  readonly beforeActivation: Probe | null;
}

export type ExampleRef =
  | { readonly kind: 'sample'; readonly part: Part; readonly index: number }
  /** Numbers made on the page (a drawn digit), in the shape that the data block gives. */
  | { readonly kind: 'given'; readonly features: Float32Array };

export interface Prediction {
  /** What the block that feeds the loss gave: logits or values, one example after another. */
  readonly output: Probe;
  /** Softmax of the logits for a classification, else null. */
  readonly probabilities: Float32Array | null;
}

export interface Confusion {
  readonly classes: readonly string[];
  /** [truth × classes + prediction] counts. */
  readonly counts: Uint32Array;
  readonly accuracy: number;
  /** The examples with the largest loss, worst first. */
  readonly worst: readonly { readonly index: number; readonly truth: number; readonly prediction: number; readonly probability: number; readonly loss: number }[];
}

/** Values of the network over a rectangle of the plane: the decision surface. */
export interface Surface {
  readonly columns: number;
  readonly rows: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly classes: number;
  /** Probabilities, [row][column][class]; row 0 is the smallest y. */
  readonly values: Float32Array;
}

export interface Trainer {
  /** Answers at once with the host; the run goes on by itself and tells through `events`. */
  start(request: StartRequest, events: (batch: readonly Stamped[]) => void): Promise<Result<HostInfo, RunFailure>>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** One optimizer step, then paused. */
  step(): Promise<void>;
  /** Ends the run; its weights stay for inspection and use. */
  stop(): Promise<void>;
  /** A heartbeat: answers as soon as the worker comes round to it. */
  ping(): Promise<number>;
  /** Null before the first weights are there, or when the block is not part of the trained graph. */
  inspect(block: string, example: ExampleRef): Promise<Inspection | null>;
  predict(example: ExampleRef): Promise<Prediction | null>;
  /** Over a whole part of the data, in slices between training steps. */
  confusion(part: Part): Promise<Confusion | null>;
  /** For a network on points in the plane; null for any other. */
  surface(columns: number, rows: number, x: readonly [number, number], y: readonly [number, number]): Promise<Surface | null>;
  /** Examples of a data block of the given document, loaded if need be, run or no run. */
  samples(document: Document, block: string, part: Part, start: number, count: number): Promise<Result<Samples, RunFailure>>;
  checkpoint(): Promise<Checkpoint | null>;
  /** Blocks the worker for so long: only the end-to-end test of the watchdog calls it. */
  hang(milliseconds: number): Promise<void>;
}
