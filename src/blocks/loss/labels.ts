/** Labels as a target: the number of outputs must be the number of classes. */
import type { Fault } from '../define.ts';
import { insertBefore, type Place, resizeAtOrigin } from '../faults.ts';

/** `expected`: the number of classes; `actual`: the size of the prediction's last axis. */
export function labelMismatch(prediction: Place, target: Place, classes: number): Fault {
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
