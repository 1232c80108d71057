import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepSeries } from '../../src/protocol/events.ts';
import { Curve } from '../../src/runs/curve.ts';

function series(first: number, losses: readonly number[]): StepSeries {
  const loss = Float32Array.from(losses);
  return {
    first,
    loss,
    accuracy: loss.map((x) => x / 2),
    learningRate: loss.map(() => 0.1),
    gradientNorm: loss.map((x) => 2 * x),
  };
}

const losses = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 300 });

function grown(batches: readonly (readonly number[])[]): Curve {
  const curve = new Curve();
  for (const batch of batches) curve.append(series(curve.length + 1, batch));
  return curve;
}

describe('a curve', () => {
  it('holds what was appended, however it was cut', () => {
    fc.assert(
      fc.property(fc.array(losses, { maxLength: 12 }), (batches) => {
        const curve = grown(batches);
        const all = batches.flat();
        expect([...curve.view.loss]).toEqual([...Float32Array.from(all)]);
        expect([...curve.view.step]).toEqual(all.map((_, index) => index + 1));
        expect(curve.lastStep).toBe(all.length);
        expect(curve.view.gradientNorm).toHaveLength(curve.length);
      }),
    );
  });

  it('forgets what lies behind a step and goes on from there', () => {
    const curve = grown([[5, 4, 3, 2, 1]]);
    curve.truncate(2);
    expect(curve.lastStep).toBe(2);
    curve.append(series(3, [9]));
    expect([...curve.view.loss]).toEqual([5, 4, 9]);
  });

  it('thinned: no more points than allowed, in order, and the extremes stay', () => {
    fc.assert(
      fc.property(losses, fc.integer({ min: 2, max: 100 }), (values, limit) => {
        const curve = grown([values]);
        const thin = curve.thinned(limit);
        expect(thin.step.length).toBeLessThanOrEqual(limit);
        expect([...thin.step]).toEqual([...thin.step].sort((a, b) => a - b));
        expect(Math.min(...thin.loss)).toBe(Math.min(...curve.view.loss));
        expect(Math.max(...thin.loss)).toBe(Math.max(...curve.view.loss));
        for (const [i, step] of thin.step.entries()) expect(thin.loss[i]).toBe(curve.view.loss[step - 1]);
      }),
    );
  });
});
