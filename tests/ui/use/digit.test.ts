import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitOf, type Stroke, side } from '../../../src/ui/use/digit.ts';

const one: Stroke[] = [
  [
    { x: 10, y: 10 },
    { x: 10, y: 200 },
  ],
];

/** Rows and columns with any ink, and where its centre of mass lies. */
function measure(pixels: Float32Array) {
  const inked = [...pixels.entries()].filter(([, grey]) => grey > 0);
  const rows = inked.map(([index]) => Math.floor(index / side));
  const columns = inked.map(([index]) => index % side);
  const mass = inked.reduce((sum, [, grey]) => sum + grey, 0);
  return {
    height: Math.max(...rows) - Math.min(...rows) + 1,
    width: Math.max(...columns) - Math.min(...columns) + 1,
    x: inked.reduce((sum, [index, grey]) => sum + grey * ((index % side) + 0.5), 0) / mass,
    y: inked.reduce((sum, [index, grey]) => sum + grey * (Math.floor(index / side) + 0.5), 0) / mass,
  };
}

describe('a drawn digit', () => {
  it('is nothing before anything is drawn', () => {
    expect(digitOf([])).toBeNull();
  });

  it('is fitted into 20 pixels and centred by its mass, like the digits of the data set', () => {
    const { height, width, x, y } = measure(digitOf(one) as Float32Array);
    expect(height).toBeGreaterThanOrEqual(20);
    expect(height).toBeLessThanOrEqual(22);
    expect(width).toBeLessThanOrEqual(4);
    expect([x, y].map((each) => Math.round(each))).toEqual([14, 14]);
  });

  it('does not depend on where and how large it was drawn', () => {
    const stroke = fc.array(fc.record({ x: fc.integer({ min: 0, max: 50 }), y: fc.integer({ min: 0, max: 50 }) }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        stroke,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: -200, max: 200 }),
        (points, factor, shift) => {
          fc.pre(points.some((point) => point.x !== points[0]?.x || point.y !== points[0]?.y));
          const elsewhere = points.map(({ x, y }) => ({ x: x * factor + shift, y: y * factor - shift }));
          const a = digitOf([points]) as Float32Array;
          const b = digitOf([elsewhere]) as Float32Array;
          for (const [index, grey] of a.entries()) expect(b[index]).toBeCloseTo(grey, 4);
        },
      ),
    );
  });

  it('shows a dot as a dot', () => {
    const { height, width } = measure(digitOf([[{ x: 77, y: 3 }]]) as Float32Array);
    expect([height, width]).toEqual([4, 4]);
  });
});
