/** A card stays on the canvas, points at what is wrong, and covers no block where there is room beside it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeCard } from '../../../src/ui/canvas/place-card.ts';

const canvas = { width: 916, height: 584 };
const card = { width: 452, height: 170 };

test('it stays on the canvas, wherever the fault is', () => {
  const place = fc.record({ x: fc.integer({ min: -500, max: 1500 }), y: fc.integer({ min: -500, max: 1500 }) });
  fc.assert(
    fc.property(place, fc.array(place, { maxLength: 8 }), (at, corners) => {
      const blocks = corners.map((corner) => ({ ...corner, width: 140, height: 110 }));
      const { left, top } = placeCard({ ...at, half: 10 }, card, blocks, canvas);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + card.width).toBeLessThanOrEqual(canvas.width);
      expect(top + card.height).toBeLessThanOrEqual(canvas.height);
    }),
  );
});

test('with room below it hangs under the chip and points up at it', () => {
  const { arrow, left, top } = placeCard({ x: 300, y: 200, half: 10 }, card, [], canvas);
  expect(arrow?.side).toBe('top');
  expect(left + (arrow?.along ?? 0)).toBe(300);
  expect(top).toBeGreaterThan(210);
});

test('it goes to the other side rather than over a block', () => {
  const block = { x: 200, y: 330, width: 300, height: 200 };
  const { top } = placeCard({ x: 300, y: 310, half: 10 }, card, [block], canvas);
  expect(top + card.height).toBeLessThanOrEqual(block.y);
});
