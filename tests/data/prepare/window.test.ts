import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WindowParams } from '../../../src/blocks/prepare/window.ts';
import type { Cell, Column } from '../../../src/data/column.ts';
import { DataError, type PartName, parts } from '../../../src/data/dataset.ts';
import { prepareWindow } from '../../../src/data/prepare/window.ts';
import { columnOf, typeOf, valuesOf } from './columns.ts';

const offsets: { readonly [part in PartName]: number } = { train: 1000, validation: 2000, test: 3000 };

/** Step t of a part is [offset + t, −t]: every number tells where it stands. */
const seriesOf = (part: PartName, steps: number): Cell => ({
  values: Array.from({ length: 2 * steps }, (_, i) => (i % 2 === 0 ? offsets[part] + (i >> 1) : -(i >> 1))),
  steps,
});

async function windowed(
  steps: { readonly [part in PartName]: number },
  params: WindowParams,
): Promise<{ readonly x: Column; readonly next: Column }> {
  const longest = Math.max(...Object.values(steps));
  const series = columnOf(
    {
      train: [seriesOf('train', steps.train)],
      validation: [seriesOf('validation', steps.validation)],
      test: [seriesOf('test', steps.test)],
    },
    {
      steps: (cell, place) =>
        place ? valuesOf(cell).flatMap((value, i) => (i % 2 === 0 ? [`day ${value}`] : [])) : null,
      quantities: ['up', 'down'].map((name) => ({ name, unit: '', mean: 0, deviation: 1 })),
    },
  );
  const { x, next } = await prepareWindow({
    block: 'window1',
    params,
    inputs: { series },
    types: { inputs: { series: typeOf(`T${longest} F2`) }, outputs: {} },
  });
  return { x: x!, next: next! };
}

const drawn = fc.record({
  params: fc.record({
    window: fc.integer({ min: 1, max: 6 }),
    horizon: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 5 }),
    target: fc.constant(1),
  }),
  steps: fc.record({
    train: fc.integer({ min: 10, max: 30 }),
    validation: fc.integer({ min: 10, max: 20 }),
    test: fc.integer({ min: 10, max: 20 }),
  }),
});

describe('Window', () => {
  it('cuts every window that lies with its horizon within a part, and none that crosses its border', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ params, steps }) => {
        const { x, next } = await windowed(steps, params);
        const { window, horizon, stride } = params;
        for (const part of parts) {
          const starts = Array.from({ length: steps[part] }, (_, start) => start).filter(
            (start) => start % stride === 0 && start + window + horizon <= steps[part],
          );
          expect(x.rows.count(part)).toBe(starts.length);
          for (const [index, start] of starts.entries()) {
            const first = offsets[part] + start;
            const seen = valuesOf(x.read(part, index, null));
            expect(seen).toEqual(
              Array.from({ length: 2 * window }, (_, i) => (i % 2 === 0 ? first + (i >> 1) : -(start + (i >> 1)))),
            );
            const after = Array.from({ length: horizon }, (_, i) => first + window + i);
            expect(valuesOf(next.read(part, index, null))).toEqual(after);
          }
        }
        expect(next.rows).toBe(x.rows);
      }),
    );
  });

  it('forecasts the column that it is told', async () => {
    const { next } = await windowed(
      { train: 10, validation: 10, test: 10 },
      { window: 2, horizon: 1, stride: 1, target: 2 },
    );
    expect(valuesOf(next.read('test', 0, null))).toEqual([-2]);
    expect(next.quantities?.map(({ name }) => name)).toEqual(['down']);
  });

  it('names its steps and those that follow', async () => {
    const { x, next } = await windowed(
      { train: 10, validation: 10, test: 10 },
      { window: 2, horizon: 2, stride: 3, target: 1 },
    );
    const place = { part: 'test', index: 1 } as const;
    expect(x.steps(x.read('test', 1, null), place)).toEqual(['day 3003', 'day 3004']);
    expect(next.steps(next.read('test', 1, null), place)).toEqual(['day 3005', 'day 3006']);
  });

  it('takes the end of a series that a person gives', async () => {
    const { x } = await windowed(
      { train: 10, validation: 10, test: 10 },
      { window: 2, horizon: 1, stride: 1, target: 1 },
    );
    expect(valuesOf(x.of({ values: [1, 2, 3, 4, 5, 6], steps: 3 }))).toEqual([3, 4, 5, 6]);
    expect(() => x.of({ values: [1, 2], steps: 1 })).toThrow(
      new DataError('The series has 1 step; a window needs 2. Give more of it, or make the window smaller.'),
    );
  });

  it('says which part is too short, and what would do', async () => {
    const short = windowed({ train: 40, validation: 9, test: 9 }, { window: 10, horizon: 2, stride: 1, target: 1 });
    await expect(short).rejects.toThrow(
      new DataError(
        'The validation part of the series has 9 steps; a window of 10 and the 2 steps after it do not fit in. Make the window at most 7.',
      ),
    );
  });
});
