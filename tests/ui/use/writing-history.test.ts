/** Which samples of a network that learns to write are kept. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type WrittenSample, withSample } from '../../../src/ui/use/writing-history.ts';

const written = (steps: readonly number[]): readonly number[] =>
  steps
    .reduce<readonly WrittenSample[]>((history, step) => withSample(history, { step, text: `${step}` }), [])
    .map(({ step }) => step);

test('samples of steps that lie ever further apart stay beside the newest', () => {
  expect(written([1, 30, 50, 70, 90, 110, 130])).toEqual([1, 30, 70, 130]);
});

test('the newest is always there, those before it are at least twice as far apart, and few', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 300 }), (steps) => {
      const ascending = steps.toSorted((a, b) => a - b);
      const kept = written(ascending);
      expect(kept.at(-1)).toBe(ascending.at(-1));
      for (const [index, step] of kept.slice(0, -1).entries()) {
        if (index > 0) expect(step).toBeGreaterThanOrEqual(2 * (kept[index - 1] as number));
      }
      expect(kept.length).toBeLessThanOrEqual(2 + Math.log2(100_000));
    }),
  );
});

test('a run that went back to its checkpoint writes those steps anew, and the same step once', () => {
  expect(written([1, 100, 200, 400, 150])).toEqual([1, 100, 150]);
  expect(written([5, 5, 5])).toEqual([5]);
});
