/** What one step of a recurrent layer works on: its input, the states before it, and its products with them. */
import type { RecurrentParams } from '../../../blocks/recurrent/fields.ts';
import type { CheckedBlock } from '../../../check/report.ts';
import type { Inspection, Probe } from '../../../protocol/trainer.ts';
import { type Sweep, type Trace, valuesAt } from './traces.ts';

/** Of RNN, LSTM and GRU, as far as a step depends on them. */
export type LayerParams = RecurrentParams & {
  readonly activation?: 'tanh' | 'relu';
  readonly forgetGate?: boolean;
  readonly reset?: 'after' | 'before';
};

export interface StepInput {
  readonly params: LayerParams;
  readonly units: number;
  /** [features] */
  readonly x: Float32Array;
  /** State before the step, [units]: `h`, of an LSTM `c` too. */
  readonly before: (state: 'h' | 'c') => Float32Array;
  /** The layer's weights by PyTorch's name without its suffix: `weight_ih`. */
  readonly weight: (name: 'weight_ih' | 'weight_hh' | 'bias_ih' | 'bias_hh') => Probe | undefined;
}

/** `sweeps` are all of the block's; `sweep` is one of them. */
export function stepInput(
  block: CheckedBlock,
  inspection: Inspection,
  sweeps: readonly Sweep[],
  sweep: Sweep,
  step: number,
): StepInput {
  // A checked layer's parameters have been checked against its fields.
  const params = block.params as unknown as LayerParams;
  const { units } = params;
  const { suffix, steps, reverse } = sweep;
  return {
    params,
    units,
    x: inputAt(inputOf(inspection, params, sweeps, sweep), step),
    before: (state) => {
      const at = reverse ? step + 1 : step - 1;
      const trace = traceOf(sweep, state);
      if (trace && at >= 0 && at < steps) return valuesAt(trace, at);
      return initialState(inspection, params, state, suffix, sweeps.indexOf(sweep));
    },
    weight: (name) => inspection.weights[`${name}${suffix}`],
  };
}

const traceOf = ({ traces }: Sweep, name: string): Trace | undefined => traces.find((trace) => trace.name === name);

/** What the sweep reads over all steps: the block's input, or what the layer below gives, [T, ...]. */
export function inputOf(
  { inputs }: Inspection,
  { merge }: Pick<RecurrentParams, 'merge'>,
  sweeps: readonly Sweep[],
  { layer, steps }: Sweep,
): Probe {
  if (layer === 0) return inputs.x ?? nothing;
  const below = sweeps.flatMap(({ layer: each, given }) => (each === layer - 1 && given ? [given] : []));
  const [first] = below;
  if (first === undefined) return nothing;
  if (merge === 'sum') {
    const values = first.values.map((_, at) => below.reduce((sum, given) => sum + (given.values[at] ?? 0), 0));
    return { shape: [steps, first.units], values };
  }
  const units = below.length * first.units;
  const values = new Float32Array(steps * units);
  for (const [at, given] of below.entries())
    for (let step = 0; step < steps; step++) values.set(valuesAt(given, step), step * units + at * first.units);
  return { shape: [steps, units], values };
}

/** What one step of it is, [features]. */
export function inputAt({ shape, values }: Probe, step: number): Float32Array {
  const features = shape.slice(1).reduce((product, size) => product * size, 1);
  return values.subarray(step * features, (step + 1) * features);
}

const nothing: Probe = { shape: [0, 0], values: new Float32Array() };

/** Before the first step that is walked over; outside training a state that is carried on starts from zero. */
function initialState(
  { inputs, weights }: Inspection,
  { initial, units }: LayerParams,
  state: 'h' | 'c',
  suffix: string,
  index: number,
): Float32Array {
  const learnt = initial === 'learned' ? weights[`${state}0${suffix}`]?.values : undefined;
  const wired =
    initial === 'wired' ? inputs[`${state}0`]?.values.subarray(index * units, (index + 1) * units) : undefined;
  return learnt ?? wired ?? new Float32Array(units);
}

/** Columns `gate` of `gates` of a matrix [rows, gates·units], multiplied by a vector [rows]: [units]. */
export function gateProduct(
  vector: Float32Array,
  matrix: Probe | undefined,
  gate: number,
  units: number,
): Float32Array {
  const sums = new Float32Array(units);
  if (matrix === undefined) return sums;
  const columns = matrix.shape[1] ?? 0;
  for (let row = 0; row < vector.length; row++) {
    const factor = vector[row] as number;
    const from = row * columns + gate * units;
    for (let unit = 0; unit < units; unit++)
      sums[unit] = (sums[unit] as number) + factor * (matrix.values[from + unit] as number);
  }
  return sums;
}

/** Part of a bias that belongs to a gate, [units]; null where the layer has none. */
export const gateBias = (bias: Probe | undefined, gate: number, units: number): Float32Array | null =>
  bias === undefined ? null : bias.values.subarray(gate * units, (gate + 1) * units);
