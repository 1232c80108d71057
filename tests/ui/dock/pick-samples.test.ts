/** Some of the examples that have arrived, with all that belongs to each. */
import { expect, test } from 'vitest';
import type { Samples } from '../../../src/protocol/trainer.ts';
import { pickSamples } from '../../../src/ui/dock/data/pick-samples.ts';

const base = { block: 'data', part: 'train', indices: [10, 11, 12], labels: [0, 1, 0] } as const;

test('numbers, names of steps and labels stay together', () => {
  const samples: Samples = {
    ...base,
    features: Float32Array.of(1, 2, 3, 4, 5, 6),
    shape: [2, 1],
    texts: null,
    steps: [['a', 'b'], ['c'], ['d', 'e']],
  };
  const picked = pickSamples(samples, [2, 0]);
  expect([...picked.features]).toEqual([5, 6, 1, 2]);
  expect(picked).toMatchObject({
    indices: [12, 10],
    labels: [0, 0],
    steps: [
      ['d', 'e'],
      ['a', 'b'],
    ],
    texts: null,
  });
});

test('texts have no numbers', () => {
  const samples: Samples = { ...base, features: new Float32Array(), shape: [], texts: ['x', 'y', 'z'], steps: null };
  expect(pickSamples(samples, [1])).toMatchObject({ indices: [11], labels: [1], texts: ['y'], steps: null });
  expect(pickSamples(samples, [])).toMatchObject({ indices: [], texts: [] });
});
