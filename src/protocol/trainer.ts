/** The worker contract: types only. The page holds `Comlink.Remote<Trainer>`, the worker exposes `satisfies Trainer`. */
import type { HostInfo } from '../backend/backend.ts';
import type { Result } from '../base/result.ts';
import type { Cell } from '../data/column.ts';
import type { Document } from '../document/document.ts';
import type { Checkpoint, RunFailure, Stamped } from './events.ts';

export type { HostInfo } from '../backend/backend.ts';

export interface StartRequest {
  readonly runId: string;
  readonly revision: number;
  readonly document: Document;
  /** Weights to start from (after a worker was replaced); null to initialise from the seed. */
  readonly resume: Checkpoint | null;
  /** Starts paused: the first step is taken by `step` or `resume`. */
  readonly paused: boolean;
}

export interface Started {
  readonly host: HostInfo;
  /** Longest silence in milliseconds that is no cause for alarm: a step of a large network keeps the worker busy. */
  readonly patience: number;
}

/** Which part of the data an example comes from. */
export type Part = 'train' | 'validation' | 'test';

export interface Samples {
  /** Path of the data block. */
  readonly block: string;
  readonly part: Part;
  /** Position within the part. */
  readonly indices: readonly number[];
  /** The first output of the data block, one example after another; empty for texts. */
  readonly features: Float32Array;
  readonly shape: readonly number[];
  /** The examples of a block that gives texts; null for any other. */
  readonly texts: readonly string[] | null;
  /** What stands at each real step of each example (symbols, days); null where steps have no names. */
  readonly steps: readonly (readonly string[])[] | null;
  /** Of each example; empty where the data have no classes. */
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
  readonly weights: {
    readonly [name: string]: Probe & { readonly norm: number; readonly gradientNorm: number | null };
  };
  /** A convolution's or Dense's result before its fused activation. */
  readonly beforeActivation: Probe | null;
  /**
   * Of a recurrent block: values at every step, [T, ...] each, by name. LSTM: `f`, `i`, `o`, `g` (gates and candidate), `c`
   * (cell), `h` (hidden state); GRU: `r`, `z`, `n`, `h`; RNN: `h`; of the second layer or the backward direction with
   * PyTorch's suffix (`h_l1`, `h_l0_reverse`), but the first sweep without. A recurrent cell: its inner outputs and States by
   * their ids, with the same suffix (`dense1:y`, `dense1:y_l1`, `h`). Empty for any other.
   */
  readonly traces: { readonly [name: string]: Probe };
  /** Of a block on a sequence: what the chosen example has at its steps. Null for any other. */
  readonly sequence: SequenceInfo | null;
}

/** The steps of one example, as a person would name them. */
export interface SequenceInfo {
  /** Real steps of the example; those beyond are padding. */
  readonly length: number;
  /** The character, word, frame time or day at each real step; null where steps have no name. */
  readonly names: readonly string[] | null;
}

export type ExampleRef =
  | { readonly kind: 'sample'; readonly part: Part; readonly index: number }
  /** Made on the page (a drawn digit, a typed text, a recording), as the data block would give it. */
  | { readonly kind: 'given'; readonly cell: Cell };

export interface Prediction {
  /** What the block that feeds the first loss gave: logits or values. */
  readonly output: Probe;
  /** One for each class, for a classification (of an answer a step: one step after another); else null. */
  readonly probabilities: Float32Array | null;
  /** Names of the classes, for a classification; else empty. */
  readonly classes: readonly string[];
}

export interface Confusion {
  readonly classes: readonly string[];
  /** [truth × classes + prediction] counts. */
  readonly counts: Uint32Array;
  readonly accuracy: number;
  /** The ten examples with the largest loss, worst first. */
  readonly worst: readonly Mistake[];
}

export interface Mistake {
  /** Position within the part. */
  readonly index: number;
  readonly truth: number;
  readonly prediction: number;
  /** Of the predicted class. */
  readonly probability: number;
  readonly loss: number;
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

/** How a network that names the next token after every step goes on writing. */
export interface WriteRequest {
  /** What stands before; may be empty. */
  readonly prompt: string;
  /** Tokens to add. */
  readonly length: number;
  /** Logits are divided by it before the softmax: near 0 the likeliest token always, 1 as learnt, above 1 bolder. */
  readonly temperature: number;
  readonly seed: number;
}

/** Which windows of a series are forecast. */
export interface ForecastRequest {
  readonly part: Part;
  /** The first window of the stretch, and how many: the first step of each one's horizon is drawn over the truth. */
  readonly start: number;
  readonly count: number;
  /** Steps to draw on after the last window by feeding predictions back; 0 for none. */
  readonly beyond: number;
}

/** A stretch of a series, what the network expected of it a step ahead, and how it draws on; all in the series' own units. */
export interface Forecast {
  /** Names of the steps (days): first those of the stretch, then those drawn on. */
  readonly names: readonly string[];
  /** The target column over the stretch, then as far as it is known over what is drawn on. */
  readonly truth: Float32Array;
  /** One step ahead, for each step of the stretch. */
  readonly ahead: Float32Array;
  /** What is drawn on: `beyond` numbers. */
  readonly drawn: Float32Array;
  /** Name and unit of the target column; the unit is empty where there is none. */
  readonly column: string;
  readonly unit: string;
  /** Windows in the part. */
  readonly windows: number;
  /** Mean squared error of `ahead` over the stretch, and that of "as the step before", in squared units. */
  readonly error: number;
  readonly baseline: number;
}

export interface Trainer {
  /** Answers when the programs are compiled; the run goes on by itself and tells through `events`. Ends an earlier run. */
  start(request: StartRequest, events: (batch: readonly Stamped[]) => void): Promise<Result<Started, RunFailure>>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** One optimizer step, then paused. */
  step(): Promise<void>;
  /** Ends the run; its weights stay for inspection and use. */
  stop(): Promise<void>;
  /** A heartbeat: answers as soon as the worker comes round to it. */
  ping(): Promise<number>;
  /** Null before the first weights are there, when the block is not part of the trained graph or the example cannot be taken. */
  inspect(block: string, example: ExampleRef): Promise<Inspection | null>;
  /** Null when there is no run, or no such example. Fails for a given one that the network cannot take, and says why. */
  predict(example: ExampleRef): Promise<Result<Prediction, RunFailure> | null>;
  /** Null when there is no run, or its network does not name the next token at every step. Fails with the reason for a bad prompt. */
  write(request: WriteRequest): Promise<Result<string, RunFailure> | null>;
  /** Null when there is no run, or its network forecasts no series. */
  forecast(request: ForecastRequest): Promise<Result<Forecast, RunFailure> | null>;
  /** Over a whole part of the data, in slices between training steps. */
  confusion(part: Part): Promise<Confusion | null>;
  /** For a network on points in the plane; null for any other. */
  surface(
    columns: number,
    rows: number,
    x: readonly [number, number],
    y: readonly [number, number],
  ): Promise<Surface | null>;
  /** Examples of a data block of the given document, loaded if need be, run or no run. */
  samples(
    document: Document,
    block: string,
    part: Part,
    start: number,
    count: number,
  ): Promise<Result<Samples, RunFailure>>;
  checkpoint(): Promise<Checkpoint | null>;
}
