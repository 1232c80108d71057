/** The packed series: each part is one shard, all columns of each step as little-endian f32, NaN where nothing was measured. */
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { gapRules, type SeriesSet, seriesIds, seriesParts, seriesSets } from '../../blocks/data/series-sets.ts';
import { message } from '../../text/catalog.ts';
import type { Cell, Column, Quantity } from '../column.ts';
import { DataError, type Dataset, forParts, type OpenOptions, type PartName } from '../dataset.ts';
import { fillGaps } from '../gaps.ts';
import { openShards } from '../shards.ts';
import { stepNames } from '../step-names.ts';

/** A column that is known without measuring. */
interface Wave {
  readonly period: number;
  /** At a step of the whole series. */
  readonly at: (step: number) => number;
}

/** Output `series`: one example a part. Answers when the manifest is there. Rejects with a DataError without one. */
export async function openSeries(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const id = seriesIds.find((each) => each === spec.id);
  if (!id) throw new RangeError(`there is no series ${spec.id}`);
  const set = seriesSets[id];
  const { measure = -1, gaps = 0, calendar = 0 } = spec.options;
  const measured = set.measures.map((_, index) => index).filter((index) => measure < 0 || index === measure);
  const waves = calendar === 1 ? wavesOf(set) : [];
  const rule = gapRules[gaps] === 'hold' ? 'hold' : 'line';
  const counts = seriesParts(set.steps);
  const starts: { readonly [part in PartName]: number } = {
    train: 0,
    validation: counts.train,
    test: counts.train + counts.validation,
  };
  const width = measured.length + waves.length;
  const { rows, locate } = await openShards(id, options, (raw, { part }): Cell | null => {
    const steps = counts[part];
    if (raw.length !== 4 * steps * set.measures.length) return null;
    const table = floats(raw);
    if (!table.every((value) => Number.isFinite(value) || Number.isNaN(value))) return null;
    fillGaps(table, set.measures.length, rule);
    const values = Float32Array.from({ length: steps * width }, (_, i) => {
      const step = Math.floor(i / width);
      const index = measured[i % width];
      if (index !== undefined) return table[step * set.measures.length + index] as number;
      return waves[(i % width) - measured.length]?.at(starts[part] + step) ?? 0;
    });
    return { values, steps };
  });
  const quantities = spec.features.map((name, column): Quantity => {
    const period = waves[column - measured.length]?.period;
    const unit = set.measures[measured[column] ?? -1]?.unit ?? '';
    return { name, unit, mean: 0, deviation: 1, ...(period !== undefined && { period }) };
  });
  // Made once: a forecast asks for them at every step of a stretch.
  const names = forParts((part) => stepNames(set, starts[part], counts[part]));
  const series: Column = {
    rows,
    quantities,
    read: (part, index) => locate(part, index).shard,
    of: (cell) => given(cell, width),
    steps: (_, place) => (place ? names[place.part] : null),
  };
  return { spec, rows, columns: { series } };
}

const wavesOf = ({ periods }: SeriesSet): readonly Wave[] =>
  periods.flatMap(({ steps: period }) =>
    [Math.sin, Math.cos].map((wave): Wave => ({ period, at: (step) => wave((2 * Math.PI * step) / period) })),
  );

/** A series that a person gives, all columns of each step. Throws a DataError for one with gaps or without steps. */
function given(cell: Cell, width: number): Cell {
  const values = 'text' in cell ? [] : cell.values;
  if (values.length === 0 || values.length % width !== 0) {
    throw new DataError(message('data.given-series', { columns: width, count: values.length }));
  }
  const gap = Array.from(values).findIndex((value) => !Number.isFinite(value));
  if (gap >= 0) throw new DataError(message('data.series-gap', { step: Math.floor(gap / width) + 1 }));
  return { values, steps: values.length / width };
}

function floats(raw: Uint8Array): Float32Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float32Array.from({ length: raw.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
