/** Series of the package vega-datasets: every column of every step as f32, a shard for each part. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  type SeriesId,
  type SeriesSet,
  seriesIds,
  seriesParts,
  seriesSets,
} from '../../src/blocks/data/series-sets.ts';
import { parts } from '../../src/data/dataset.ts';
import { stepName, stepNames } from '../../src/data/step-names.ts';
import type { PackedSet, RawShard } from './shard-files.ts';

const source = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '..', 'data');

interface Table {
  readonly file: string;
  /** The column that dates the step. */
  readonly time: string;
  /** Columns in the order of the set's measures. */
  readonly columns: readonly string[];
  /** Rows of other places are left out. */
  readonly where?: { readonly column: string; readonly is: string };
}

const weather = ['temp_max', 'temp_min', 'precipitation', 'wind'];

const tables: { readonly [id in SeriesId]: Table } = {
  'seattle-weather': { file: 'seattle-weather.csv', time: 'date', columns: weather },
  'new-york-weather': {
    file: 'weather.csv',
    time: 'date',
    columns: weather,
    where: { column: 'location', is: 'New York' },
  },
  'seattle-normals': {
    file: 'seattle-weather-hourly-normals.csv',
    time: 'date',
    columns: ['temperature', 'pressure', 'wind'],
  },
  co2: { file: 'co2-concentration.csv', time: 'Date', columns: ['CO2', 'adjusted CO2'] },
  'global-temperature': { file: 'global-temp.csv', time: 'year', columns: ['temp'] },
};

export const series: readonly PackedSet[] = seriesIds.map((id) => ({
  folder: id,
  recipe: 'vega-datasets 3.2.1, 70 % + 15 % + 15 % by time',
  make: () => shardsOf(id),
}));

function shardsOf(id: SeriesId): readonly RawShard[] {
  const set = seriesSets[id];
  const rows = readRows(tables[id], set.every);
  const names = stepNames(set, 0, set.steps);
  const missing = names.filter((name) => !rows.has(name)).length;
  if (rows.size + missing !== set.steps || missing !== set.gaps) {
    throw new Error(`${id}: ${rows.size} rows for ${set.steps} steps, of which ${missing} are missing`);
  }
  const counts = seriesParts(set.steps);
  let start = 0;
  return parts.map((part) => {
    const steps = names.slice(start, start + counts[part]);
    start += counts[part];
    const bytes = Buffer.alloc(4 * steps.length * set.measures.length);
    for (const [step, name] of steps.entries()) {
      for (let column = 0; column < set.measures.length; column++) {
        bytes.writeFloatLE(rows.get(name)?.[column] ?? Number.NaN, 4 * (step * set.measures.length + column));
      }
    }
    return { part, count: 1, bytes };
  });
}

/** By the name of their step. */
function readRows(
  { file, time, columns, where }: Table,
  every: SeriesSet['every'],
): ReadonlyMap<string, readonly number[]> {
  const [header = '', ...lines] = readFileSync(join(source, file), 'utf8').trim().split(/\r?\n/);
  const titles = header.split(',');
  const place = (title: string): number => {
    const index = titles.indexOf(title);
    if (index < 0) throw new Error(`${file} has no column ${title}`);
    return index;
  };
  const rows = new Map<string, readonly number[]>();
  for (const line of lines) {
    const cells = line.split(',');
    if (where && cells[place(where.column)] !== where.is) continue;
    const values = columns.map((title) => Number.parseFloat(cells[place(title)] ?? ''));
    if (!values.every(Number.isFinite)) throw new Error(`${file}: ${line}`);
    rows.set(stepName(cells[place(time)] ?? '', every), values);
  }
  return rows;
}
