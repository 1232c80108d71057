/** What the convolutions share: groups, the numbers of their inspector, the faults of channels. */
import type { Axis } from '../../tensor/shape.ts';
import type { Fault } from '../define.ts';
import { type Place, resizeAtOrigin, setParam } from '../faults.ts';
import type { Field } from '../fields.ts';

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
export function groupsFault(place: Place, channels: Axis, filters: number, groups: number): Fault | null {
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
