import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SeriesId, seriesIds, seriesParts, seriesSets, seriesSpec } from '../../src/blocks/data/series-sets.ts';
import { DataError, parts } from '../../src/data/dataset.ts';
import { fillGaps } from '../../src/data/gaps.ts';
import { openDataset } from '../../src/data/open.ts';
import { stepNames } from '../../src/data/step-names.ts';
import { packedSeries } from '../train/packed-series.ts';
import { valuesOf } from './prepare/columns.ts';

const all = { measure: null, gaps: 'line', calendar: false } as const;

async function opened(
  id: SeriesId,
  options: Partial<Parameters<typeof seriesSpec>[1]>,
  at: (step: number, column: number) => number,
) {
  const { columns, rows } = await openDataset(seriesSpec(id, { ...all, ...options }), {
    fetchShard: packedSeries(id, at),
    validationSplit: 0.1,
    onProgress: () => {},
  });
  for (const part of parts) await rows.whenAvailable(part, 1);
  return columns.series!;
}

describe('a series', () => {
  it('is split by time: what validates comes after what trains, and what tests after that', () => {
    for (const id of seriesIds) {
      const { steps } = seriesSets[id];
      const { train, validation, test } = seriesParts(steps);
      expect(train + validation + test).toBe(steps);
      expect(Math.min(train, validation, test)).toBeGreaterThan(20);
    }
  });

  it('gives each part as one long example, its steps called by their dates', async () => {
    const series = await opened('seattle-weather', {}, (step, column) => 10 * step + column);
    const { train, validation } = seriesParts(1461);
    const cell = series.read('validation', 0, null);
    expect(valuesOf(cell).slice(0, 4)).toEqual([0, 1, 2, 3].map((column) => 10 * train + column));
    expect(valuesOf(cell)).toHaveLength(4 * validation);
    expect(series.steps(series.read('train', 0, null), { part: 'train', index: 0 })?.slice(0, 2)).toEqual([
      '2012-01-01',
      '2012-01-02',
    ]);
    expect(series.steps(series.read('test', 0, null), { part: 'test', index: 0 })?.at(-1)).toBe('2015-12-31');
    const named = () => series.steps(cell, { part: 'validation', index: 0 });
    expect(named(), 'named once, however often they are asked for').toBe(named());
  });

  it('can be one column alone, and knows what it measures', async () => {
    const series = await opened('seattle-weather', { measure: 3 }, (_, column) => column);
    expect(new Set(valuesOf(series.read('test', 0, null)))).toEqual(new Set([3]));
    expect(series.quantities).toEqual([{ name: 'wind', unit: 'm/s', mean: 0, deviation: 1 }]);
  });

  it('can tell the time of year: a sine and a cosine that go on from part to part', async () => {
    const series = await opened('co2', { measure: 0, calendar: true }, () => 400);
    const months = parts.flatMap((part) => valuesOf(series.read(part, 0, null)));
    for (let step = 0; step < 746; step += 7) {
      expect(months[3 * step + 1]).toBeCloseTo(Math.sin((2 * Math.PI * step) / 12), 5);
      expect(months[3 * step + 2]).toBeCloseTo(Math.cos((2 * Math.PI * step) / 12), 5);
    }
    expect(series.quantities?.map(({ name, period }) => [name, period])).toEqual([
      ['CO₂', undefined],
      ['year (sine)', 12],
      ['year (cosine)', 12],
    ]);
  });

  it('names hours, months and years as people do', () => {
    expect(stepNames(seriesSets['seattle-normals'], 23, 2)).toEqual(['2010-01-02 00:00', '2010-01-02 01:00']);
    expect(stepNames(seriesSets.co2, 9, 2)).toEqual(['1958-12', '1959-01']);
    expect(stepNames(seriesSets['global-temperature'], 143, 1)).toEqual(['2023']);
  });

  it('that a person gives must have all columns at every step, and no gap', async () => {
    const series = await opened('seattle-weather', {}, () => 0);
    const give = (values: readonly number[]) => () => series.of({ values, steps: null });
    expect(give([1, 2, 3, 4, 5, 6, 7, 8])()).toEqual({ values: [1, 2, 3, 4, 5, 6, 7, 8], steps: 2 });
    expect(give([])).toThrow(new DataError('The series has 0 numbers; give 4 numbers for each step.'));
    expect(give([1, 2, 3])).toThrow(/has 3 numbers; give 4 numbers for each step/);
    expect(give([1, 2, 3, 4, 5, Number.NaN, 7, 8])).toThrow(
      new DataError('The series has a gap at step 2: there is no number. Fill it in, or begin behind it.'),
    );
  });
});

describe('gaps', () => {
  const filled = (values: readonly number[], rule: 'line' | 'hold') => {
    const column = Float32Array.from(values);
    fillGaps(column, 1, rule);
    return [...column];
  };
  const gap = Number.NaN;

  it('are filled on a line between the neighbours, or with the last value', () => {
    expect(filled([0, gap, gap, gap, 8], 'line')).toEqual([0, 2, 4, 6, 8]);
    expect(filled([0, gap, gap, gap, 8], 'hold')).toEqual([0, 0, 0, 0, 8]);
  });

  it('at an end are like the nearest number', () => {
    for (const rule of ['line', 'hold'] as const) expect(filled([gap, gap, 5, gap], rule)).toEqual([5, 5, 5, 5]);
  });

  it('leave what was measured as it was, in every column, and nothing unfilled', () => {
    const cell = fc.option(fc.integer({ min: -9, max: 9 }), { nil: gap });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }), (rows) => {
        const before = rows.flat();
        const values = Float32Array.from(before);
        fillGaps(values, 2, 'line');
        for (const [i, value] of before.entries()) {
          const measured = before.filter((each, j) => j % 2 === i % 2 && !Number.isNaN(each));
          if (!Number.isNaN(value)) expect(values[i]).toBe(value);
          expect(values[i]).toBeGreaterThanOrEqual(Math.min(...measured, measured.length === 0 ? 0 : 9));
          expect(values[i]).toBeLessThanOrEqual(Math.max(...measured, measured.length === 0 ? 0 : -9));
        }
      }),
    );
  });
});
