/** Places in the arena: values that live at the same time lie apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arena, Lifetime } from '../../src/plan/memory.ts';
import { alignUp, placeApart, placeByLifetime } from '../../src/plan/memory.ts';

const lifetimes: fc.Arbitrary<Lifetime[]> = fc.array(
  fc
    .record({
      length: fc.integer({ min: 1, max: 200 }),
      start: fc.integer({ min: 0, max: 30 }),
      span: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(Number.POSITIVE_INFINITY)),
    })
    .map(({ length, start, span }) => ({ length, start, end: start + span })),
  { maxLength: 60 },
);

function expectSound(given: readonly Lifetime[], { offsets, length }: Arena): void {
  for (const [i, a] of given.entries()) {
    expect(offsets[i]! % 16).toBe(0);
    expect(offsets[i]! + a.length).toBeLessThanOrEqual(length);
    for (const [j, b] of given.entries()) {
      if (i >= j || a.end < b.start || b.end < a.start) continue;
      const apart = offsets[i]! + a.length <= offsets[j]! || offsets[j]! + b.length <= offsets[i]!;
      expect(apart, `${i} and ${j}`).toBe(true);
    }
  }
}

describe('the arena', () => {
  it('keeps apart what lives at the same time, on cache lines', () => {
    fc.assert(fc.property(lifetimes, (given) => expectSound(given, placeByLifetime(given))));
  });

  it('is as long as the largest live set at least, and as all together at most', () => {
    fc.assert(
      fc.property(lifetimes, (given) => {
        const { length, largestLiveSet } = placeByLifetime(given);
        const liveAt = (call: number) =>
          given
            .filter(({ start, end }) => start <= call && call <= end)
            .reduce((sum, each) => sum + alignUp(each.length), 0);
        expect(largestLiveSet).toBe(Math.max(0, ...given.map(({ start }) => liveAt(start))));
        expect(length).toBeGreaterThanOrEqual(largestLiveSet);
        expect(length).toBeLessThanOrEqual(placeApart(given).length);
      }),
    );
  });

  it('keeps everything apart on request', () => {
    fc.assert(
      fc.property(lifetimes, (given) => {
        const forever = given.map((each) => ({ ...each, start: 0, end: Number.POSITIVE_INFINITY }));
        expectSound(forever, placeApart(given));
      }),
    );
  });

  it('needs two places for a chain, however long', () => {
    const chain = Array.from({ length: 100 }, (_, i) => ({ length: 64, start: i, end: i + 1 }));
    expect(placeByLifetime(chain).length).toBe(128);
  });

  it('fills the space of a large value with small ones, whichever comes first', () => {
    const large = { length: 320, start: 0, end: 1 };
    const small = Array.from({ length: 10 }, () => ({ length: 32, start: 2, end: 3 }));
    expect(placeByLifetime([large, ...small]).length).toBe(320);
    const mirrored = [...small, large].map(({ length, start, end }) => ({ length, start: 3 - end, end: 3 - start }));
    expect(placeByLifetime(mirrored).length).toBe(320);
  });
});
