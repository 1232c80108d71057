/** The steps of a program while their operands are still values, not offsets in memory. */
import type { Pass, Shape } from '../ir/graph.ts';
import type { OpAttrs } from '../ir/ops.ts';
import type { Places, Value } from './places.ts';
import type { AnyKernel, Epilogue, Kernel, KernelOp, OpKernel } from './program.ts';

export interface KernelStep {
  readonly kernel: AnyKernel;
  /** Operands in the kernel's order; the bias, if any, comes last. */
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly block: string;
  readonly pass: Pass;
}

export const noEpilogue: Epilogue = { bias: false, activation: null };

export function kernelOf<K extends KernelOp>(
  op: K,
  attrs: OpAttrs[K],
  inputs: readonly Shape[],
  output: Shape,
  epilogue = noEpilogue,
): OpKernel {
  const kernel: Kernel<K> = { op, attrs, inputs, output, epilogue };
  return kernel as unknown as OpKernel;
}

/** A copy of so many elements. */
export interface Move {
  readonly from: Value;
  readonly to: Value;
  readonly length: number;
}

/** A scan: its parts are in the order in which they are run. */
export interface LoopStep {
  readonly steps: number;
  readonly reverse: boolean;
  /** Values from outside that it reads: initial states, then those that are read at every step. */
  readonly inputs: readonly Value[];
  readonly throughout: readonly Value[];
  /** Its results: the states, which take their final values, then what is stacked, then what is summed. */
  readonly outputs: readonly Value[];
  /** Once: zeros where sums grow. */
  readonly clears: readonly KernelStep[];
  /** Once: states take their initial values. */
  readonly before: readonly Move[];
  /** At every step. */
  readonly body: readonly KernelStep[];
  /** At the end of every step. */
  readonly after: readonly Move[];
  readonly block: string;
  readonly pass: Pass;
}

export type Step = KernelStep | LoopStep;

/**
 * Copies that are meant to happen at once, as a list to go through in order: what one reads and another writes over is put
 * aside first. Copies of a value onto itself are left out.
 */
export function inTurn(moves: readonly Move[], places: Places): Move[] {
  const targets = new Set(moves.map(({ to }) => places.rootOf(to)));
  const aside: Move[] = [];
  const rest: Move[] = [];
  for (const move of moves) {
    const source = places.rootOf(move.from);
    if (source === places.rootOf(move.to)) continue;
    if (!targets.has(source)) {
      rest.push(move);
      continue;
    }
    const copy = places.make(move.length);
    aside.push({ ...move, to: copy });
    rest.push({ ...move, from: copy });
  }
  return [...aside, ...rest];
}
