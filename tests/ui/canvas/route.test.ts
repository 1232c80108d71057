/** The laws of wires: they join their ends by level and upright stretches, and no level stretch crosses a block. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Point, type Rect, route } from '../../../src/ui/canvas/route.ts';

/** Blocks on a coarse grid, so that none covers another. */
const blocks = fc
  .uniqueArray(fc.record({ column: fc.integer({ min: 0, max: 5 }), row: fc.integer({ min: 0, max: 4 }) }), {
    minLength: 2,
    maxLength: 12,
    selector: ({ column, row }) => `${column} ${row}`,
  })
  .map((places) => places.map(({ column, row }): Rect => ({ x: column * 240, y: row * 180, width: 140, height: 110 })));

const output = (block: Rect): Point => ({ x: block.x + block.width, y: block.y + 20 });
const input = (block: Rect): Point => ({ x: block.x, y: block.y + 20 });

const stretches = (points: readonly Point[]): readonly (readonly [Point, Point])[] =>
  points.slice(1).map((point, i) => [points[i] as Point, point]);

test('a wire joins its ends by level and upright stretches', () => {
  fc.assert(
    fc.property(blocks, (all) => {
      const [from, to] = all as [Rect, Rect, ...Rect[]];
      const { points } = route(output(from), input(to), all);
      expect(points[0]).toEqual(output(from));
      expect(points.at(-1)).toEqual(input(to));
      for (const [a, b] of stretches(points)) expect(a.x === b.x || a.y === b.y).toBe(true);
    }),
  );
});

test('no level stretch crosses a block', () => {
  fc.assert(
    fc.property(blocks, (all) => {
      const [from, to] = all as [Rect, Rect, ...Rect[]];
      for (const [a, b] of stretches(route(output(from), input(to), all).points)) {
        if (a.y !== b.y) continue;
        const crossed = all.filter(
          ({ x, y, width, height }) =>
            a.y > y && a.y < y + height && Math.min(a.x, b.x) < x + width - 1 && Math.max(a.x, b.x) > x + 1,
        );
        expect(crossed).toEqual([]);
      }
    }),
  );
});

test('blocks of one row are joined by a straight wire', () => {
  expect(route({ x: 140, y: 20 }, { x: 240, y: 20 }, []).points).toHaveLength(2);
});

test('back to a new row a wire runs midway between the rows', () => {
  const rows = [0, 240, 480].flatMap((x) => [0, 300].map((y): Rect => ({ x, y, width: 140, height: 110 })));
  const { points, chip } = route({ x: 620, y: 20 }, { x: 0, y: 320 }, rows);
  expect(points).toHaveLength(6);
  expect(chip.y).toBe((110 + 300) / 2);
});

test('wires that go round the same blocks run side by side', () => {
  const rows = [0, 240, 480].flatMap((x) => [0, 300].map((y): Rect => ({ x, y, width: 140, height: 110 })));
  const first = route({ x: 620, y: 20 }, { x: 0, y: 320 }, rows);
  const second = route({ x: 140, y: 75 }, { x: 480, y: 340 }, rows, first.lane === null ? [] : [first.lane]);
  expect(Math.abs((second.lane?.y ?? 0) - (first.lane?.y ?? 0))).toBe(14);
});

test('a loop through time goes back under all the blocks that it passes', () => {
  fc.assert(
    fc.property(blocks, (all) => {
      const [from, to] = all as [Rect, Rect, ...Rect[]];
      const { lane } = route(output(from), input(to), all, [], true);
      const { y = 0, left = 0, right = 0 } = lane ?? {};
      const passed = all.filter(({ x, width }) => x < right && x + width > left);
      for (const block of passed) expect(y).toBeGreaterThan(block.y + block.height);
    }),
  );
});
