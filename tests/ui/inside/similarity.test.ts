import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compare,
  filterOf,
  frameOf,
  patchAt,
  strongestCell,
  type Volume,
  winnerOf,
} from '../../../src/ui/inside/similarity.ts';

const same3 = { kernel: [3, 3], stride: [1, 1], dilation: [1, 1], padding: [1, 1] } as const;
const picture: Volume = { rows: 3, columns: 3, channels: 1, values: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) };

describe('what a number of a feature map saw', () => {
  it('is the whole picture in the middle, and zeros beyond the border in a corner', () => {
    expect(Array.from(patchAt(picture, same3, { row: 1, column: 1 }, 0, 1).values)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(Array.from(patchAt(picture, same3, { row: 0, column: 0 }, 0, 1).values)).toEqual([
      0, 0, 0, 0, 1, 2, 0, 4, 5,
    ]);
    expect(frameOf(picture, same3, { row: 0, column: 0 })).toEqual({
      from: { row: 0, column: 0 },
      rows: 2,
      columns: 2,
    });
  });

  it('is like the kernel when it points the same way, and the cosine says so whatever their lengths', () => {
    const patch = patchAt(picture, same3, { row: 1, column: 1 }, 0, 1);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (scale) => {
        const kernel = { ...patch, values: patch.values.map((value) => value * scale) };
        expect(compare(patch, kernel).cosine).toBeCloseTo(1, 5);
        expect(compare(patch, { ...kernel, values: kernel.values.map((value) => -value) }).cosine).toBeCloseTo(-1, 5);
      }),
    );
    expect(compare(patch, { ...patch, values: new Float32Array(9) }).cosine).toBeNull();
  });

  it('takes one filter out of weights that are stored with the filters last', () => {
    const weight = { shape: [1, 2, 1, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect(Array.from(filterOf(weight, 1).values)).toEqual([2, 5]);
  });
});

describe('the number that is explained first', () => {
  it('is the one of largest magnitude in its map, whichever its sign', () => {
    const values = Float32Array.of(1, 9, 2, 0, -3, 5, 2, 1);
    const two: Volume = { rows: 2, columns: 2, channels: 2, values };
    expect(strongestCell(two, 0)).toEqual({ row: 1, column: 0 });
    expect(strongestCell(two, 1)).toEqual({ row: 0, column: 0 });
  });
});

describe('the winner of a pool', () => {
  const pool = { kernel: [2, 2], stride: [2, 2], dilation: [1, 1], padding: [0, 0] } as const;
  it('is the largest number of its window, the first of equals', () => {
    expect(winnerOf(picture, pool, { row: 0, column: 0 }, 0)).toEqual({
      cell: { row: 1, column: 1 },
      position: 3,
      value: 5,
    });
    const flat = { ...picture, values: new Float32Array(9) };
    expect(winnerOf(flat, pool, { row: 0, column: 0 }, 0)?.cell).toEqual({ row: 0, column: 0 });
  });
});
