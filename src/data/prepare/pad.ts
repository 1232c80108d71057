/** Sequences brought to one length: Pad or cut's work. */
import type { PadParams } from '../../blocks/prepare/pad.ts';
import { type Cell, numbersOf } from '../column.ts';
import { derived } from '../derived.ts';
import type { Prepare } from './preparation.ts';

export const preparePad: Prepare<PadParams> = async ({ params: { length, keep }, inputs, types }) => {
  const features = types.inputs.x!.axes[2]?.size;
  const width = typeof features === 'number' ? features : 1;
  const cut = (cell: Cell): Cell => {
    const { values, steps: real } = numbersOf(cell);
    const steps = real ?? values.length / width;
    const first = keep === 'end' ? Math.max(0, steps - length) : 0;
    const end = Math.min(steps, first + length);
    // What stands behind the last real step is filled with zeros where the cell is written.
    return { values: Float32Array.from(values).subarray(first * width, end * width), steps: end - first };
  };
  return { y: derived(inputs.x!, cut) };
};
