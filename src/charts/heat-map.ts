/** A history of columns as the pixels of a map: time runs right, the first row lies at the bottom. */
import { firstAtLeast } from './decimate.ts';
import { type Decades, shareOf } from './log-scale.ts';

export interface HeatColumn {
  /** Ascending from column to column. */
  readonly x: number;
  /** One for each row. */
  readonly values: ArrayLike<number>;
}

export interface HeatPixels {
  readonly columns: number;
  readonly rows: number;
  /** Places on the scale, 0 to 1, row by row from the top. */
  readonly shares: Float32Array;
  /** Index of the history's column that each pixel column shows. */
  readonly shown: Int32Array;
}

/** Pixel columns that a map has at most. */
const finest = 480;

/** The history from 0 to its last column: each column holds from the one before it up to its own place. */
export function heatPixels(history: readonly HeatColumn[], rows: number, decades: Decades): HeatPixels {
  const places = history.map(({ x }) => x);
  const last = places.at(-1) ?? 0;
  const columns = last === 0 ? 0 : Math.min(finest, Math.max(2 * history.length, 1));
  const shown = Int32Array.from({ length: columns }, (_, pixel) =>
    firstAtLeast(places, ((pixel + 1) / columns) * last),
  );
  const shares = new Float32Array(rows * columns);
  for (let pixel = 0; pixel < columns; pixel++) {
    const { values } = history[shown[pixel] as number] as HeatColumn;
    for (let row = 0; row < rows; row++)
      shares[(rows - 1 - row) * columns + pixel] = shareOf(values[row] ?? 0, decades);
  }
  return { columns, rows, shares, shown };
}
