/** Sequences of different lengths: which lengths a result has, and how blocks that mix steps leave padding out. */
import type { Builder } from '../ir/builder.ts';
import type { NodeId, Shape } from '../ir/graph.ts';
import type { FixProposal } from '../tensor/diagnostic.ts';
import type { TensorType } from '../tensor/shape.ts';
import type { Fault } from './define.ts';
import { insertBefore, type Place } from './faults.ts';

/** The steps of the type are counted along its axis 1. */
export const isSequence = ({ axes }: TensorType): boolean => axes[1]?.name === 'T';

/** The type with the lengths made by `reference`, or with none. */
export function withLengths(type: TensorType, reference: string | undefined): TensorType {
  const { lengths: _, ...plain } = type;
  return reference === undefined ? plain : { ...plain, lengths: reference };
}

interface Side {
  readonly port: string;
  readonly type: TensorType;
}

/**
 * Two inputs whose steps do not belong together, because their lengths were made by different blocks; null when there are no
 * two such. `values`: the outputs that made them, `pad1.y`.
 */
export function lengthsMismatch(block: string, sides: readonly Side[]): Fault | null {
  const [first, ...rest] = sides.filter(({ type }) => type.lengths !== undefined);
  const odd = rest.find(({ type }) => type.lengths !== first?.type.lengths);
  if (first === undefined || odd === undefined) return null;
  return {
    code: 'lengths-mismatch',
    severity: 'wrong',
    port: odd.port,
    types: { [first.port]: first.type, [odd.port]: odd.type },
    values: { expected: first.type.lengths ?? '', actual: odd.type.lengths ?? '' },
    fixes: [{ kind: 'remove-wire', block, port: odd.port }],
  };
}

/** One vector a sequence, in place of the block or before it. */
const oneVector = ({ block, port }: Place): readonly FixProposal[] =>
  ['global-max-pool', 'last-step'].flatMap((kind): readonly FixProposal[] => [
    { kind: 'replace-kind', block, with: kind, params: {} },
    insertBefore({ block, port }, kind),
  ]);

/** The block takes what stands behind the end of a shorter example for data. */
export function readsPadding(place: Place, fixes = oneVector(place)): Fault {
  const { port, type } = place;
  return {
    code: 'reads-padding',
    severity: 'suspicious',
    port,
    types: { [port]: type },
    values: { lengths: type.lengths ?? '' },
    fixes,
  };
}

/** [B, T, 1, ...] of the rank of `shape`: 1 at real steps, 0 at padding. */
export function realSteps(builder: Builder, lengths: NodeId, [batch = 1, steps = 1, ...rest]: Shape): NodeId {
  return builder.reshape(builder.stepMask(lengths, steps), [batch, steps, ...rest.map(() => 1)]);
}

/** x [B, T, ...] with zeros at padding. */
export function zeroPadding(builder: Builder, x: NodeId, lengths: NodeId): NodeId {
  return builder.binary('multiply', x, realSteps(builder, lengths, builder.shapeOf(x)));
}

/** Below every number that a network holds, and far from overflow. */
const lowest = -1e30;

/** x [B, T, ...] with numbers at padding that never are the largest. */
export function lowerPadding(builder: Builder, x: NodeId, lengths: NodeId): NodeId {
  const real = realSteps(builder, lengths, builder.shapeOf(x));
  const sunk = builder.scalar('multiply', builder.scalar('subtract', real, 1), -lowest);
  return builder.binary('add', builder.binary('multiply', x, real), sunk);
}

/** What a step leaves of a state: `after`, to the last bit, where the step is real [B, 1], else what was there `before`. */
export function held(step: Builder, before: NodeId, after: NodeId, isReal: NodeId): NodeId {
  const isPadding = step.binary('subtract', step.constant(step.shapeOf(isReal), 1), isReal);
  return step.binary('add', step.binary('multiply', after, isReal), step.binary('multiply', before, isPadding));
}

/** [B, 1, ...] of the rank of `shape`: 1 for an example with at least one real step, else 0. */
function hasSteps(builder: Builder, lengths: NodeId, [batch = 1, , ...rest]: Shape): NodeId {
  return realSteps(builder, lengths, [batch, 1, ...rest]);
}

/** [B, 1, ...] of the rank of `shape`: the number of real steps, but 1 for an example without any. */
function stepCount(builder: Builder, lengths: NodeId, shape: Shape): NodeId {
  const [batch = 1, , ...rest] = shape;
  const counts = builder.reshape(lengths, [batch, 1, ...rest.map(() => 1)]);
  const missing = builder.unary('negate', builder.scalar('subtract', hasSteps(builder, lengths, shape), 1));
  return builder.binary('add', counts, missing);
}

/** Mean of x [B, T, ...] over its real steps, [B, 1, ...]; 0 for an example without any. */
export function meanOfSteps(builder: Builder, x: NodeId, lengths: NodeId): NodeId {
  const total = builder.sum(zeroPadding(builder, x, lengths), [1]);
  return builder.binary('divide', total, stepCount(builder, lengths, builder.shapeOf(x)));
}
