/** Windows of series, and what comes after them: Window's work. */
import type { WindowParams } from '../../blocks/prepare/window.ts';
import { message } from '../../text/catalog.ts';
import { type Column, numbersOf, type Place, whenAllAvailable } from '../column.ts';
import { DataError, type PartName, parts } from '../dataset.ts';
import { kept } from '../derived.ts';
import { piece, windowsOver } from '../windows.ts';
import type { Prepare } from './preparation.ts';

export const prepareWindow: Prepare<WindowParams> = async ({ params, inputs, types }) => {
  const { window, horizon, stride, target } = params;
  const series = kept(inputs.series!);
  const [, time, last] = types.inputs.series!.axes;
  const features = last!.size as number;
  const feature = target - 1;
  await whenAllAvailable(series.rows);
  const stepsOf = (part: PartName, example: number): number =>
    numbersOf(series.read(part, example, null)).steps ?? (time!.size as number);
  const { rows, locate } = windowsOver(series.rows, stepsOf, { reach: window + horizon, stride });
  for (const part of parts) {
    if (series.rows.count(part) === 0 || rows.count(part) > 0) continue;
    const steps = stepsOf(part, 0);
    const most = Math.max(steps - horizon, 0);
    throw new DataError(message('data.window-too-long', { part, steps, window, horizon, most }));
  }

  /** Names of `count` steps, `from` steps behind the first one of the window. */
  const names = (place: Place | undefined, from: number, count: number): readonly string[] | null => {
    if (!place) return null;
    const { example, start } = locate(place.part, place.index);
    const cell = series.read(place.part, example, null);
    const all = series.steps(cell, { part: place.part, index: example });
    return all?.slice(start + from, start + from + count) ?? null;
  };
  const x: Column = {
    ...series,
    rows,
    read(part, index, draw) {
      const { example, start } = locate(part, index);
      return piece(series.read(part, example, draw), start * features, window * features);
    },
    // Of a series that goes on: what it ends with.
    of(cell) {
      const given = series.of(cell);
      const steps = numbersOf(given).values.length / features;
      if (steps < window) throw new DataError(message('data.series-too-short', { steps, window }));
      return piece(given, (steps - window) * features, window * features);
    },
    steps: (_, place) => names(place, 0, window),
  };
  const quantity = series.quantities?.[feature];
  const next: Column = {
    rows,
    ...(quantity && { quantities: Array<typeof quantity>(horizon).fill(quantity) }),
    continues: { windows: x, feature, window, stride },
    read(part, index, draw) {
      const { example, start } = locate(part, index);
      const { values } = numbersOf(series.read(part, example, draw));
      const first = (start + window) * features + feature;
      const after = Float32Array.from({ length: horizon }, (_, i) => values[first + i * features] as number);
      return { values: after, steps: null };
    },
    // What comes after a series that a person gives is what is asked for.
    of: () => ({ values: new Float32Array(horizon), steps: null }),
    steps: (_, place) => names(place, window, horizon),
  };
  return { x, next };
};
