/** Which values need a place in the arena, from when to when, and which can be written over an operand that dies. */
import { elementCount, sameSizes } from '../base/rowmajor.ts';
import type { Shape } from '../ir/graph.ts';
import { isWhole } from './lattice.ts';
import type { Lifetime } from './memory.ts';
import type { Places, Value } from './places.ts';
import type { AnyKernel, KernelOp, Lattice } from './program.ts';
import type { KernelStep, LoopStep, Move, Step } from './steps.ts';

/** Ops whose kernels read element i of an equally shaped operand before they write element i. */
const elementwise: ReadonlySet<KernelOp> = new Set(['unary', 'unaryGrad', 'binary', 'dropoutMask']);

/** What is there at one time: all that is read has been written before, and nothing that is written may lie over it. */
export interface Moment {
  readonly reads: readonly Value[];
  readonly writes: readonly {
    readonly value: Value;
    /** Values whose place it may take over if they are read for the last time. */
    readonly over: readonly Value[];
  }[];
}

/**
 * The moments of a program, in order: a kernel call is one, and a loop is one for what it does before its first step, one for
 * each kernel call of a step, and one for what it does at the end of each step. As a step follows upon a step, what comes from
 * outside or stays from step to step is there until that end. All values are roots.
 */
export function momentsOf(steps: readonly Step[], copies: readonly Move[], places: Places): Moment[] {
  const moments = steps.flatMap((step) => ('body' in step ? loopMoments(step, places) : kernelMoment(step, places)));
  return [...moments, copyMoment(copies, places)];
}

function kernelMoment(step: KernelStep, { rootOf }: Places): Moment {
  return {
    reads: step.inputs.map(rootOf),
    writes: step.outputs.map((output, index) => ({ value: rootOf(output), over: overwritable(step, index, rootOf) })),
  };
}

function copyMoment(copies: readonly Move[], { rootOf }: Places): Moment {
  return {
    reads: copies.map(({ from }) => rootOf(from)),
    writes: copies.map(({ to }) => ({ value: rootOf(to), over: [] })),
  };
}

function loopMoments(loop: LoopStep, places: Places): Moment[] {
  const { rootOf } = places;
  const first: Moment = {
    reads: loop.before.map(({ from }) => rootOf(from)),
    writes: [
      ...loop.before.map(({ from, to }) => ({ value: rootOf(to), over: [rootOf(from)] })),
      ...loop.outputs.map((value) => ({ value, over: [] })),
    ],
  };
  const last = copyMoment(loop.after, places);
  const stays = [...loop.throughout.map(rootOf), ...loop.outputs];
  return [
    ...loop.clears.map((step) => kernelMoment(step, places)),
    first,
    ...loop.body.map((step) => kernelMoment(step, places)),
    { ...last, reads: [...last.reads, ...stays] },
  ];
}

export interface Values {
  readonly lengthOf: (value: Value) => number;
  /** Has a place outside the arena: leaves, and gradients in their slots. */
  readonly isPlaced: (value: Value) => boolean;
  /** Is read after the last moment. */
  readonly isKept: (value: Value) => boolean;
}

export interface ArenaUse {
  readonly lifetimes: readonly Lifetime[];
  /** Index into `lifetimes` of each root that lies in the arena. */
  readonly slots: ReadonlyMap<Value, number>;
}

interface OpenLifetime extends Lifetime {
  end: number;
}

/** Lifetimes of the values that are written; with `inPlace`, they take over the place of a dying value where they may. */
export function arenaUse(moments: readonly Moment[], values: Values, inPlace: boolean): ArenaUse {
  const ends = new Map<Value, number>();
  for (const [time, { reads }] of moments.entries()) for (const value of reads) ends.set(value, time);
  const lifetimes: OpenLifetime[] = [];
  const slots = new Map<Value, number>();
  for (const [time, { writes }] of moments.entries()) {
    for (const { value, over } of writes) {
      if (values.isPlaced(value) || slots.has(value)) continue;
      const end = values.isKept(value) ? Number.POSITIVE_INFINITY : Math.max(time, ends.get(value) ?? time);
      const heir = (inPlace ? over : [])
        .map((dying) => slots.get(dying))
        .find((slot) => slot !== undefined && lifetimes[slot]!.end === time);
      if (heir !== undefined) {
        lifetimes[heir]!.end = end;
        slots.set(value, heir);
      } else {
        slots.set(value, lifetimes.length);
        lifetimes.push({ length: values.lengthOf(value), start: time, end });
      }
    }
  }
  return { lifetimes, slots };
}

/** Operands (as roots) that an output of the step may be written over if it is the last to read them. */
export function overwritable({ kernel, inputs }: KernelStep, output: number, rootOf: (value: Value) => Value): Value[] {
  const isWhole = wholeOperands(kernel, output);
  const repeated = new Set(inputs.filter((_, index) => !isWhole(index)).map(rootOf));
  return inputs
    .filter((_, index) => isWhole(index))
    .map(rootOf)
    .filter((value) => !repeated.has(value));
}

/** Whether an operand is read element by element as that output is written. */
function wholeOperands(kernel: AnyKernel, output: number): (input: number) => boolean {
  if (kernel.op !== 'fused') {
    return (input) => elementwise.has(kernel.op) && sameSizes(kernel.inputs[input] ?? [], kernel.output);
  }
  const count = kernel.rows * kernel.columns;
  const isAsItLies = (shape: Shape, walks: readonly Lattice[]) =>
    elementCount(shape) === count && walks.every((walk) => isWhole(walk, kernel));
  const written = kernel.writes.filter((write) => write.output === output);
  if (!isAsItLies(kernel.outputs[output]!, written)) return () => false;
  return (input) =>
    isAsItLies(
      kernel.inputs[input]!,
      kernel.reads.filter((read) => read.input === input),
    );
}
