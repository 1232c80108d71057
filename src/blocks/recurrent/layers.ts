/** Layers of sweeps on top of each other: what all recurrent blocks are, whatever a step of theirs computes. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { Tap } from '../../ir/ops.ts';
import type { LowerArgs, Lowered } from '../define.ts';
import { realSteps } from '../lengths.ts';
import { withInputDropout } from './dropout.ts';
import type { LayerParams } from './fields.ts';
import { type Sweep, sweepsOf } from './sweep.ts';

/** One sweep over a layer's input. */
export interface SweepArgs {
  readonly sweep: Sweep;
  /** Among all sweeps of the block. */
  readonly index: number;
  /** [T, B, F] */
  readonly steps: NodeId;
  /** [T, B, 1]: 1 at real steps, 0 at padding; null where every step is real. */
  readonly real: NodeId | null;
}

export interface Swept {
  /** What it gives at every step [T, B, F], and after the last real one [B, F]. */
  readonly y: NodeId;
  readonly last: NodeId;
  /** Its states after the last real step, [B, units] each. */
  readonly final: readonly NodeId[];
  /** Values at every step by name, [T, B, F] each. */
  readonly traces: { readonly [name: string]: NodeId };
}

/** `states`: the outputs that give the final states, in the order in which a sweep has them. */
export function lowerLayers(
  builder: Builder,
  args: LowerArgs<LayerParams>,
  states: readonly string[],
  run: (sweep: SweepArgs) => Swept,
): Lowered {
  const { params, inputs, lengths } = args;
  const x = inputs.x!;
  const real = lengths.x === undefined ? null : swapTime(builder, realSteps(builder, lengths.x, builder.shapeOf(x)));
  const sweeps = sweepsOf(params);
  const swept: Swept[] = [];
  const join = (parts: readonly NodeId[]): NodeId => joined(builder, params, parts);
  let steps = swapTime(builder, x);
  let top: readonly Swept[] = [];
  for (let layer = 0; layer < params.layers; layer++) {
    const input = withInputDropout(builder, args, steps, layer, params.dropout);
    top = sweeps.flatMap((sweep, index) => (sweep.layer === layer ? [run({ sweep, index, steps: input, real })] : []));
    swept.push(...top);
    steps = join(top.map(({ y }) => y));
  }
  const every = params.returns === 'every';
  const finals = states.map((name, at) => {
    const parts = swept.map(({ final }) => final[at]!);
    return [name, beside(builder, parts)] as const;
  });
  return {
    outputs: {
      y: every
        ? swapTime(builder, real === null ? steps : builder.binary('multiply', steps, real))
        : join(top.map(({ last }) => last)),
      ...(params.finalState ? Object.fromEntries(finals) : {}),
    },
    ...(every && lengths.x !== undefined ? { lengths: { y: lengths.x } } : {}),
    traces: Object.fromEntries(
      swept.flatMap(({ traces }) =>
        Object.entries(traces).map(([name, values]) => [name, swapTime(builder, values)] as const),
      ),
    ),
  };
}

/** [B, T, F] to [T, B, F], time first as scans have it, and back. */
const swapTime = (builder: Builder, x: NodeId): NodeId => builder.transpose(x, [1, 0, 2]);

/** What the directions of a layer give, as one. */
function joined(builder: Builder, { merge }: LayerParams, directions: readonly NodeId[]): NodeId {
  if (merge === 'concat') return beside(builder, directions);
  return directions.reduce((sum, each) => builder.binary('add', sum, each));
}

/** Joined along the last axis. */
function beside(builder: Builder, parts: readonly NodeId[]): NodeId {
  const [first] = parts as readonly [NodeId];
  return parts.length === 1 ? first : builder.concat(parts, builder.shapeOf(first).length - 1);
}

/** In training the gradients of the states are watched, at real steps: the second sequence of the sweep's scan, if it has one. */
export const watched = (
  { block, mode }: Pick<LowerArgs<unknown>, 'block' | 'mode'>,
  states: readonly string[],
  real: NodeId | null,
): readonly Tap[] =>
  mode === 'evaluate'
    ? []
    : states.map((name, state) => ({ name: `${block}.${name}`, state, ...(real === null ? {} : { real: 1 }) }));
