/**
 * A recurrent layer as scans, one a sweep: the input's products for all steps at once before it, one product a step in it.
 * Time comes first inside, [T, B, F]; dropout draws one mask a sequence (Gal and Ghahramani, "A theoretically grounded
 * application of dropout in recurrent neural networks", NeurIPS 2016, arXiv:1512.05287).
 */
import { streamOf } from '../../base/philox.ts';
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { LowerArgs, Lowered } from '../define.ts';
import { held, realSteps } from '../lengths.ts';
import { addBias } from '../weights.ts';
import { type Cell, gateColumns, type StateName } from './cell.ts';
import type { RecurrentParams } from './fields.ts';
import { startPort } from './infer.ts';
import { carriedName, carryOn, initialState, type Start } from './initial-state.ts';
import { type Sweep, sweepsOf } from './sweep.ts';

type Args = LowerArgs<RecurrentParams>;

/** What every sweep of a layer is built with. */
interface Site {
  readonly cell: Cell;
  readonly builder: Builder;
  readonly args: Args;
  /** [T, B, 1]: 1 at real steps, 0 at padding; null where every step is real. */
  readonly real: NodeId | null;
}

interface Swept {
  /** States after the last real step, [B, units] each. */
  readonly final: readonly NodeId[];
  /** States and gates at every step by name, [T, B, units] each. */
  readonly every: { readonly [name: string]: NodeId };
}

export function lowerRecurrent(cell: Cell, builder: Builder, args: Args): Lowered {
  const { params, inputs, lengths } = args;
  const x = inputs.x!;
  const swapTime = (steps: NodeId): NodeId => builder.transpose(steps, [1, 0, 2]);
  const real = lengths.x === undefined ? null : swapTime(realSteps(builder, lengths.x, builder.shapeOf(x)));
  const site = { cell, builder, args, real };
  const sweeps = sweepsOf(params);
  const swept: Swept[] = [];
  const layerOf = (layer: number, steps: NodeId): readonly Swept[] => {
    const dropped = withDropout(site, steps, layer);
    return sweeps.flatMap((sweep, index) => (sweep.layer === layer ? [runSweep(site, sweep, index, dropped)] : []));
  };

  let steps = swapTime(x);
  for (let layer = 0; layer < params.layers; layer++) {
    const directions = layerOf(layer, steps);
    swept.push(...directions);
    steps = joined(
      site,
      directions.map(({ every }) => every.h!),
    );
  }
  const finals = cell.states.map((_, at) => swept.map(({ final }) => final[at]!));
  const every = params.returns === 'every';
  const last = () => joined(site, finals[0]!.slice(sweeps.findIndex(({ layer }) => layer === params.layers - 1)));
  const states = cell.states.map((name, at) => [name, beside(builder, finals[at]!)] as const);
  return {
    outputs: {
      y: every ? swapTime(real === null ? steps : builder.binary('multiply', steps, real)) : last(),
      ...(params.finalState ? Object.fromEntries(states) : {}),
    },
    ...(every && lengths.x !== undefined ? { lengths: { y: lengths.x } } : {}),
    traces: Object.fromEntries(
      sweeps.flatMap(({ mark }, index) =>
        Object.entries(swept[index]!.every).map(([name, values]) => [`${name}${mark}`, swapTime(values)]),
      ),
    ),
  };
}

/** A layer's input [T, B, F] with its dropout: a feature is left out at all steps or at none. */
function withDropout({ builder, args: { block, params, mode } }: Site, steps: NodeId, layer: number): NodeId {
  if (mode === 'evaluate' || params.dropout === 0) return steps;
  const [, batch = 1, features = 1] = builder.shapeOf(steps);
  const drawn = builder.uniform([1, batch, features], streamOf(`${block}/dropout_l${layer}`));
  return builder.binary('multiply', steps, builder.dropoutMask(drawn, params.dropout));
}

/** [B, units]: which units a step reads of the state before it; null for all. */
function stateDropout({ builder, args: { block, params, mode, batch } }: Site, { suffix }: Sweep): NodeId | null {
  if (mode === 'evaluate' || params.recurrentDropout === 0) return null;
  const drawn = builder.uniform([batch, params.units], streamOf(`${block}/recurrent_dropout${suffix}`));
  return builder.dropoutMask(drawn, params.recurrentDropout);
}

/** What the directions of a layer give, as one. */
function joined({ builder, args: { params } }: Site, directions: readonly NodeId[]): NodeId {
  if (params.merge === 'concat') return beside(builder, directions);
  return directions.reduce((sum, each) => builder.binary('add', sum, each));
}

/** Joined along the last axis. */
function beside(builder: Builder, parts: readonly NodeId[]): NodeId {
  const [first] = parts as readonly [NodeId];
  return parts.length === 1 ? first : builder.concat(parts, builder.shapeOf(first).length - 1);
}

/** W_x·x + b for all steps, [T, B, gates·units]. */
function fromInput({ cell, builder, args: { params, weights } }: Site, { suffix }: Sweep, steps: NodeId): NodeId {
  const [length = 1, batch = 1, features = 1] = builder.shapeOf(steps);
  const product = builder.matmul(builder.reshape(steps, [length * batch, features]), weights[`weight_ih${suffix}`]!);
  const biases = [weights[`bias_ih${suffix}`], cell.biasWithState ? undefined : weights[`bias_hh${suffix}`]];
  const sums = biases.reduce<NodeId>((sum, bias) => (bias === undefined ? sum : addBias(builder, sum, bias)), product);
  return builder.reshape(sums, [length, batch, cell.gates.length * params.units]);
}

/** Sweep number `index` over a layer's input [T, B, F]. */
function runSweep(site: Site, sweep: Sweep, index: number, input: NodeId): Swept {
  const { cell, builder, args, real } = site;
  const { block, mode, weights } = args;
  const { suffix, mark, reverse } = sweep;
  const x = fromInput(site, sweep, input);
  const matrices = productColumns(site, weights[`weight_hh${suffix}`]!);
  const bias = cell.biasWithState ? weights[`bias_hh${suffix}`] : undefined;
  const biases = bias === undefined ? [] : productColumns(site, builder.reshape(bias, [1, ...builder.shapeOf(bias)]));
  const dropout = stateDropout(site, sweep);
  const starts = cell.states.map((state) => startOf(site, state, sweep, index));
  const counted = real === null ? {} : { real: 1 };

  const { final, stacked } = builder.scan(
    {
      states: starts.map((start) => initialState(builder, args, start)),
      sequences: real === null ? [x] : [x, real],
      shared: [...matrices, ...biases, ...(dropout === null ? [] : [dropout])],
      steps: builder.shapeOf(x)[0]!,
      reverse,
      taps:
        mode === 'train'
          ? cell.states.map((name, state) => ({ name: `${block}.${name}${mark}`, state, ...counted }))
          : [],
    },
    (body, { states, sequences: [now, isReal], shared }) => {
      const recur = (state: NodeId, product = 0): NodeId => {
        const read = dropout === null ? state : body.binary('multiply', state, shared.at(-1)!);
        const sums = body.matmul(read, shared[product]!);
        return biases.length === 0 ? sums : body.binary('add', sums, shared[matrices.length + product]!);
      };
      const hold = (before: NodeId, after: NodeId): NodeId =>
        isReal === undefined ? after : held(body, before, after, isReal);
      const next = cell.step(body, { x: now!, states, recur, held: hold });
      return { after: next.states, stacked: [...next.states, ...next.gates] };
    },
  );
  for (const [at, start] of starts.entries()) carryOn(builder, args, start, final[at]!);
  const names = [...cell.states, ...cell.traced];
  return { final, every: Object.fromEntries(names.map((name, at) => [name, stacked[at]!])) };
}

/** How a state of sweep number `index` begins: what is wired in holds those of all sweeps side by side. */
function startOf({ builder, args }: Site, state: StateName, { suffix, mark }: Sweep, index: number): Start {
  const { block, params, batch, inputs, weights } = args;
  const { initial, units } = params;
  const all = inputs[startPort(state)];
  return {
    initial,
    units,
    learned: weights[`${state}0${suffix}`],
    wired: all === undefined ? undefined : builder.slice(all, 1, index * units, [batch, units]),
    carried: carriedName(block, `${state}${mark}`),
  };
}

/** A matrix of all gates, cut into those of each of the cell's products with the state. */
function productColumns({ cell, builder, args: { params } }: Site, matrix: NodeId): readonly NodeId[] {
  let from = 0;
  return cell.products.map((count) => {
    from += count;
    return gateColumns(builder, matrix, params.units, from - count, count);
  });
}
