import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShuffledOrder, visitsInOrder, visitsInStreams } from '../../src/train/order.ts';

/** Bounds of a few shards: [0, 7, 12, ...]. */
const bounds = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }).map((sizes) => {
  const ends = [0];
  for (const size of sizes) ends.push((ends.at(-1) ?? 0) + size);
  return ends;
});

const drawn = (shards: readonly number[], seed: number, epoch: number): readonly number[] => {
  const order = new ShuffledOrder(shards, 8, seed);
  order.begin(epoch);
  return [...order.visits.indices];
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
        const order = new ShuffledOrder(shards, 8, seed);
        order.begin(0);
        const end = Math.ceil(share * order.visits.indices.length);
        const needed = order.needed(0, end);
        expect(shards).toContain(needed);
        for (const index of order.visits.indices.subarray(0, end)) expect(index).toBeLessThan(needed);
      }),
    );
  });

  it('depends on the seed and the epoch, not on the epochs drawn before', () => {
    const shards = [0, 50, 100];
    const order = new ShuffledOrder(shards, 8, 3);
    for (const epoch of [0, 1, 2]) order.begin(epoch);
    expect([...order.visits.indices]).toEqual(drawn(shards, 3, 2));
    expect(drawn(shards, 3, 2)).not.toEqual(drawn(shards, 3, 1));
    expect(drawn(shards, 3, 2)).not.toEqual(drawn(shards, 4, 2));
  });

  it('later epochs mix the shards and need all of them', () => {
    const order = new ShuffledOrder([0, 50, 100], 8, 1);
    order.begin(1);
    expect(Math.max(...order.visits.indices.subarray(0, 50))).toBeGreaterThanOrEqual(50);
    expect(order.needed(1, 1)).toBe(100);
  });
});

const sizes = fc.record({ examples: fc.nat({ max: 200 }), batch: fc.integer({ min: 1, max: 20 }) });

describe('the batches of a pass', () => {
  it.each([
    ['in order', visitsInOrder],
    ['in streams', visitsInStreams],
  ])('%s hold every example once, in as few batches as can be', (_, visits) => {
    fc.assert(
      fc.property(sizes, ({ examples, batch }) => {
        const { indices, batches } = visits(examples, batch);
        expect([...indices].sort((a, b) => a - b)).toEqual(Array.from({ length: examples }, (_, index) => index));
        expect(batches).toHaveLength(Math.ceil(examples / batch));
        let end = 0;
        for (const { from, count } of batches) {
          expect(from).toBe(end);
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(batch);
          end += count;
        }
        expect(end).toBe(examples);
      }),
    );
  });

  it('in streams: a row goes on where it ended, and rows that have come to their end do not come back', () => {
    fc.assert(
      fc.property(sizes, ({ examples, batch }) => {
        const { indices, batches } = visitsInStreams(examples, batch);
        for (const [number, { from, count }] of batches.entries()) {
          const before = batches[number - 1];
          if (!before) continue;
          expect(count).toBeLessThanOrEqual(before.count);
          for (let row = 0; row < count; row++) expect(indices[from + row]).toBe((indices[before.from + row] ?? 0) + 1);
        }
      }),
    );
  });
});
