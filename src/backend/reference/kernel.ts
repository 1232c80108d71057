/** The form of a reference kernel: plain loops over float64, with offsets into one memory. */
import type { Kernel, KernelOp } from '../../plan/program.ts';
import type { RunScalars } from '../backend.ts';

export interface Operands {
  readonly memory: Float64Array;
  /** Offset of each input. */
  readonly inputs: readonly number[];
  /** Offset of the result. */
  readonly output: number;
  readonly scalars: RunScalars;
}

export type Compute<K extends KernelOp> = (kernel: Kernel<K>, operands: Operands) => void;
