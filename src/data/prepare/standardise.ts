/** Means and deviations of the training part: Standardise's work. */
import { type Cell, type Column, numbersOf, type Quantity } from '../column.ts';
import { derived } from '../derived.ts';
import type { Prepare } from './preparation.ts';

export const prepareStandardise: Prepare<object> = async ({ inputs, types }) => {
  const x = inputs.x!;
  const features = types.inputs.x!.axes.at(-1)!.size as number;
  const { mean, deviation } = await momentsOf(x, features);
  const change = (cell: Cell): Cell => {
    const { values, steps } = numbersOf(cell);
    const standard = Float32Array.from(
      values,
      (value, i) => (value - (mean[i % features] as number)) / (deviation[i % features] as number),
    );
    return { values: standard, steps };
  };
  const quantities = x.quantities?.map(
    (quantity, i): Quantity => ({
      ...quantity,
      mean: quantity.mean + quantity.deviation * (mean[i] as number),
      deviation: quantity.deviation * (deviation[i] as number),
    }),
  );
  return { y: derived(x, change, quantities && { quantities }) };
};

/** Of each feature over all real steps of the training examples; the deviation of one that never changes is 1. */
async function momentsOf(x: Column, features: number) {
  const examples = x.rows.count('train');
  await x.rows.whenAvailable('train', examples);
  // Taken off before summing, so that what is left is small: squares of large numbers would drown their differences.
  const origin = new Float64Array(features);
  const sums = new Float64Array(features);
  const squares = new Float64Array(features);
  let count = 0;
  for (let index = 0; index < examples; index++) {
    const { values, steps } = numbersOf(x.read('train', index, null));
    const real = steps === null ? values.length : Math.min(steps * features, values.length);
    if (count === 0) for (let i = 0; i < Math.min(features, real); i++) origin[i] = values[i] as number;
    for (let i = 0; i < real; i++) {
      const feature = i % features;
      const value = (values[i] as number) - (origin[feature] as number);
      sums[feature] = (sums[feature] as number) + value;
      squares[feature] = (squares[feature] as number) + value * value;
    }
    count += real / features;
  }
  const mean = origin.map((value, i) => value + (sums[i] as number) / Math.max(count, 1));
  const deviation = squares.map((square, i) => {
    const shift = (sums[i] as number) / Math.max(count, 1);
    const variance = square / Math.max(count, 1) - shift * shift;
    return variance > 0 ? Math.sqrt(variance) : 1;
  });
  return { mean, deviation };
}
