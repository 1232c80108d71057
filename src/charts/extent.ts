/** The range of an axis: all of the curves that matter, and of the noise under them the bulk. */
import { linearTicks } from './ticks.ts';

export type Scale = 'linear' | 'log';

export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** Noise is sampled at most so often. */
const SAMPLES = 2000;

/** Quantiles `low` and `high` of the numbers among the values that the scale can show; null if there are none. */
export function quantiles(values: ArrayLike<number>, low: number, high: number, scale: Scale): Extent | null {
  const stride = Math.max(1, Math.floor(values.length / SAMPLES));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += stride)
    if (isShown(values[i] as number, scale)) sample.push(values[i] as number);
  if (sample.length === 0) return null;
  sample.sort((a, b) => a - b);
  const at = (share: number): number => sample[Math.round(share * (sample.length - 1))] as number;
  return { min: at(low), max: at(high) };
}

export const isShown = (value: number, scale: Scale): boolean =>
  Number.isFinite(value) && (scale === 'linear' || value > 0);

export const union = (extents: readonly (Extent | null)[]): Extent | null =>
  extents.reduce<Extent | null>((all, each) => {
    if (all === null || each === null) return all ?? each;
    return { min: Math.min(all.min, each.min), max: Math.max(all.max, each.max) };
  }, null);

/** A little more on both sides, in the measure of the scale; a single value gets room around it. */
export function padded({ min, max }: Extent, scale: Scale): readonly [number, number] {
  if (scale === 'log') {
    const factor = Math.max((max / min) ** 0.06, 1.05);
    return [min / factor, max * factor];
  }
  const room = max > min ? 0.06 * (max - min) : Math.max(Math.abs(max) * 0.1, 1e-6);
  return [min - room, max + room];
}

/** The lower end taken down to the tick below it, so that the axis begins at a round number. */
export function floored([min, max]: readonly [number, number], least: number): readonly [number, number] {
  const step = tickStep(linearTicks(min, max, 4));
  return [Math.max(least, Math.floor(min / step + 1e-9) * step), max];
}

const tickStep = ([first = 0, second = first + 1]: readonly number[]): number => second - first;
