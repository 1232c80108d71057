import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, type Column, writeCell } from '../../src/data/column.ts';
import { derived, kept } from '../../src/data/derived.ts';
import { rowsAtOnce } from '../../src/data/split.ts';

/** Example i is [i, i], or [i, draw] where it is changed at random; counts how often it was read. */
function counting(random: boolean): { readonly column: Column; reads: number } {
  const counter = {
    reads: 0,
    column: {
      rows: rowsAtOnce(() => 10),
      ...(random && { random: true as const }),
      read: (_part, index, draw) => {
        counter.reads++;
        return { values: [index, draw ?? index], steps: null };
      },
      of: (cell) => cell,
      steps: () => null,
    } satisfies Column as Column,
  };
  return counter;
}

const numbers = (cell: Cell) => ('text' in cell ? [] : Array.from(cell.values));

describe('a column that is kept', () => {
  it('gives what it would give, and makes each example once', () => {
    const counter = counting(false);
    const column = kept(counter.column);
    for (let round = 0; round < 3; round++) {
      for (const part of ['train', 'test'] as const) expect(numbers(column.read(part, 3, null))).toEqual([3, 3]);
    }
    expect(counter.reads).toBe(2);
  });

  it('makes random examples anew for every draw, and keeps those without one', () => {
    const counter = counting(true);
    const column = kept(counter.column);
    expect(numbers(column.read('train', 3, 7))).toEqual([3, 7]);
    expect(numbers(column.read('train', 3, 8))).toEqual([3, 8]);
    for (let round = 0; round < 3; round++) expect(numbers(column.read('train', 3, null))).toEqual([3, 3]);
    expect(counter.reads).toBe(3);
  });
});

it('a derived column changes what is read and what is given in the same way, over the same rows', () => {
  const { column } = counting(false);
  const doubled = derived(column, (cell) => ({ values: numbers(cell).map((value) => 2 * value), steps: null }));
  expect(doubled.rows).toBe(column.rows);
  expect(numbers(doubled.read('train', 3, null))).toEqual(numbers(doubled.of(column.read('train', 3, null))));
});

it('a cell is written to its place alone: its numbers as far as they fit, then zeros', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 }), fc.nat({ max: 6 }), (values, size) => {
      const target = new Float32Array(14).fill(-1);
      writeCell({ values, steps: null }, target, 4, size);
      const written = [...values.slice(0, size), ...Array(size).fill(0)].slice(0, size);
      expect([...target]).toEqual([...Array(4).fill(-1), ...written, ...Array(10 - size).fill(-1)]);
    }),
  );
});
