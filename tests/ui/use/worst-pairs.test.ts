/** What one would search a large confusion matrix for. */
import { expect, test } from 'vitest';
import type { Confusion } from '../../../src/protocol/trainer.ts';
import { worstPairs } from '../../../src/ui/use/worst-pairs.tsx';

const confusion = (classes: readonly string[], counts: readonly number[]): Confusion => ({
  classes,
  counts: Uint32Array.from(counts),
  accuracy: 0,
  worst: [],
});

test('the pairs that are mistaken most often come first, whatever is right is no pair', () => {
  const pairs = worstPairs(confusion(['no', 'da', 'sv'], [50, 7, 1, 2, 60, 0, 9, 0, 40]), 3);
  expect(pairs).toEqual([
    { truth: 'sv', prediction: 'no', count: 9 },
    { truth: 'no', prediction: 'da', count: 7 },
    { truth: 'da', prediction: 'no', count: 2 },
  ]);
});

test('a network without mistakes has none', () => {
  expect(worstPairs(confusion(['a', 'b'], [3, 0, 0, 4]), 10)).toEqual([]);
});
