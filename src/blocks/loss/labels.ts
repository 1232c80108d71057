/** Labels as a target: one output for each class, for each label. */
import type { FixProposal } from '../../tensor/diagnostic.ts';
import type { Axis } from '../../tensor/shape.ts';
import type { Fault } from '../define.ts';
import { insertBefore, insertFlatten, type Place, rankMismatch, resizeAtOrigin, setParam } from '../faults.ts';
import { isSequence } from '../lengths.ts';

/** Null when the prediction has the axes of the labels and then the classes. */
export function labelFault(prediction: Place, target: Place, classes: number): Fault | null {
  const { axes } = prediction.type;
  const labels = target.type.axes;
  const odd = labels.findIndex(({ size }, index) => size !== axes[index]?.size);
  if (axes.length !== labels.length + 1 || odd >= 0) {
    const leading = labels.map(({ name, size }) => (name === size ? name : `${name}${size}`));
    const mismatch = rankMismatch(prediction, `[${[...leading, classes].join(', ')}]`, rankFixes(prediction));
    return axes.length === labels.length + 1 ? stepsMismatch(mismatch, odd, axes[odd]!, labels[odd]!) : mismatch;
  }
  return axes.at(-1)?.size === classes ? null : labelMismatch(prediction, target, classes);
}

/** As many axes, but another number of answers than labels along one: its story is told, and it may be kept where it changed. */
function stepsMismatch(mismatch: Fault, index: number, { trace }: Axis, { size }: Axis): Fault {
  if (trace === null || typeof size !== 'number') return mismatch;
  const fixes =
    trace.param === undefined ? [setParam(trace.block, 'padding', 'same')] : [setParam(trace.block, trace.param, size)];
  return { ...mismatch, axis: index, origin: trace, fixes };
}

/** `expected`: the number of classes; `actual`: the size of the prediction's last axis. */
function labelMismatch(prediction: Place, target: Place, classes: number): Fault {
  const last = prediction.type.axes.at(-1)!;
  return {
    code: 'label-mismatch',
    severity: 'wrong',
    port: prediction.port,
    axis: prediction.type.axes.length - 1,
    expected: classes,
    actual: last.size,
    types: { [prediction.port]: prediction.type, [target.port]: target.type },
    origin: last.trace,
    fixes: [...resizeAtOrigin(last, classes), insertBefore(prediction, 'dense', { units: classes })],
  };
}

function rankFixes(prediction: Place): readonly FixProposal[] {
  if (prediction.type.axes.length < 2) return [insertBefore(prediction, 'reshape', { shape: [1] })];
  const last = isSequence(prediction.type) ? [insertBefore(prediction, 'last-step')] : [];
  return [...last, insertFlatten(prediction), insertBefore(prediction, 'global-avg-pool')];
}
