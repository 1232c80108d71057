/** The target of a loss on numbers: a tensor of the prediction's shape, or labels read as numbers. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { FixProposal } from '../../tensor/diagnostic.ts';
import { differingAxes, exampleSize, type TensorType } from '../../tensor/shape.ts';
import type { Fault, InferArgs, Inferred, LowerArgs, Metric } from '../define.ts';
import { expectsReal, failed, insertBefore, insertFlatten, project, resizeAtOrigin } from '../faults.ts';
import { labelFault } from './labels.ts';
import { countedLengths } from './loss.ts';

/** Labels become themselves (0 or 1) for one output a label, else one number a class: 1 for the right one, 0 for the others. */
type Form = 'tensor' | 'zero-or-one' | 'one-hot';

function formOf(prediction: TensorType, target: TensorType): Form {
  if (target.element.of !== 'index') return 'tensor';
  return exampleSize(prediction) === exampleSize(target) && target.element.classes === 2 ? 'zero-or-one' : 'one-hot';
}

/** The shape rule of a loss on numbers. */
export function inferLoss({ block, inputs }: InferArgs<unknown>): Inferred {
  const prediction = { block, port: 'prediction', type: inputs.prediction! };
  const target = { block, port: 'target', type: inputs.target! };
  const index = expectsReal(prediction);
  if (index) return failed(index);
  if (target.type.element.of !== 'index') {
    const mismatch = targetMismatch(block, prediction.type, target.type);
    return mismatch ? failed(mismatch) : { outputs: {} };
  }
  if (formOf(prediction.type, target.type) === 'zero-or-one') return { outputs: {} };
  const fault = labelFault(prediction, target, target.type.element.classes);
  return fault ? failed(fault) : { outputs: {} };
}

/** `axis`: the first that differs; `expected` and `actual`: its sizes on target and prediction, null where it is missing. */
function targetMismatch(block: string, prediction: TensorType, target: TensorType): Fault | null {
  const differing = differingAxes(prediction, target);
  const [axis] = differing;
  if (axis === undefined) return null;
  return {
    code: 'shape-mismatch',
    severity: 'wrong',
    port: 'prediction',
    axis,
    expected: target.axes[axis]?.size ?? null,
    actual: prediction.axes[axis]?.size ?? null,
    types: { prediction, target },
    origin: (prediction.axes[axis] ?? prediction.axes.at(-1))?.trace ?? null,
    values: { needs: 'equal' },
    fixes: targetFixes(block, prediction, target, differing),
  };
}

/** The prediction is brought to the target's shape: the target is what is given. */
function targetFixes(
  block: string,
  prediction: TensorType,
  target: TensorType,
  differing: readonly number[],
): readonly FixProposal[] {
  const end = { block, port: 'prediction' };
  const sizes = target.axes.slice(1).flatMap(({ size }) => (typeof size === 'number' ? [size] : []));
  if (exampleSize(prediction) === exampleSize(target)) return [insertBefore(end, 'reshape', { shape: sizes })];
  if (prediction.axes.length === 2 && target.axes.length > 2) return [insertFlatten({ block, port: 'target' })];
  if (prediction.axes.length > 2 && target.axes.length === 2) return [insertFlatten(end)];
  const [index = 0] = differing;
  const [odd, size] = [prediction.axes[index], target.axes[index]?.size];
  if (differing.length > 1 || odd === undefined || typeof size !== 'number') return [];
  const resized = resizeAtOrigin(odd, size);
  return index === target.axes.length - 1 ? [...resized, project({ ...end, type: prediction }, size)] : resized;
}

export interface LossEnds {
  readonly prediction: NodeId;
  /** Numbers in the prediction's shape. */
  readonly target: NodeId;
  /** Real steps of each example [B]; null where all of it counts. */
  readonly lengths: NodeId | null;
  /** How right answers are counted; null for a target of numbers, which has none. */
  readonly metric: Metric | null;
}

/** Prediction and target in one shape. `threshold` parts 0 from 1 in a single output. */
export function lossEnds(
  builder: Builder,
  args: Pick<LowerArgs<unknown>, 'inputs' | 'types' | 'lengths'>,
  threshold: number,
): LossEnds {
  const { inputs, types } = args;
  const [prediction, target] = [inputs.prediction!, inputs.target!];
  const lengths = countedLengths(args);
  const form = formOf(types.inputs.prediction!, types.inputs.target!);
  if (form === 'tensor') return { prediction, target, lengths, metric: null };
  if (form === 'zero-or-one') {
    const metric: Metric = { kind: 'binary-accuracy', prediction, target, lengths, threshold };
    return { prediction, target: builder.reshape(target, builder.shapeOf(prediction)), lengths, metric };
  }
  const classes = builder.shapeOf(prediction).at(-1)!;
  const metric: Metric = { kind: 'accuracy', prediction, target, lengths, classes };
  return { prediction, target: builder.oneHot(target, classes), lengths, metric };
}
