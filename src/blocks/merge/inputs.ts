/** What the merging blocks share: two to eight inputs with names of their own, and the fault of inputs that do not fit. */
import type { FixProposal } from '../../tensor/diagnostic.ts';
import { type Axis, differingAxes, exampleSize, type TensorType } from '../../tensor/shape.ts';
import type { Fault, InferArgs, PortSpec } from '../define.ts';
import { expectsReal, insertBefore, insertFlatten, project, resizeAtOrigin, setParam } from '../faults.ts';
import type { Field } from '../fields.ts';

export const inputsField = {
  kind: 'int',
  min: 2,
  max: 8,
  default: 2,
  label: 'Inputs',
  help: 'How many wires come together.',
} as const satisfies Field;

/** A name does not depend on how many there are, so that one more input leaves the wires of the others alone. */
const names = ['left', 'right', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'] as const;

export const mergePorts = (count: number): readonly PortSpec[] => names.slice(0, count).map((name) => ({ name }));

export interface Arrival {
  readonly port: string;
  readonly type: TensorType;
}

/** The wired inputs in the order of the ports, or the first fault of an element type. */
export function arrivals({ block, params, inputs }: InferArgs<{ readonly inputs: number }>): {
  readonly all: readonly [Arrival, ...Arrival[]];
  readonly fault: Fault | null;
} {
  const [first, ...rest] = mergePorts(params.inputs).map(({ name }) => ({ port: name, type: inputs[name]! }));
  const all = [first!, ...rest] as const;
  for (const arrival of all) {
    const fault = expectsReal({ block, ...arrival });
    if (fault) return { all, fault };
  }
  return { all, fault: null };
}

/**
 * The first input that differs from the first one, along all axes but `free`; null when none does. `axis` is the first
 * that differs, `expected` and `actual` its sizes on the first port and on the odd one (null where an axis is missing).
 */
export function shapeMismatch(
  block: string,
  [first, ...rest]: readonly [Arrival, ...Arrival[]],
  free: number | null,
  more: (differing: readonly number[]) => readonly FixProposal[],
): Fault | null {
  for (const odd of rest) {
    const isFree = (index: number) => index === free && first.type.axes.length === odd.type.axes.length;
    const differing = differingAxes(first.type, odd.type).filter((index) => !isFree(index));
    const [axis] = differing;
    if (axis === undefined) continue;
    return {
      code: 'shape-mismatch',
      severity: 'wrong',
      port: odd.port,
      axis,
      expected: first.type.axes[axis]?.size ?? null,
      actual: odd.type.axes[axis]?.size ?? null,
      types: { [first.port]: first.type, [odd.port]: odd.type },
      origin: odd.type.axes[axis]?.trace ?? null,
      values: { needs: free === null ? 'equal' : 'joined' },
      fixes: mending(block, first, odd, differing, more(differing)),
    };
  }
  return null;
}

/**
 * Likeliest first: a size set where it was made, then a block on the wire, then another block in place of this one. To make
 * the first input as small as the odd one comes last, for it undoes what was built on purpose: a shortcut past wider layers.
 */
function mending(
  block: string,
  first: Arrival,
  odd: Arrival,
  differing: readonly number[],
  more: readonly FixProposal[],
): readonly FixProposal[] {
  const [expected, actual] = [first.type.axes[differing[0]!], odd.type.axes[differing[0]!]];
  const adapted = [...adapt(block, first, odd, differing), ...more];
  if (differing.length > 1 || typeof expected?.size !== 'number' || typeof actual?.size !== 'number') return adapted;
  const own = resizeAtOrigin(actual, expected.size);
  const other = resizeAtOrigin(expected, actual.size);
  return expected.size < actual.size ? [...own, ...other, ...adapted] : [...own, ...adapted, ...other];
}

/** Brings one input to the shape of the other. */
function adapt(block: string, first: Arrival, odd: Arrival, differing: readonly number[]): readonly FixProposal[] {
  const last = first.type.axes.length - 1;
  if (first.type.axes.length !== odd.type.axes.length) return sameRank(block, first, odd);
  const size = first.type.axes[last]?.size;
  if (differing.length === 1 && differing[0] === last && typeof size === 'number')
    return [project({ block, ...odd }, size)];
  if (differing.includes(last)) return [];
  return differing.slice(0, 1).flatMap((index) => keepSize(first.type.axes[index]!, odd.type.axes[index]!));
}

/** Vectors of equal length need only be flattened; and a vector can be read in the other's shape. */
function sameRank(block: string, first: Arrival, odd: Arrival): readonly FixProposal[] {
  const [low, high] = first.type.axes.length < odd.type.axes.length ? [first, odd] : [odd, first];
  const flat = low.type.axes.length === 2 ? [insertFlatten({ block, port: high.port })] : [];
  const sizes = high.type.axes.slice(1).map((each) => each.size);
  if (exampleSize(low.type) !== exampleSize(high.type) || !sizes.every((size) => typeof size === 'number')) return flat;
  return [insertBefore({ block, port: low.port }, 'reshape', { shape: sizes }), ...flat];
}

/** The smaller side last shrank in one block: padding "same" there keeps the size. */
function keepSize(first: Axis, odd: Axis): readonly FixProposal[] {
  const smaller = Number(odd.size) < Number(first.size) ? odd : first;
  return smaller.trace?.previous ? [setParam(smaller.trace.block, 'padding', 'same')] : [];
}
