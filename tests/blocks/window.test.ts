/** Windows along an axis: the arithmetic against a window that is slid by hand. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AxisPadding, placeWindow, reach, type Window } from '../../src/blocks/window.ts';

const windows: fc.Arbitrary<Window> = fc.record({
  kernel: fc.integer({ min: 1, max: 7 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 3 }),
});

const paddings: fc.Arbitrary<AxisPadding> = fc.oneof(
  fc.constantFrom<AxisPadding>({ kind: 'same' }, { kind: 'valid' }),
  fc.record({
    kind: fc.constant('explicit' as const),
    before: fc.integer({ min: 0, max: 4 }),
    after: fc.integer({ min: 0, max: 4 }),
  }),
);

it('counts the positions, and the elements at the end that none of them reaches', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), windows, paddings, (size, window, padding) => {
      const { before, after, count, dropped } = placeWindow(size, window, padding);
      let last = 0;
      let positions = 0;
      for (let start = -before; start + reach(window) <= size + after; start += window.stride) {
        positions++;
        last = start + reach(window);
      }
      expect(Math.max(count, 0)).toBe(positions);
      if (positions > 0) expect(dropped).toBe(Math.max(size - last, 0));
    }),
  );
});

it('"same" keeps the size at stride 1 and puts the odd element behind', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), windows, (size, window) => {
      const { before, after, count } = placeWindow(size, window, { kind: 'same' });
      expect(count).toBe(Math.ceil(size / window.stride));
      expect([0, 1]).toContain(after - before);
    }),
  );
});

it('writes the arithmetic with its numbers', () => {
  const window = { kernel: 5, stride: 2, dilation: 1 };
  expect(placeWindow(28, window, { kind: 'same' }).formula).toBe('⌈28 / 2⌉');
  expect(placeWindow(28, window, { kind: 'valid' }).formula).toBe('⌊(28 − 5) / 2⌋ + 1');
  expect(placeWindow(28, window, { kind: 'explicit', before: 2, after: 1 }).formula).toBe('⌊(28 + 2 + 1 − 5) / 2⌋ + 1');
});
