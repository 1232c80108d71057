/** One op with concrete operands: what gradient checks and backend comparisons draw at random. */
import { RandomStream } from '../../src/base/philox.ts';
import { elementCount } from '../../src/base/rowmajor.ts';
import { Builder } from '../../src/ir/builder.ts';
import type { Graph, NodeId, ParameterSpec, Shape } from '../../src/ir/graph.ts';
import type { OpAttrs, OpKind } from '../../src/ir/ops.ts';

/** What numbers an operand holds. */
export type Content =
  | { readonly of: 'real' }
  /** Bounded away from zero: arguments of log, divisors. */
  | { readonly of: 'positive' }
  /** In [0, 1). */
  | { readonly of: 'unit' }
  | { readonly of: 'labels'; readonly classes: number };

export interface Operand {
  readonly shape: Shape;
  readonly content: Content;
  readonly values: readonly number[];
}

export interface OpCase<K extends OpKind = OpKind> {
  readonly op: K;
  readonly attrs: OpAttrs[K];
  readonly operands: readonly Operand[];
  /** Of the result, where the op lets it be chosen. */
  readonly shape: Shape | undefined;
}

/**
 * Different numbers in (−2, 2), evenly spaced and shuffled: none is zero, no two are equal, so that no kink and no tie of a
 * maximum lies within the step of a finite difference.
 */
function spaced(count: number, seed: number): number[] {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  new RandomStream(seed, count).shuffle(order);
  return [...order].map((i) => ((i + 0.73 - count / 2) * 4) / count);
}

export function operand(shape: Shape, seed: number, content: Content = { of: 'real' }): Operand {
  const count = elementCount(shape);
  const random = new RandomStream(seed, count + 1);
  const values = {
    real: () => spaced(count, seed),
    positive: () => spaced(count, seed).map((value) => Math.abs(value) + 0.5),
    unit: () => Array.from({ length: count }, () => random.uniform()),
    labels: () => Array.from({ length: count }, () => random.below(content.of === 'labels' ? content.classes : 1)),
  };
  return { shape, content, values: values[content.of]() };
}

export type Values = ReadonlyMap<string, readonly number[]>;

export interface CaseGraph {
  readonly graph: Graph;
  /** What to write before a run, by name of input or parameter. */
  readonly values: Values;
}

export const trainable = (name: string, shape: Shape): ParameterSpec => ({
  name,
  shape,
  initializer: { kind: 'constant', value: 0 },
  trainable: true,
  l2: 0,
});

function lower(builder: Builder, { op, attrs, operands, shape }: OpCase, leaf: (index: number) => NodeId): NodeId {
  if (op === 'input') return builder.input('x', shape ?? []);
  if (op === 'parameter') return builder.parameter(trainable('x', shape ?? []));
  return builder.add(
    op,
    attrs,
    operands.map((_, index) => leaf(index)),
    shape,
  );
}

const leafValues = (drawn: OpCase): [string, readonly number[]][] =>
  drawn.op === 'input' || drawn.op === 'parameter' ? [['x', operand(drawn.shape ?? [], 7).values]] : [];

/** The op alone: operands are inputs `x0`, `x1` ..., the result is output `y`. */
export function graphOf(drawn: OpCase): CaseGraph {
  const builder = new Builder();
  const y = lower(builder, drawn, (index) => builder.input(`x${index}`, drawn.operands[index]!.shape));
  builder.output('y', y);
  const values = drawn.operands.map(({ values }, index): [string, readonly number[]] => [`x${index}`, values]);
  return { graph: builder.finish(), values: new Map([...values, ...leafValues(drawn)]) };
}

/** Output `loss` = Σ r·y with random numbers r; operands that are no labels are trainable parameters. */
export function lossGraphOf(drawn: OpCase): CaseGraph & { readonly loss: NodeId } {
  const builder = new Builder();
  const y = lower(builder, drawn, (index) => {
    const { shape, content } = drawn.operands[index]!;
    const name = `x${index}`;
    return content.of === 'labels' ? builder.input(name, shape) : builder.parameter(trainable(name, shape));
  });
  const shape = builder.shapeOf(y);
  const weights = operand(shape, 11);
  const weighted = builder.binary('multiply', y, builder.input('r', shape));
  const loss = builder.sum(weighted, [...shape.keys()]);
  builder.output('loss', loss);
  const values = drawn.operands.map(({ values }, index): [string, readonly number[]] => [`x${index}`, values]);
  return { graph: builder.finish(), loss, values: new Map([...values, ...leafValues(drawn), ['r', weights.values]]) };
}
