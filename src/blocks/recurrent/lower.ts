/** RNN, LSTM and GRU as scans, one a sweep: the input's products for all steps at once before it, one product a step in it. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import type { LowerArgs, Lowered } from '../define.ts';
import { held } from '../lengths.ts';
import { addBias } from '../weights.ts';
import { type Cell, gateColumns, type StateName } from './cell.ts';
import { stateMask } from './dropout.ts';
import type { RecurrentParams } from './fields.ts';
import { startPort } from './infer.ts';
import { carriedName, carryOn, initialState, type Start } from './initial-state.ts';
import { lowerLayers, type SweepArgs, type Swept, watched } from './layers.ts';
import type { Sweep } from './sweep.ts';

type Args = LowerArgs<RecurrentParams>;

/** What every sweep of a layer is built with. */
interface Site {
  readonly cell: Cell;
  readonly builder: Builder;
  readonly args: Args;
}

export const lowerRecurrent = (cell: Cell, builder: Builder, args: Args): Lowered =>
  lowerLayers(builder, args, cell.states, (sweep) => runSweep({ cell, builder, args }, sweep));

/** W_x·x + b for all steps, [T, B, gates·units]. */
function fromInput({ cell, builder, args: { params, weights } }: Site, { suffix }: Sweep, steps: NodeId): NodeId {
  const [length = 1, batch = 1, features = 1] = builder.shapeOf(steps);
  const product = builder.matmul(builder.reshape(steps, [length * batch, features]), weights[`weight_ih${suffix}`]!);
  const biases = [weights[`bias_ih${suffix}`], cell.biasWithState ? undefined : weights[`bias_hh${suffix}`]];
  const sums = biases.reduce<NodeId>((sum, bias) => (bias === undefined ? sum : addBias(builder, sum, bias)), product);
  return builder.reshape(sums, [length, batch, cell.gates.length * params.units]);
}

function runSweep(site: Site, { sweep, index, steps, real }: SweepArgs): Swept {
  const { cell, builder, args } = site;
  const { params, weights, batch } = args;
  const { suffix, mark, reverse } = sweep;
  const x = fromInput(site, sweep, steps);
  const matrices = productColumns(site, weights[`weight_hh${suffix}`]!);
  const bias = cell.biasWithState ? weights[`bias_hh${suffix}`] : undefined;
  const biases = bias === undefined ? [] : productColumns(site, builder.reshape(bias, [1, ...builder.shapeOf(bias)]));
  const dropout = stateMask(builder, args, suffix, params.recurrentDropout, [batch, params.units]);
  const starts = cell.states.map((state) => startOf(args, state, sweep, index));
  const names = cell.states.map((name) => `${name}${mark}`);

  const { final, stacked } = builder.scan(
    {
      states: starts.map((start) => initialState(builder, args, start)),
      sequences: real === null ? [x] : [x, real],
      shared: [...matrices, ...biases, ...(dropout === null ? [] : [dropout])],
      steps: builder.shapeOf(x)[0]!,
      reverse,
      taps: watched(args, names, real),
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
  const traced = [...names, ...cell.traced.map((gate) => `${gate}${mark}`)];
  return {
    y: stacked[0]!,
    last: final[0]!,
    final,
    traces: Object.fromEntries(traced.map((name, at) => [name, stacked[at]!])),
  };
}

function startOf({ block, params, inputs, weights }: Args, state: StateName, sweep: Sweep, index: number): Start {
  return {
    initial: params.initial,
    units: params.units,
    learned: weights[`${state}0${sweep.suffix}`],
    wired: inputs[startPort(state)],
    index,
    carried: carriedName(block, `${state}${sweep.mark}`),
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
