/** What stands above the steps of an unrolled block. */
import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../../src/protocol/trainer.ts';
import { answersOf } from '../../../src/ui/unrolled/answers.ts';

const prediction = (shape: readonly number[], probabilities: readonly number[] | null): Prediction => ({
  output: { shape, values: new Float32Array(shape.reduce((product, size) => product * size, 1)).map((_, i) => i / 4) },
  probabilities: probabilities && Float32Array.from(probabilities),
  classes: ['a', ' '],
});

describe('the answers of a head', () => {
  it('that speaks at the end stand at the last real step alone', () => {
    const answers = answersOf(prediction([2], [0.2, 0.8]), 3, 5);
    expect([...answers]).toEqual([[2, { text: '␣', share: '80 %' }]]);
  });

  it('that speaks at every step stand at every real one', () => {
    const answers = answersOf(prediction([3, 2], [0.9, 0.1, 0.3, 0.7, 0.5, 0.5]), 2, 3);
    expect([...answers.keys()]).toEqual([0, 1]);
    expect([...answers.values()].map(({ text, share }) => `${text} ${share}`)).toEqual(['a 90 %', '␣ 70 %']);
  });

  it('are numbers where there are no classes, and of many the first', () => {
    expect(answersOf(prediction([1], null), 4, 4).get(3)).toEqual({ text: '0', share: '' });
    expect(answersOf(prediction([3], null), 4, 4).get(3)?.text).toMatch(/^0 0\.25 …$/);
  });
});
