import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorAt, inkOn, paint, parseHex, placeOn, type Rgb } from '../../src/charts/color-scale.ts';

const stops: Rgb[] = [parseHex('#be5504'), parseHex('#eef0f2'), parseHex('#0a6eb8')];

describe('a colour scale', () => {
  it('gives its own stops at equal distances, whatever lies outside stays at the ends', () => {
    expect([0, 0.5, 1, -3, 7, Number.NaN].map((t) => colorAt(stops, t))).toEqual([
      stops[0],
      stops[1],
      stops[2],
      stops[0],
      stops[2],
      stops[0],
    ]);
  });

  it('puts zero at the surface colour and treats both signs alike', () => {
    expect(colorAt(stops, placeOn('diverging', 0, 2))).toEqual(stops[1]);
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (value) => {
        expect(placeOn('diverging', value, 5) + placeOn('diverging', -value, 5)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('draws a silent map in the colour of zero', () => {
    const scale = {
      kind: 'map',
      stops: [
        [1, 2, 3],
        [200, 200, 200],
      ],
    } as const;
    expect(Array.from(paint([0, 0], scale, 0))).toEqual([1, 2, 3, 255, 1, 2, 3, 255]);
  });

  it('writes on a colour with whichever of black and white contrasts more', () => {
    expect([parseHex('#0a6eb8'), parseHex('#eef0f2'), parseHex('#000000')].map(inkOn)).toEqual([
      '#ffffff',
      '#000000',
      '#ffffff',
    ]);
  });
});
