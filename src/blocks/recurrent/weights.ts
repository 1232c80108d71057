/** The weights of a recurrent layer, named as PyTorch names them and stored [in, out], and the products that count them. */
import type { Initializer } from '../../ir/graph.ts';
import type { WeightSpec } from '../define.ts';
import { product } from '../weights.ts';
import type { Cell } from './cell.ts';
import type { RecurrentParams } from './fields.ts';
import { type Sweep, sweepsOf, widthOf } from './sweep.ts';

/** `weight_ih_l0` [F, gates·units], `weight_hh_l0` [units, gates·units], `bias_ih_l0`, `bias_hh_l0`, `h0_l0` [units] ... */
export function recurrentWeights(cell: Cell, params: RecurrentParams, features: number): readonly WeightSpec[] {
  return sweepsOf(params).flatMap((sweep) => sweepWeights(cell, params, sweep, features));
}

function sweepWeights(cell: Cell, params: RecurrentParams, sweep: Sweep, features: number): readonly WeightSpec[] {
  const { units, bias, initial } = params;
  const { layer, suffix } = sweep;
  const columns = cell.gates.length * units;
  const inputs = layer === 0 ? features : widthOf(params, params.units);
  const trainable = !params.freeze;
  const matrix = (name: string, rows: number, choice: RecurrentParams['initializer']): WeightSpec => ({
    name: `${name}${suffix}`,
    shape: [rows, columns],
    initializer: initializerOf(choice, rows, columns, units),
    trainable,
    l2: params.l2,
  });
  const row = (name: string, size: number, initializer: Initializer): WeightSpec => ({
    name: `${name}${suffix}`,
    shape: [size],
    initializer,
    trainable,
    l2: 0,
  });
  return [
    matrix('weight_ih', inputs, params.initializer),
    matrix('weight_hh', units, params.recurrentInitializer),
    ...(bias === 'none' ? [] : [row('bias_ih', columns, biasStart(cell))]),
    ...(bias === 'two' ? [row('bias_hh', columns, zero)] : []),
    ...(initial === 'learned' ? cell.states.map((state) => row(`${state}0`, units, zero)) : []),
  ];
}

const zero: Initializer = { kind: 'constant', value: 0 };

const biasStart = ({ biasStart: values }: Cell): Initializer =>
  values.every((value) => value === 0) ? zero : { kind: 'constants', values };

/** Glorot and He take all gates for one matrix, as PyTorch and Keras do; orthogonal takes each gate by itself. */
function initializerOf(
  choice: RecurrentParams['initializer'],
  fanIn: number,
  fanOut: number,
  units: number,
): Initializer {
  switch (choice) {
    case 'zeros':
      return zero;
    case 'pytorch':
      return { kind: 'uniform', bound: 1 / Math.sqrt(units) };
    case 'orthogonal':
      return { kind: 'orthogonal', blocks: fanOut / units };
    default:
      return { kind: choice, fanIn, fanOut };
  }
}

/** Factors of the multiply-adds of one step, and of the weights: input weights of the first layer, of the others, state weights. */
function matrices(cell: Cell, params: RecurrentParams, features: number): readonly (readonly number[])[] {
  const { units, layers, direction } = params;
  const gates = cell.gates.length;
  const directions = direction === 'both' ? 2 : 1;
  return [
    [directions, gates, features, units],
    [layers - 1, directions, gates, widthOf(params, units), units],
    [layers, directions, gates, units, units],
  ].filter((factors) => factors[0] !== 0);
}

/** Ones say nothing. */
const term = (factors: readonly number[]): string => product(factors.filter((factor) => factor !== 1)) || '1';

/** `4·32·128 + 4·128·128 + 4·128`. */
export function recurrentWeightsFormula(cell: Cell, params: RecurrentParams, features: number): string {
  const { units, bias, initial } = params;
  const sweeps = sweepsOf(params).length;
  const biases = { none: 0, one: 1, two: 2 }[bias];
  const rows = [
    ...(biases === 0 ? [] : [[sweeps, biases, cell.gates.length, units]]),
    ...(initial === 'learned' ? [[sweeps, cell.states.length, units]] : []),
  ];
  return [...matrices(cell, params, features), ...rows].map(term).join(' + ');
}

/** `64·4·32·128 + 64·4·128·128` over 64 steps: each step's products with the input and with the state. */
export function recurrentMacs(cell: Cell, params: RecurrentParams, steps: number, features: number) {
  const factors = matrices(cell, params, features).map((each) => [steps, ...each]);
  const macs = factors.reduce((sum, each) => sum + each.reduce((a, b) => a * b, 1), 0);
  return { macs, macsFormula: factors.map(term).join(' + ') };
}
