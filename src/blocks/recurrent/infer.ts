/** The shape rule of recurrent layers: [B, T, F] to [B, units] or [B, T, units], states [B, layers·directions·units]. */
import { type Axis, axis, fullText, real, type TensorType } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import type { Fault, InferArgs, Inferred, PortSpec } from '../define.ts';
import {
  badParam,
  expectsReal,
  failed,
  insertBefore,
  type Place,
  rankMismatch,
  resizeAtOrigin,
  setParam,
  unboundedSteps,
} from '../faults.ts';
import { sequenceFixes } from '../layouts.ts';
import type { Cell, StateName } from './cell.ts';
import type { LayerParams, RecurrentParams } from './fields.ts';
import { sweepsOf, widthOf } from './sweep.ts';
import { recurrentMacs, recurrentWeights, recurrentWeightsFormula } from './weights.ts';

/** The port that a state is wired into: `h0`. */
export const startPort = (state: StateName): string => `${state}0`;

export function recurrentInputs(states: readonly StateName[], { initial }: RecurrentParams): readonly PortSpec[] {
  const starts = states.map((state): PortSpec => ({ name: startPort(state), optional: true }));
  return [{ name: 'x' }, ...(initial === 'wired' ? starts : [])];
}

export function recurrentOutputs(states: readonly StateName[], { finalState }: RecurrentParams): readonly PortSpec[] {
  return [{ name: 'y' }, ...(finalState ? states.map((name): PortSpec => ({ name })) : [])];
}

export function inferRecurrent(cell: Cell, { block, params, inputs }: InferArgs<RecurrentParams>): Inferred {
  const x = inputs.x!;
  const place = { block, port: 'x', type: x };
  const fault = expectsReal(place) ?? sequenceFault(place) ?? carriedFault(block, params);
  if (fault) return failed(fault);
  const { units } = params;
  const size = sweepsOf(params).length * units;
  const owner = size === units ? block : null;
  const faults = cell.states.flatMap((state) => {
    const port = startPort(state);
    const type = inputs[port];
    return type === undefined ? [] : (stateFault({ block, port, type }, size, owner) ?? []);
  });
  if (faults.length > 0) return failed(...faults);

  const [batch, time, features] = x.axes as readonly [Axis, Axis, Axis];
  const [steps, width] = [time.size as number, features.size as number];
  const made = widthOf(params, units);
  const result = axis('F', made, block, features.trace, made === units ? 'units' : undefined);
  const state: TensorType = {
    axes: [batch, axis('F', size, block, null, size === units ? 'units' : undefined)],
    element: real,
  };
  const finals = params.finalState ? cell.states.map((name) => [name, state] as const) : [];
  return {
    outputs: { y: resultType(x, params, result), ...Object.fromEntries(finals) },
    weights: recurrentWeights(cell, params, width),
    ...recurrentMacs(cell, params, steps, width),
    holds: steps * size * (cell.states.length + cell.traced.length),
    weightsFormula: recurrentWeightsFormula(cell, params, width),
    arithmetic: [...layersArithmetic(params, steps, width, units), ...gatesArithmetic(cell, units)],
  };
}

/** What comes out of x [B, T, F]: [B, features], or [B, T, features] at every step. */
export function resultType({ axes, lengths }: TensorType, { returns }: LayerParams, features: Axis): TensorType {
  const [batch, time] = axes as readonly [Axis, Axis];
  if (returns === 'last') return { axes: [batch, features], element: real };
  return { axes: [batch, time, features], element: real, ...(lengths !== undefined && { lengths }) };
}

/** `made`: the features that each direction gives. */
export function layersArithmetic(
  { layers, returns, direction, merge }: LayerParams,
  steps: number,
  features: number,
  made: number,
): readonly string[] {
  const joined = { concat: `${made} + ${made} = ${2 * made}`, sum: `${made}, the sum of two` }[merge];
  return [
    `steps ${steps} → ${returns === 'every' ? steps : 'the last'}`,
    `features ${features} → ${direction === 'both' ? joined : made}`,
    ...(layers === 1 ? [] : [`layers ${layers}, each on every step of the one below`]),
  ];
}

const gatesArithmetic = ({ gates }: Cell, units: number): readonly string[] =>
  gates.length === 1
    ? []
    : [`gates ${gates.join(' ')}: ${gates.length}·${units} = ${gates.length * units} numbers a step`];

/** A picture is read as a sequence, a vector is told at every step. */
export function sequenceFault(place: Place): Fault | null {
  const { axes } = place.type;
  const [, time, features] = axes;
  if (axes.length === 3 && typeof features?.size === 'number') return time?.size === 'T' ? unboundedSteps(place) : null;
  const fixes = axes.length === 2 ? [insertBefore(place, 'repeat-vector')] : [];
  return rankMismatch(place, '[B, T, F]', [...fixes, ...sequenceFixes(place)]);
}

/** The end of a batch's sequences is the start of the next one's, which a walk from the end has no use for. */
function carriedFault(block: string, { initial, direction }: RecurrentParams): Fault | null {
  if (initial !== 'carried' || direction === 'forward') return null;
  return badParam('initial', message('params.initial-state'), initial, [
    setParam(block, 'direction', 'forward'),
    setParam(block, 'initial', 'zero'),
  ]);
}

/** Something else than [B, size] where a state is wired in; `owner`: the block whose units are the size, if one has them. */
export function stateFault(place: Place, size: number, owner: string | null): Fault | null {
  const numbers = expectsReal(place);
  if (numbers) return numbers;
  const { axes } = place.type;
  const last = axes.at(-1)!;
  if (axes.length === 2 && last.size === size) return null;
  const isVector = axes.length === 2;
  const dense = insertBefore(place, 'dense', { units: size, activation: 'tanh' });
  return {
    code: 'state-mismatch',
    severity: 'wrong',
    port: place.port,
    ...(isVector ? { axis: 1 } : {}),
    expected: `[B, F${size}]`,
    actual: fullText(place.type),
    types: { [place.port]: place.type },
    origin: last.trace,
    fixes: [
      ...(isVector ? resizeAtOrigin(last, size) : []),
      ...(owner !== null && isVector && typeof last.size === 'number' ? [setParam(owner, 'units', last.size)] : []),
      isVector ? dense : { ...dense, leading: [{ insert: 'flatten', params: {} }] },
    ],
  };
}
