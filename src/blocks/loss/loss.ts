/** What all losses share: their ports, their share in the sum, and means over the numbers of an example. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import { formatPlain } from '../../text/format.ts';
import type { PortSpec } from '../define.ts';
import type { Field } from '../fields.ts';

export const weightField = {
  kind: 'float',
  min: 0,
  max: 1000,
  step: 0.1,
  default: 1,
  label: 'Weight',
  help: 'Share of this loss in the sum when there are several.',
} as const satisfies Field;

export const lossInputs = (): readonly PortSpec[] => [{ name: 'prediction' }, { name: 'target' }];

export const weightRow = (weight: number): { readonly label: string; readonly text: string } => ({
  label: 'weight',
  text: formatPlain(weight),
});

/** [B, ...] → [B]: the mean over the numbers of each example. */
export function meanPerExample(builder: Builder, x: NodeId): NodeId {
  const [batch = 1, ...rest] = builder.shapeOf(x);
  const size = rest.reduce((a, b) => a * b, 1);
  const rows = builder.reshape(x, [batch, size]);
  return builder.reshape(size === 1 ? rows : builder.mean(rows, [1]), [batch]);
}
