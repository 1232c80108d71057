import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementCount, rowMajorStrides, sameSizes } from '../../src/base/rowmajor.ts';

const sizesArb = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 });

it('gives every element of an array a place of its own, the last axis first', () => {
  fc.assert(
    fc.property(sizesArb, (sizes) => {
      const strides = rowMajorStrides(sizes);
      const places = sizes.reduce<number[]>(
        (before, size, axis) =>
          before.flatMap((place) => Array.from({ length: size }, (_, index) => place + index * (strides[axis] ?? 0))),
        [0],
      );
      expect(places).toEqual(Array.from({ length: elementCount(sizes) }, (_, place) => place));
    }),
  );
});

it('compares sizes axis by axis', () => {
  fc.assert(
    fc.property(sizesArb, sizesArb, (a, b) => {
      expect(sameSizes(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      expect(sameSizes(a, [...a])).toBe(true);
    }),
  );
});
