/** Which values need a place in the arena, from when to when, and which can be written over an operand that dies. */
import { elementCount, sameSizes } from '../base/rowmajor.ts';
import type { NodeId } from '../ir/graph.ts';
import type { Step } from './fuse.ts';
import type { Lifetime } from './memory.ts';
import type { KernelOp } from './program.ts';

/** Ops whose kernels read element i of an equally shaped operand before they write element i. */
const elementwise: ReadonlySet<KernelOp> = new Set(['unary', 'unaryGrad', 'binary', 'dropoutMask']);

export interface Values {
  /** The value whose memory a value shares (itself, if it is no view). */
  readonly storage: (value: NodeId) => NodeId;
  /** Has a place outside the arena: leaves, and gradients in their slots. */
  readonly isPlaced: (value: NodeId) => boolean;
  /** Is read after the last call. */
  readonly isKept: (value: NodeId) => boolean;
}

export interface ArenaUse {
  readonly lifetimes: readonly Lifetime[];
  /** Index into `lifetimes` of each value that lies in the arena. */
  readonly slots: ReadonlyMap<NodeId, number>;
}

interface OpenLifetime extends Lifetime {
  end: number;
}

/** Lifetimes of the values that the steps make; with `inPlace`, elementwise steps take over the place of a dying operand. */
export function arenaUse(steps: readonly Step[], values: Values, inPlace: boolean): ArenaUse {
  const ends = new Map<NodeId, number>();
  for (const [call, step] of steps.entries()) for (const input of step.inputs) ends.set(values.storage(input), call);
  const lifetimes: OpenLifetime[] = [];
  const slots = new Map<NodeId, number>();
  for (const [call, step] of steps.entries()) {
    if (values.isPlaced(step.output)) continue;
    const end = values.isKept(step.output) ? Number.POSITIVE_INFINITY : (ends.get(step.output) ?? call);
    const over = inPlace ? overwritable(step, values.storage) : [];
    const heir = over
      .map((value) => slots.get(value))
      .find((slot) => slot !== undefined && lifetimes[slot]!.end === call);
    if (heir !== undefined) {
      lifetimes[heir]!.end = end;
      slots.set(step.output, heir);
    } else {
      slots.set(step.output, lifetimes.length);
      lifetimes.push({ length: elementCount(step.kernel.output), start: call, end });
    }
  }
  return { lifetimes, slots };
}

/** Operands (as storage) that the step may write over if it is the last to read them. */
function overwritable({ kernel, inputs }: Step, storage: (value: NodeId) => NodeId): NodeId[] {
  if (!elementwise.has(kernel.op)) return [];
  const isWhole = (index: number) => sameSizes(kernel.inputs[index]!, kernel.output);
  const repeated = new Set(inputs.filter((_, index) => !isWhole(index)).map(storage));
  return inputs
    .filter((_, index) => isWhole(index))
    .map(storage)
    .filter((value) => !repeated.has(value));
}
