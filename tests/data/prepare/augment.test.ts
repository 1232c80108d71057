import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AugmentParams } from '../../../src/blocks/prepare/augment.ts';
import { prepareAugment } from '../../../src/data/prepare/augment.ts';
import { columnOf, typeOf, valuesOf } from './columns.ts';

async function augmented(axes: string, values: readonly number[], params: AugmentParams, block = 'augment1') {
  const type = typeOf(axes);
  const part = [{ values, steps: null }];
  const { y } = await prepareAugment({
    block,
    params,
    inputs: { x: columnOf({ train: part, validation: part, test: part }) },
    types: { inputs: { x: type }, outputs: { y: type } },
  });
  return y!;
}

const draws = fc.integer({ min: 0, max: 0xffffffff });
const params = fc.record({
  noise: fc.double({ min: 0, max: 1, noNaN: true }),
  shift: fc.double({ min: 0, max: 0.5, noNaN: true }),
  gain: fc.double({ min: 0, max: 20, noNaN: true }),
});
const count = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('Augment', () => {
  it('leaves everything but training as it is', async () => {
    await fc.assert(
      fc.asyncProperty(params, async (chosen) => {
        const y = await augmented('T4 F2', count(8), chosen);
        expect(valuesOf(y.read('validation', 0, null))).toEqual(count(8));
        expect(valuesOf(y.of({ values: count(8), steps: null }))).toEqual(count(8));
      }),
    );
  });

  it('gives equal examples for equal draws, and others for other draws and blocks', async () => {
    await fc.assert(
      fc.asyncProperty(draws, async (draw) => {
        const strong = { noise: 0.5, shift: 0.2, gain: 6 };
        const one = await augmented('T4 F2', count(8), strong);
        const other = await augmented('T4 F2', count(8), strong, 'augment2');
        const read = valuesOf(one.read('train', 0, draw));
        expect(valuesOf(one.read('train', 0, draw))).toEqual(read);
        expect(valuesOf(one.read('train', 0, (draw + 1) >>> 0))).not.toEqual(read);
        expect(valuesOf(other.read('train', 0, draw))).not.toEqual(read);
      }),
    );
  });

  it('moves whole steps, at most as far as it says, and zeros follow', async () => {
    await fc.assert(
      fc.asyncProperty(draws, async (draw) => {
        const y = await augmented('T10 F2', count(20), { noise: 0, shift: 0.3, gain: 0 });
        const moved = valuesOf(y.read('train', 0, draw));
        const offsets = [-3, -2, -1, 0, 1, 2, 3];
        const expected = offsets.map((by) =>
          count(20).map((_, i) => (i - 2 * by >= 0 && i - 2 * by < 20 ? i - 2 * by + 1 : 0)),
        );
        expect(expected).toContainEqual(moved);
      }),
    );
  });

  it('moves pictures down and across, channels together', async () => {
    await fc.assert(
      fc.asyncProperty(draws, async (draw) => {
        const y = await augmented('H3 W4 C2', count(24), { noise: 0, shift: 0.34, gain: 0 });
        const moved = valuesOf(y.read('train', 0, draw));
        const found = [-1, 0, 1].flatMap((down) =>
          [-1, 0, 1].map((right) =>
            count(24).map((_, i) => {
              const [row, column, channel] = [Math.floor(i / 8) - down, (Math.floor(i / 2) % 4) - right, i % 2];
              return row >= 0 && row < 3 && column >= 0 && column < 4 ? row * 8 + column * 2 + channel + 1 : 0;
            }),
          ),
        );
        expect(found).toContainEqual(moved);
      }),
    );
  });

  it('is louder or quieter by at most the gain', async () => {
    await fc.assert(
      fc.asyncProperty(draws, async (draw) => {
        const y = await augmented('T3 F1', [1, 1, 1], { noise: 0, shift: 0, gain: 6 });
        const [first, ...rest] = valuesOf(y.read('train', 0, draw));
        expect(rest).toEqual([first, first]);
        expect(Math.abs(20 * Math.log10(first!))).toBeLessThanOrEqual(6.0001);
      }),
    );
  });
});
