/**
 * Ops of one step done for all steps at once, on values [T, ...]: a total table of batching rules, as those of `vmap` in JAX.
 */
import type { Builder } from './builder.ts';
import type { AnyNode, Node, NodeId } from './graph.ts';
import type { OpKind } from './ops.ts';

/** An operand for all steps. */
export interface Operand {
  readonly id: NodeId;
  /** Whether it is [T, ...], another one each step; otherwise it is the same at every step. */
  readonly isEach: boolean;
}

export interface Batching {
  readonly builder: Builder;
  readonly steps: number;
}

interface Rule<K extends OpKind> {
  /** Operands that may be another one each step. */
  readonly each: 'all' | readonly number[];
  /** The op for all steps, of operands of which one at least is another one each step; gives [T, the node's shape]. */
  readonly apply: (batching: Batching, node: Node<K>, operands: readonly Operand[]) => NodeId;
}

/** [T, ...], repeated where it is the same at every step. */
export function everyStep({ builder, steps }: Batching, { id, isEach }: Operand): NodeId {
  if (isEach) return id;
  const shape = builder.shapeOf(id);
  return builder.broadcast(builder.reshape(id, [1, ...shape]), [steps, ...shape]);
}

/** [T, A, ...] as [T·A, ...]. */
export function mergeSteps(builder: Builder, id: NodeId): NodeId {
  const [steps = 1, rows = 1, ...rest] = builder.shapeOf(id);
  return builder.reshape(id, [steps * rows, ...rest]);
}

/** The same op with one axis more before those it had. */
function withAxis<K extends OpKind>(shift: (attrs: Node<K>['attrs']) => Node<K>['attrs'] = (attrs) => attrs): Rule<K> {
  return {
    each: 'all',
    apply: (batching, { op, attrs, shape }, operands) => {
      const whole = operands.map((operand) => everyStep(batching, operand));
      return batching.builder.add(op, shift(attrs), whole, [batching.steps, ...shape]);
    },
  };
}

/** The op takes rows (of matrices, pictures, labels) one by one: those of all steps are rows as well. */
function asRows<K extends OpKind>(each: 'all' | readonly number[]): Rule<K> {
  return {
    each,
    apply: (batching, { op, attrs, shape }, operands) => {
      const { builder, steps } = batching;
      const isRows = (index: number) => each === 'all' || each.includes(index);
      const merged = operands.map((operand, index) =>
        isRows(index) ? mergeSteps(builder, everyStep(batching, operand)) : operand.id,
      );
      const [rows = 1, ...rest] = shape;
      return builder.reshape(builder.add(op, attrs, merged, [steps * rows, ...rest]), [steps, ...shape]);
    },
  };
}

const nextAxis = <A extends { readonly axis: number }>(attrs: A): A => ({ ...attrs, axis: attrs.axis + 1 });

const shifted = (axes: readonly number[]): number[] => axes.map((axis) => axis + 1);

/** Null: leaves, and ops that would need a product of many pairs of matrices at once. */
const rules: { readonly [K in OpKind]: Rule<K> | null } = {
  input: null,
  parameter: null,
  constant: null,
  uniform: null,
  unary: withAxis(),
  unaryGrad: withAxis(),
  dropoutMask: withAxis(),
  softmax: withAxis(),
  softmaxGrad: withAxis(),
  oneHot: withAxis(),
  reshape: withAxis(),
  broadcast: withAxis(),
  reduce: withAxis(({ fn, axes }) => ({ fn, axes: shifted(axes) })),
  transpose: withAxis(({ permutation }) => ({ permutation: [0, ...shifted(permutation)] })),
  concat: withAxis(nextAxis),
  slice: withAxis(nextAxis),
  pad: withAxis(nextAxis),
  binary: {
    each: 'all',
    apply: ({ builder }, { attrs }, operands) => {
      // An axis of size 1 is repeated by the op itself.
      const [a, b] = operands.map(({ id, isEach }) => (isEach ? id : builder.reshape(id, [1, ...builder.shapeOf(id)])));
      return builder.binary(attrs.fn, a!, b!);
    },
  },
  matmul: {
    each: [0],
    apply: ({ builder, steps }, { attrs, shape }, [a, b]) => {
      const rows = attrs.transposeA ? builder.transpose(a!.id, [0, 2, 1]) : a!.id;
      const product = builder.matmul(mergeSteps(builder, rows), b!.id, false, attrs.transposeB);
      return builder.reshape(product, [steps, ...shape]);
    },
  },
  gather: {
    each: [1],
    apply: ({ builder }, _, [table, ids]) => builder.gather(table!.id, ids!.id),
  },
  gatherGrad: null,
  conv2d: asRows([0]),
  conv2dGradInput: asRows([1]),
  conv2dGradFilter: null,
  maxPool: asRows('all'),
  maxPoolGrad: asRows('all'),
  avgPool: asRows('all'),
  avgPoolGrad: asRows('all'),
  crossEntropy: asRows('all'),
  crossEntropyGrad: asRows('all'),
  stepMask: asRows('all'),
  windowSteps: asRows('all'),
  scan: null,
  scanResult: null,
};

/** Whether the op has a form for all steps when the operands for which `isEach` holds are another one each step. */
export function isBatchable(node: AnyNode, isEach: (input: NodeId) => boolean): boolean {
  const each = rules[node.op]?.each ?? [];
  return node.inputs.every((input, index) => !isEach(input) || each === 'all' || each.includes(index));
}

/** Adds the node for all steps, if `isBatchable`; where all its operands are the same at every step, so is its value. */
export function batch(batching: Batching, node: AnyNode, operands: readonly Operand[]): Operand {
  const { builder } = batching;
  if (!operands.some(({ isEach }) => isEach)) {
    const inputs = operands.map(({ id }) => id);
    return { id: builder.copy(node, inputs), isEach: false };
  }
  // A node's own rule takes that node: the table holds it, an indexed access forgets it.
  const rule = rules[node.op] as Rule<OpKind> | null;
  if (!rule) throw new RangeError(`${node.op} has no form for all steps at once`);
  builder.at(node.block, node.pass);
  return { id: rule.apply(batching, node, operands), isEach: true };
}
