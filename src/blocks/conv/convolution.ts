/** What the convolutions share: filters and groups, the shape rule, the faults of channels. */
import { type Axis, type AxisName, axis, real } from '../../tensor/shape.ts';
import type { Fault, Inferred } from '../define.ts';
import { failed, type Place, resizeAtOrigin, setParam } from '../faults.ts';
import type { Field } from '../fields.ts';
import { layerWeights, type MainWeight, product, type WeightParams, weightsFormula } from '../weights.ts';
import { type SlidingAxis, slide, type WindowParam } from '../window.ts';

export const filtersField = {
  kind: 'int',
  min: 1,
  max: 16_384,
  default: 16,
  label: 'Filters',
  help: 'Channels of the result: each filter looks for one pattern.',
} as const satisfies Field;

export const groupsField = {
  kind: 'int',
  min: 1,
  max: 16_384,
  default: 1,
  label: 'Groups',
  help: 'Splits the channels into so many parts that do not mix; as many as there are channels is a depthwise convolution.',
} as const satisfies Field;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Groups that do not divide the channels or the filters; null when they do. `expected`: the most groups below that do;
 * `actual`: the groups; `values`: channels and filters.
 */
function groupsFault(place: Place, channels: Axis, filters: number, groups: number): Fault | null {
  const size = channels.size as number;
  if (size % groups === 0 && filters % groups === 0) return null;
  const common = greatestCommonDivisor(size, filters);
  let expected = Math.min(groups, common);
  while (common % expected !== 0) expected--;
  const roundUp = (value: number) => Math.ceil(value / groups) * groups;
  return {
    code: 'groups-mismatch',
    severity: 'wrong',
    port: place.port,
    param: 'groups',
    axis: place.type.axes.length - 1,
    expected,
    actual: groups,
    types: { [place.port]: place.type },
    origin: channels.trace,
    values: { channels: size, filters },
    fixes: [
      ...(size % groups === 0 ? [setParam(place.block, 'filters', roundUp(filters))] : []),
      setParam(place.block, 'groups', expected),
      ...(filters % groups === 0 ? resizeAtOrigin(channels, roundUp(size)) : []),
    ],
  };
}

export interface Channels {
  readonly filters: number;
  readonly groups: number;
}

/** [...kernel, channels of a group, filters]. */
function filterWeight(kernel: readonly number[], channels: number, { filters, groups }: Channels): MainWeight {
  const taps = kernel.reduce((a, b) => a * b, 1);
  const perGroup = channels / groups;
  return { shape: [...kernel, perGroup, filters], fanIn: taps * perGroup, fanOut: taps * filters };
}

/**
 * [B, ...axes, channels] → [B, ...positions, filters], named by `names` behind the batch. The caller has checked the number of axes
 * and that the count of channels is known.
 */
export function inferConvolution(
  place: Place,
  slides: readonly SlidingAxis[],
  names: readonly AxisName[],
  params: WeightParams & Channels,
  kernelValue: WindowParam['value'],
): Inferred {
  const { filters, groups } = params;
  const { axes } = place.type;
  const channels = axes.at(-1)!;
  const mismatch = groupsFault(place, channels, filters, groups);
  const slid = slide(place, slides, { name: 'kernel', value: kernelValue });
  const faults = mismatch ? [mismatch, ...slid.faults] : slid.faults;
  if (mismatch || !slid.axes) return failed(...faults);
  const positions = slid.axes.map((each, index): Axis => ({ ...each, name: names[index]! }));
  const kernel = slides.map((each) => each.window.kernel);
  const weight = filterWeight(kernel, channels.size as number, params);
  const known = positions.flatMap(({ size }) => (typeof size === 'number' ? [size] : []));
  const factors = [...known, ...weight.shape];
  const made = `channels ${filters}`;
  return {
    outputs: {
      y: {
        axes: [axes[0]!, ...positions, axis(names.at(-1)!, filters, place.block, channels.trace, 'filters')],
        element: real,
      },
    },
    weights: layerWeights(params, weight, filters),
    macs: factors.reduce((a, b) => a * b, 1),
    macsFormula: product(factors),
    weightsFormula: weightsFormula(params, weight, filters),
    arithmetic: withLast(slid.arithmetic, made),
    faults,
  };
}

/** The channels stand behind the last line, as they are no arithmetic. */
export function withLast(lines: readonly string[], text: string): readonly string[] {
  const last = lines.at(-1);
  return last === undefined ? [text] : [...lines.slice(0, -1), `${last}, ${text}`];
}
