/** What every backend offers. A backend sees the planned program and nothing of blocks, graphs or documents. */
import type { Optimizer } from '../base/optimizer.ts';
import type { Program } from '../plan/program.ts';

/** The element type of a backend's memory. */
export type Elements = Float32Array | Float64Array;

/** What changes from step to step; the rule itself is fixed for a run. */
export interface UpdateScalars {
  readonly learningRate: number;
  /** Steps taken, this one included (1, 2, ...): Adam's bias correction and SGD's first momentum need it. */
  readonly step: number;
  /** Factor on every gradient before use: the clip by global norm, 1 when the norm is within bounds. */
  readonly gradientScale: number;
}

/** What the counter-based random ops draw from. */
export interface RunScalars {
  readonly seed: number;
  readonly step: number;
}

/** A program that is ready to run. Its memory is its own; run, update and the norms need no more of it. */
export interface Executable {
  readonly program: Program;
  /** A live view of the whole memory: parameters are read and written through the program's slots. */
  readonly memory: Elements;
  /** Runs every call of the program: inputs must have been written; gradients and outputs are there afterwards. */
  run(scalars: RunScalars): void;
  /** One pass of the optimizer over parameters, gradients and moments. */
  update(scalars: UpdateScalars): void;
  /** Sum of squares of the gradients, l2 terms included (its root is the global norm); not finite if one gradient is not. */
  gradientSquares(): number;
  dispose(): void;
}

export interface HostInfo {
  /** `wasm` or `reference`. */
  readonly backend: string;
  /** Fused multiply-add is used (relaxed SIMD). */
  readonly fma: boolean;
  readonly lanes: number;
}

export interface Backend {
  readonly host: HostInfo;
  /** Compiles and allocates. Rejects with a RangeError when the program does not fit the backend's memory. */
  compile(program: Program, rule: Optimizer | null): Promise<Executable>;
}
