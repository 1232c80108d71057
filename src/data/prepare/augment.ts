/** Random changes to the examples that are trained on: Augment's work. */
import { RandomStream, streamOf } from '../../base/philox.ts';
import type { AugmentParams } from '../../blocks/prepare/augment.ts';
import { exampleAxes } from '../../tensor/shape.ts';
import type { Cell, Draw } from '../column.ts';
import { derived } from '../derived.ts';
import type { Prepare } from './preparation.ts';

export const prepareAugment: Prepare<AugmentParams> = async ({ block, params, inputs, types }) => {
  const sizes = exampleAxes(types.inputs.x!).map(({ size }) => size as number);
  const places = sizes.slice(0, -1);
  const channels = sizes.at(-1) ?? 1;
  const stream = streamOf(block);
  const change = (cell: Cell, draw: Draw): Cell => {
    if (draw === null || 'text' in cell) return cell;
    const random = new RandomStream(draw, stream);
    const around = (most: number): number => most * (2 * random.uniform() - 1);
    const steps = cell.steps ?? places[0] ?? 1;
    const offsets = places.map((size, axis) => Math.round(around(params.shift) * (axis === 0 ? steps : size)));
    const gain = 10 ** (around(params.gain) / 20);
    const noise = params.noise * random.uniform();
    const values = shifted(cell.values, [steps, ...places.slice(1)], offsets, channels);
    for (let i = 0; i < values.length; i++) values[i] = gain * (values[i] as number) + noise * random.normal();
    return { values, steps: cell.steps };
  };
  return { y: derived(inputs.x!, change, { random: true }) };
};

/** A grid of `sizes` places, one axis or two, with so many channels each, moved by the offsets; zeros where nothing came from. */
function shifted(
  values: ArrayLike<number>,
  sizes: readonly number[],
  offsets: readonly number[],
  channels: number,
): Float32Array {
  const [rows, columns] = sizes.length === 1 ? [1, sizes[0] as number] : [sizes[0] as number, sizes[1] as number];
  const [down, right] = sizes.length === 1 ? [0, offsets[0] as number] : [offsets[0] as number, offsets[1] as number];
  const result = new Float32Array(rows * columns * channels);
  for (let row = Math.max(0, down); row < Math.min(rows, rows + down); row++) {
    for (let column = Math.max(0, right); column < Math.min(columns, columns + right); column++) {
      const to = (row * columns + column) * channels;
      const from = ((row - down) * columns + column - right) * channels;
      for (let channel = 0; channel < channels; channel++) result[to + channel] = values[from + channel] as number;
    }
  }
  return result;
}
