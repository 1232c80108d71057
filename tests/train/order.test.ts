import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExampleOrder } from '../../src/train/order.ts';

/** Bounds of a few shards: [0, 7, 12, ...]. */
const bounds = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }).map((sizes) => {
  const ends = [0];
  for (const size of sizes) ends.push((ends.at(-1) ?? 0) + size);
  return ends;
});

const drawn = (shards: readonly number[], seed: number, epoch: number): readonly number[] => {
  const order = new ExampleOrder(shards, seed);
  order.shuffle(epoch);
  return [...order.indices];
};

describe('the order of examples', () => {
  it('visits every example once in every epoch', () => {
    fc.assert(
      fc.property(bounds, fc.nat(), fc.nat({ max: 5 }), (shards, seed, epoch) => {
        const sorted = [...drawn(shards, seed, epoch)].sort((a, b) => a - b);
        expect(sorted).toEqual(sorted.map((_, index) => index));
        expect(sorted).toHaveLength(shards.at(-1) ?? 0);
      }),
    );
  });

  it('first epoch: whatever it needs of the first n has arrived with the shards that reach n', () => {
    fc.assert(
      fc.property(bounds, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (shards, seed, share) => {
        const order = new ExampleOrder(shards, seed);
        order.shuffle(0);
        const end = Math.ceil(share * order.indices.length);
        const needed = order.needed(0, end);
        expect(shards).toContain(needed);
        for (const index of order.indices.subarray(0, end)) expect(index).toBeLessThan(needed);
      }),
    );
  });

  it('depends on the seed and the epoch, not on the epochs drawn before', () => {
    const shards = [0, 50, 100];
    const order = new ExampleOrder(shards, 3);
    for (const epoch of [0, 1, 2]) order.shuffle(epoch);
    expect([...order.indices]).toEqual(drawn(shards, 3, 2));
    expect(drawn(shards, 3, 2)).not.toEqual(drawn(shards, 3, 1));
    expect(drawn(shards, 3, 2)).not.toEqual(drawn(shards, 4, 2));
  });

  it('later epochs mix the shards and need all of them', () => {
    const order = new ExampleOrder([0, 50, 100], 1);
    order.shuffle(1);
    expect(Math.max(...order.indices.subarray(0, 50))).toBeGreaterThanOrEqual(50);
    expect(order.needed(1, 1)).toBe(100);
  });
});
