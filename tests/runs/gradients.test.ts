import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GradientHistory, gradientsUpTo, keptColumns, withGradients } from '../../src/runs/gradients.ts';

const norms = (step: number) => ({ 'lstm1.h': Float32Array.of(step, 2 * step) });

const told = (steps: Iterable<number>): GradientHistory => {
  let history: GradientHistory = {};
  for (const step of steps) history = withGradients(history, step, norms(step));
  return history;
};

const stepsOf = (history: GradientHistory) => (history['lstm1.h'] ?? []).map(({ step }) => step);

describe('the history of gradients', () => {
  it('stays within its bound, in order, with the first and the newest column, each with its own norms', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 3 * keptColumns }), (gaps) => {
        let step = 0;
        const all = gaps.map((gap) => {
          step += gap;
          return step;
        });
        const history = told(all);
        const kept = stepsOf(history);
        expect(kept).toHaveLength(Math.min(all.length, keptColumns));
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
        expect(kept[0]).toBe(all[0]);
        expect(kept.at(-1)).toBe(step);
        for (const column of history['lstm1.h'] ?? []) expect(column.norms[1]).toBe(2 * column.step);
      }),
      { numRuns: 30 },
    );
  });

  it('of steps told evenly it keeps some from everywhere', () => {
    const kept = stepsOf(told(Array.from({ length: 10 * keptColumns }, (_, index) => index + 1)));
    const gaps = kept.slice(1).map((step, index) => step - (kept[index] ?? 0));
    expect(Math.max(...gaps.slice(0, -1))).toBeLessThanOrEqual(40);
  });

  it('forgets what lies behind a checkpoint', () => {
    expect(stepsOf(gradientsUpTo(told([1, 5, 9]), 5))).toEqual([1, 5]);
  });
});
