/** What all losses share: their ports, their share in the sum, and means over the numbers of an example. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import { formatPlain } from '../../text/format.ts';
import type { LowerArgs, PortSpec } from '../define.ts';
import type { Field } from '../fields.ts';
import { meanOfSteps } from '../lengths.ts';

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

/** The lengths by which a loss counts: those of its target or of its prediction, which are the same; null where there are none. */
export const countedLengths = ({ lengths }: Pick<LowerArgs<unknown>, 'lengths'>): NodeId | null =>
  lengths.target ?? lengths.prediction ?? null;

/** [B, ...] → [B]: the mean over the numbers of each example; of [B, T, ...] with lengths over those of its real steps. */
export function meanPerExample(builder: Builder, x: NodeId, lengths: NodeId | null): NodeId {
  if (lengths !== null) {
    return meanPerExample(builder, meanOfSteps(builder, x, lengths), null);
  }
  const [batch = 1, ...rest] = builder.shapeOf(x);
  const size = rest.reduce((a, b) => a * b, 1);
  const rows = builder.reshape(x, [batch, size]);
  return builder.reshape(size === 1 ? rows : builder.mean(rows, [1]), [batch]);
}
