/** Sums over the steps of a scan, taken after it: Σ aᵀ·d of all steps is one product of all their rows. */

import type { Batching, Operand } from './batch.ts';
import { everyStep, mergeSteps } from './batch.ts';
import type { AnyNode, Node, NodeId } from './graph.ts';
import type { OpKind } from './ops.ts';

/** Gives the sum, once the scan stands. */
export type StepSum = () => NodeId;

export interface StepSums extends Batching {
  /** Whether a value of the body is the same at every step. */
  isSame(id: NodeId): boolean;
  /** Asks for a value of every step. */
  value(id: NodeId): () => Operand;
  /** Asks for another sum; null when the scan had better sum it. */
  sumOutside(id: NodeId): StepSum | null;
  /** Asks the scan for another sum. */
  sumInside(id: NodeId): StepSum;
}

/** Null where the scan had better sum itself. */
type Rule<K extends OpKind> = (sums: StepSums, node: Node<K>) => StepSum | null;

/** Σ op(x, y, ...) = op(Σ x, Σ y, ...). */
const ofSums = (sums: StepSums, node: AnyNode): StepSum | null => {
  const parts = node.inputs.map((input) => sums.sumOutside(input));
  if (parts.every((part) => part === null)) return null;
  const all = parts.map((part, index) => part ?? sums.sumInside(node.inputs[index]!));
  return () =>
    sums.builder.copy(
      node,
      all.map((part) => part()),
    );
};

/** Σ op(x, s) = op(Σ x, s) for an operand s that is the same at every step. */
const ofSumAndSame = (sums: StepSums, node: AnyNode, index: number): StepSum | null => {
  const other = node.inputs[1 - index]!;
  const part = sums.isSame(other) ? sums.sumOutside(node.inputs[index]!) : null;
  if (!part) return null;
  const same = sums.value(other);
  return () => {
    const operands = index === 0 ? [part(), same().id] : [same().id, part()];
    return sums.builder.copy(node, operands);
  };
};

/** The rows of all steps of an operand of every step. */
const rowsOf = (sums: StepSums, operand: Operand): NodeId => mergeSteps(sums.builder, everyStep(sums, operand));

const never = () => null;

const rules: { readonly [K in OpKind]: Rule<K> } = {
  matmul: (sums, node) => {
    const [a, b] = node.inputs as [NodeId, NodeId];
    if (sums.isSame(b)) return ofSumAndSame(sums, node, 0);
    if (sums.isSame(a)) return ofSumAndSame(sums, node, 1);
    const { transposeA, transposeB } = node.attrs;
    const [left, right] = [sums.value(a), sums.value(b)];
    return () => {
      const { builder } = sums;
      // The axis that is summed over comes second, behind the steps.
      const front = (id: NodeId, isFront: boolean) => (isFront ? id : builder.transpose(id, [0, 2, 1]));
      const rows = mergeSteps(builder, front(left().id, transposeA));
      const columns = mergeSteps(builder, front(right().id, !transposeB));
      return builder.matmul(rows, columns, true);
    };
  },
  reduce: (sums, { inputs, attrs, shape }) => {
    if (attrs.fn !== 'sum') return null;
    const x = sums.value(inputs[0]!);
    return () => {
      const { builder } = sums;
      const axes = [0, ...attrs.axes.map((axis) => axis + 1)];
      return builder.reshape(builder.sum(everyStep(sums, x()), axes), shape);
    };
  },
  conv2dGradFilter: (sums, { inputs, attrs, shape }) => {
    const [x, dy] = [sums.value(inputs[0]!), sums.value(inputs[1]!)];
    return () => sums.builder.add('conv2dGradFilter', attrs, [rowsOf(sums, x()), rowsOf(sums, dy())], shape);
  },
  gatherGrad: (sums, { inputs, shape }) => {
    const [ids, dy] = [sums.value(inputs[0]!), sums.value(inputs[1]!)];
    return () => sums.builder.add('gatherGrad', {}, [everyStep(sums, ids()), everyStep(sums, dy())], shape);
  },
  binary: (sums, node) => {
    const { fn } = node.attrs;
    if (fn === 'divide') return ofSumAndSame(sums, node, 0);
    if (fn === 'multiply') return ofSumAndSame(sums, node, 0) ?? ofSumAndSame(sums, node, 1);
    return ofSums(sums, node);
  },
  unary: (sums, node) => (node.attrs.fn === 'negate' ? ofSums(sums, node) : null),
  broadcast: ofSums,
  reshape: ofSums,
  transpose: ofSums,
  concat: ofSums,
  slice: ofSums,
  pad: ofSums,
  conv2d: never,
  conv2dGradInput: never,
  maxPool: never,
  maxPoolGrad: never,
  avgPool: ofSums,
  avgPoolGrad: ofSums,
  unaryGrad: never,
  softmax: never,
  softmaxGrad: never,
  crossEntropy: never,
  crossEntropyGrad: never,
  oneHot: never,
  gather: never,
  dropoutMask: never,
  stepMask: never,
  windowSteps: never,
  input: never,
  parameter: never,
  constant: never,
  uniform: never,
  scan: never,
  scanResult: never,
};

/** Null when the scan had better sum the node's value itself. */
export function stepSum(sums: StepSums, node: AnyNode): StepSum | null {
  // A node's own rule takes that node: the table holds it, an indexed access forgets it.
  return (rules[node.op] as Rule<OpKind>)(sums, node);
}

/** Of a value that is there for all steps. */
export function sumOverSteps({ builder, steps }: Batching, { id, isEach }: Operand): NodeId {
  if (!isEach) return builder.scalar('multiply', id, steps);
  const [, ...shape] = builder.shapeOf(id);
  return builder.reshape(builder.sum(id, [0]), shape);
}
