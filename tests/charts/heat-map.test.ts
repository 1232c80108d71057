import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeatColumn, heatPixels } from '../../src/charts/heat-map.ts';
import { decadesOf, shareOf } from '../../src/charts/log-scale.ts';

const magnitude = fc.double({ min: -30, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);

describe('a scale of decades', () => {
  it('is whole, holds the largest value and at most so many decades, and places values by their order', () => {
    fc.assert(
      fc.property(fc.array(magnitude, { minLength: 1 }), fc.integer({ min: 1, max: 12 }), (values, most) => {
        const decades = decadesOf([values], most);
        if (decades === null) throw new Error('there are positive values');
        expect(Number.isInteger(decades.low) && Number.isInteger(decades.high)).toBe(true);
        expect(decades.high - decades.low).toBeGreaterThanOrEqual(1);
        expect(decades.high - decades.low).toBeLessThanOrEqual(most);
        const shares = values.toSorted((a, b) => a - b).map((value) => shareOf(value, decades));
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        expect(shares.at(-1)).toBeGreaterThan(1 - 1.001 / (decades.high - decades.low));
      }),
    );
  });

  it('puts zero, and what is no number, at its lower end; of such alone there is no scale', () => {
    expect(shareOf(0, { low: -4, high: 0 })).toBe(0);
    expect(shareOf(Number.NaN, { low: -4, high: 0 })).toBe(0);
    expect(shareOf(1e-2, { low: -4, high: 0 })).toBeCloseTo(0.5);
    expect(decadesOf([[0, 0], [Number.NaN]], 8)).toBeNull();
  });
});

describe('a heat map', () => {
  it('shows the columns in their order, each up to its place and the last at the right edge', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 300 }), (gaps) => {
        let x = 0;
        const history = gaps.map((gap): HeatColumn => {
          x += gap;
          return { x, values: [1, 0.1] };
        });
        const { columns, shown } = heatPixels(history, 2, { low: -2, high: 0 });
        expect(shown[columns - 1]).toBe(history.length - 1);
        for (const [pixel, index] of shown.entries()) {
          const place = ((pixel + 1) / columns) * x;
          expect(history[index]?.x).toBeGreaterThanOrEqual(place);
          if (index > 0) expect(history[index - 1]?.x).toBeLessThan(place);
        }
      }),
    );
  });

  it('has its first row at the bottom', () => {
    const { columns, rows, shares } = heatPixels([{ x: 1, values: [1, 0.1, 0.01] }], 3, { low: -2, high: 0 });
    const left = Array.from({ length: rows }, (_, row) => shares[row * columns]);
    expect(left.map((share) => share?.toFixed(2))).toEqual(['0.00', '0.50', '1.00']);
  });
});
