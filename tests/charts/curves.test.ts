import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/charts/csv.ts';
import { decimate } from '../../src/charts/decimate.ts';
import { padded, quantiles, union } from '../../src/charts/extent.ts';
import { type Line, lastPlace, lastValue, rowValue, valueAt } from '../../src/charts/line.ts';
import { Smoother, smooth } from '../../src/charts/smooth.ts';
import { linearTicks, logTicks } from '../../src/charts/ticks.ts';

const finite = fc.float({ min: -1000, max: 1000, noNaN: true });
const steps = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i + 1);

describe('smoothing', () => {
  it('leaves a constant as it is from the first value on', () => {
    fc.assert(
      fc.property(finite, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 300 }), (value, span, length) => {
        for (const each of smooth(new Float32Array(length).fill(value), span)) expect(each).toBeCloseTo(value, 3);
      }),
    );
  });

  it('stays between the lowest and the highest value so far', () => {
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 1, maxLength: 100 }),
        fc.integer({ min: 1, max: 50 }),
        (values, span) => {
          for (const [i, each] of smooth(values, span).entries()) {
            const past = values.slice(0, i + 1);
            expect(each).toBeGreaterThanOrEqual(Math.min(...past) - 1e-2);
            expect(each).toBeLessThanOrEqual(Math.max(...past) + 1e-2);
          }
        },
      ),
    );
  });

  it('gives the same curve however it arrives, and starts over when the run was rewound', () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 3000 }), fc.array(fc.nat(3000), { maxLength: 5 }), (values, cuts) => {
        const smoother = new Smoother(20);
        for (const cut of cuts) smoother.update(values.slice(0, cut));
        expect([...smoother.update(values)]).toEqual([...smooth(values, 20)]);
      }),
    );
  });

  it('passes over what is no number', () => {
    expect([...smooth([Number.NaN, 2, Number.NaN, 2], 5)]).toEqual([Number.NaN, 2, 2, 2]);
  });
});

describe('thinning a curve', () => {
  it('keeps a short curve whole', () => {
    expect(decimate([1, 2, 3], [5, 4, 6], 0.5, [0, 2], 100)).toEqual({ x: [0.5, 1, 1.5], y: [5, 4, 6] });
  });

  it('of a long one keeps order, both extremes and the last point, in at most two points a pixel and one more', () => {
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 50, maxLength: 3000 }),
        fc.integer({ min: 1, max: 20 }),
        (values, columns) => {
          const { x, y } = decimate(steps(values.length), values, 1, [0, values.length], columns);
          expect(x.length).toBeLessThanOrEqual(Math.max(2 * columns + 1, 0));
          expect([...x].sort((a, b) => a - b)).toEqual(x);
          expect(new Set(x).size).toBe(x.length);
          expect(Math.min(...y)).toBe(Math.min(...values));
          expect(Math.max(...y)).toBe(Math.max(...values));
          expect(y.at(-1)).toBe(values.at(-1));
        },
      ),
    );
  });

  it('draws a million points with a few thousand', () => {
    const values = Float32Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i / 50));
    expect(decimate(steps(values.length), values, 1e-3, [0, 1000], 800).x.length).toBeLessThanOrEqual(1601);
  });
});

describe('ticks', () => {
  it('are round, inside and few on a linear axis', () => {
    expect(linearTicks(0, 8, 8, true)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(linearTicks(0.38, 1, 4)).toEqual([0.4, 0.6, 0.8, 1]);
    fc.assert(
      fc.property(finite, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (min, span) => {
        const ticks = linearTicks(min, min + span);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const tick of ticks) expect(tick >= min - span * 1e-6 && tick <= min + span * (1 + 1e-6)).toBe(true);
      }),
    );
  });

  it('are 1, 2 and 5 of each decade on a log axis, and single decades over many', () => {
    expect(logTicks(0.09, 2.5)).toEqual([0.1, 0.2, 0.5, 1, 2]);
    expect(logTicks(1e-6, 3)).toEqual([1e-6, 1e-4, 1e-2, 1]);
    expect(logTicks(0.21, 0.39)).toEqual([0.25, 0.3, 0.35]);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        fc.double({ min: 1.2, max: 1e9, noNaN: true }),
        (min, ratio) => {
          const ticks = logTicks(min, min * ratio);
          expect(ticks.length).toBeGreaterThanOrEqual(1);
          expect(ticks.length).toBeLessThanOrEqual(8);
          for (const tick of ticks) expect(tick >= min * 0.999 && tick <= min * ratio * 1.001).toBe(true);
        },
      ),
    );
  });
});

describe('the range of an axis', () => {
  it('covers every curve, leaves out the outliers of noise and what a log axis cannot show', () => {
    const noise = Float32Array.from({ length: 1000 }, (_, i) => (i === 500 ? 1e6 : 1 + (i % 10) / 10));
    const range = quantiles(noise, 0.05, 0.95, 'linear');
    expect(range?.max).toBeLessThan(3);
    expect(quantiles([-1, 0, Number.NaN], 0, 1, 'log')).toBeNull();
    expect(union([null, { min: 1, max: 2 }, { min: 0.5, max: 1 }])).toEqual({ min: 0.5, max: 2 });
    const [low, high] = padded({ min: 0.1, max: 10 }, 'log');
    expect(low * high).toBeCloseTo(1, 10);
  });
});

describe('reading a curve', () => {
  const line: Line = { id: 'a', label: 'a', tone: 'train', x: [10, 20, 30], unit: 0.1, y: [3, 2, 1] };

  it('gives the value at a place or the last one before it', () => {
    expect([0.5, 1, 1.9, 2, 99].map((place) => valueAt(line, place))).toEqual([Number.NaN, 3, 3, 2, 1]);
    expect([lastValue(line), lastPlace(line)]).toEqual([1, 3]);
    expect(lastValue({ ...line, x: [], y: [] })).toBeNaN();
  });

  it('says in a row of a table what was measured in it: a validation that has not come is not the one before', () => {
    const validation: Line = { ...line, x: [1, 2], unit: 1, y: [0.7, 0.6], marked: true };
    const rows = (step: number) => [1, 2, 3].map((row) => rowValue(validation, (row - 1) * step, row * step));
    expect(rows(1)).toEqual([0.7, 0.6, Number.NaN]);
    expect(rows(2)).toEqual([0.6, Number.NaN, Number.NaN]);
    expect(rowValue(line, 2, 99)).toBe(1);
  });

  it('copies as rows in which each curve has its own places', () => {
    const marks = { label: 'validation, "held out"', x: [20], unit: 0.1, y: [5] };
    expect(toCsv('epoch', [line, marks])).toBe('epoch,a,"validation, ""held out"""\r\n1,3,\r\n2,2,5\r\n3,1,\r\n');
  });
});
