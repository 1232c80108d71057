/**
 * The derivative of every op as a vector-Jacobian product: from dL/dy, nodes that compute dL/dx for each input. One total
 * table; W. Baydin et al., "Automatic differentiation in machine learning: a survey" (JMLR 2018) calls this the pullback.
 */
import { elementCount } from '../base/rowmajor.ts';
import type { Builder } from '../ir/builder.ts';
import type { Node, NodeId, Shape } from '../ir/graph.ts';
import type { OpKind } from '../ir/ops.ts';
import { derivativeReads } from '../ir/ops.ts';

export interface VjpArgs<K extends OpKind> {
  readonly builder: Builder;
  readonly node: Node<K>;
  /** The node's own value. */
  readonly y: NodeId;
  /** Gradient with respect to it, of the same shape. */
  readonly dy: NodeId;
  /** Gradient of input `index` is wanted: others need not be built. */
  readonly wants: (index: number) => boolean;
}

/** Gradients of the inputs, in their order; null where the derivative is zero or not wanted. */
export type Vjp<K extends OpKind> = (args: VjpArgs<K>) => readonly (NodeId | null)[];

/**
 * `zero`: leaves, and ops whose value does not change with small changes of their inputs.
 * `notDifferentiable`: ops that only differentiation itself makes; there is no second derivative through them.
 * `throughTime`: a scan and its results, which are differentiated together: see scan.ts.
 */
export type Rule<K extends OpKind> = Vjp<K> | 'zero' | 'notDifferentiable' | 'throughTime';

/** Sums a gradient over the axes along which an operand of `shape` was repeated. */
function unbroadcast(builder: Builder, gradient: NodeId, shape: Shape): NodeId {
  const repeated = builder.shapeOf(gradient);
  const axes = shape.flatMap((size, axis) => (size === repeated[axis] ? [] : [axis]));
  return axes.length === 0 ? gradient : builder.sum(gradient, axes);
}

/** The gradients that are wanted, built only then. */
function each(wants: (index: number) => boolean, ...gradients: readonly (() => NodeId)[]): (NodeId | null)[] {
  return gradients.map((gradient, index) => (wants(index) ? gradient() : null));
}

const binary: Vjp<'binary'> = ({ builder, node, y, dy, wants }) => {
  const [a, b] = node.inputs as [NodeId, NodeId];
  const toA = (gradient: NodeId) => unbroadcast(builder, gradient, builder.shapeOf(a));
  const toB = (gradient: NodeId) => unbroadcast(builder, gradient, builder.shapeOf(b));
  switch (node.attrs.fn) {
    case 'add':
      return each(
        wants,
        () => toA(dy),
        () => toB(dy),
      );
    case 'subtract':
      return each(
        wants,
        () => toA(dy),
        () => toB(builder.unary('negate', dy)),
      );
    case 'multiply':
      return each(
        wants,
        () => toA(builder.binary('multiply', dy, b)),
        () => toB(builder.binary('multiply', dy, a)),
      );
    case 'divide':
      return each(
        wants,
        () => toA(builder.binary('divide', dy, b)),
        () => toB(builder.unary('negate', builder.binary('divide', builder.binary('multiply', dy, y), b))),
      );
  }
};

/** The largest along some axes is a max-pool whose window spans them, which knows the way back to the winner. */
function maxGradient(builder: Builder, x: NodeId, dy: NodeId, axes: readonly number[]): NodeId {
  const shape = builder.shapeOf(x);
  const kept = shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
  const permutation = [...kept, ...axes];
  const front = builder.transpose(x, permutation);
  const outer = elementCount(kept.map((axis) => shape[axis]!));
  const inner = elementCount(axes.map((axis) => shape[axis]!));
  const gradient = builder.add('maxPoolGrad', { window: [inner, 1], stride: [1, 1], padding: [0, 0, 0, 0] }, [
    builder.reshape(front, [outer, inner, 1, 1]),
    builder.reshape(dy, [outer, 1, 1, 1]),
  ]);
  const back = builder.reshape(gradient, builder.shapeOf(front));
  return builder.transpose(back, inverse(permutation));
}

function inverse(permutation: readonly number[]): number[] {
  const result = new Array<number>(permutation.length);
  for (const [to, from] of permutation.entries()) result[from] = to;
  return result;
}

export const vjps: { readonly [K in OpKind]: Rule<K> } = {
  input: 'zero',
  parameter: 'zero',
  constant: 'zero',
  uniform: 'zero',
  dropoutMask: 'zero',
  oneHot: 'zero',
  stepMask: 'zero',
  windowSteps: 'zero',
  unary: ({ builder, node, y, dy }) => {
    const read = derivativeReads[node.attrs.fn] === 'argument' ? node.inputs[0]! : y;
    return [builder.add('unaryGrad', node.attrs, [read, read, dy])];
  },
  unaryGrad: 'notDifferentiable',
  binary,
  reduce: ({ builder, node, dy }) => {
    const x = node.inputs[0]!;
    if (node.attrs.fn === 'max') return [maxGradient(builder, x, dy, node.attrs.axes)];
    return [builder.broadcast(dy, builder.shapeOf(x))];
  },
  broadcast: ({ builder, node, dy }) => [unbroadcast(builder, dy, builder.shapeOf(node.inputs[0]!))],
  matmul: ({ builder, node, dy, wants }) => {
    const [a, b] = node.inputs as [NodeId, NodeId];
    const { transposeA, transposeB } = node.attrs;
    return each(
      wants,
      () => (transposeA ? builder.matmul(b, dy, transposeB, true) : builder.matmul(dy, b, false, !transposeB)),
      () => (transposeB ? builder.matmul(dy, a, true, transposeA) : builder.matmul(a, dy, !transposeA, false)),
    );
  },
  // The three convolutions are the three partial products of one trilinear form in (x, w, dy): each one's gradients are the
  // other two.
  conv2d: ({ builder, node, dy, wants }) => {
    const [x, w] = node.inputs as [NodeId, NodeId];
    return each(
      wants,
      () => builder.conv2dGradInput(w, dy, builder.shapeOf(x), node.attrs),
      () => builder.add('conv2dGradFilter', node.attrs, [x, dy], builder.shapeOf(w)),
    );
  },
  conv2dGradInput: ({ builder, node, dy: dx, wants }) => {
    const [w, dy] = node.inputs as [NodeId, NodeId];
    return each(
      wants,
      () => builder.add('conv2dGradFilter', node.attrs, [dx, dy], builder.shapeOf(w)),
      () => builder.conv2d(dx, w, node.attrs),
    );
  },
  conv2dGradFilter: ({ builder, node, dy: dw, wants }) => {
    const [x, dy] = node.inputs as [NodeId, NodeId];
    return each(
      wants,
      () => builder.conv2dGradInput(dw, dy, builder.shapeOf(x), node.attrs),
      () => builder.conv2d(x, dw, node.attrs),
    );
  },
  maxPool: ({ builder, node, dy }) => [builder.add('maxPoolGrad', node.attrs, [node.inputs[0]!, dy])],
  maxPoolGrad: 'notDifferentiable',
  avgPool: ({ builder, node, dy }) => {
    return [builder.add('avgPoolGrad', node.attrs, [dy], builder.shapeOf(node.inputs[0]!))];
  },
  avgPoolGrad: ({ builder, node, dy: dx }) => [builder.avgPool(dx, node.attrs)],
  softmax: ({ builder, y, dy }) => [builder.add('softmaxGrad', {}, [y, dy])],
  softmaxGrad: 'notDifferentiable',
  crossEntropy: ({ builder, node, dy }) => {
    const [logits, labels] = node.inputs as [NodeId, NodeId];
    return [builder.add('crossEntropyGrad', {}, [logits, labels, dy]), null];
  },
  crossEntropyGrad: 'notDifferentiable',
  reshape: ({ builder, node, dy }) => [builder.reshape(dy, builder.shapeOf(node.inputs[0]!))],
  transpose: ({ builder, node, dy }) => [builder.transpose(dy, inverse(node.attrs.permutation))],
  concat: ({ builder, node, dy, wants }) => {
    const { axis } = node.attrs;
    let start = 0;
    return node.inputs.map((part, index) => {
      const shape = builder.shapeOf(part);
      const from = start;
      start += shape[axis]!;
      return wants(index) ? builder.slice(dy, axis, from, shape) : null;
    });
  },
  slice: ({ builder, node, dy }) => [builder.add('pad', node.attrs, [dy], builder.shapeOf(node.inputs[0]!))],
  pad: ({ builder, node, dy }) => {
    const { axis, start } = node.attrs;
    return [builder.slice(dy, axis, start, builder.shapeOf(node.inputs[0]!))];
  },
  gather: ({ builder, node, dy, wants }) => {
    const [table, ids] = node.inputs as [NodeId, NodeId];
    return [wants(0) ? builder.add('gatherGrad', {}, [ids, dy], builder.shapeOf(table)) : null, null];
  },
  gatherGrad: ({ builder, node, dy: dtable, wants }) => [
    null,
    wants(1) ? builder.gather(dtable, node.inputs[0]!) : null,
  ],
  scan: 'throughTime',
  scanResult: 'throughTime',
};
