/** A curve as a chart takes it. */
import { firstAtLeast } from './decimate.ts';

/**
 * Of runs: present training, present validation, or an earlier run (grey, dashed, labelled at its end). Of a forecast: what
 * was, what was expected a step ahead, and what is drawn on from there (dashed).
 */
export type Tone = 'train' | 'validation' | 'other' | 'truth' | 'ahead' | 'drawn';

export interface Line {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  /** Ascending; a point lies at `x · unit` on the axis. */
  readonly x: ArrayLike<number>;
  readonly unit: number;
  readonly y: ArrayLike<number>;
  /** The values that `y` smooths, drawn faintly under it. */
  readonly raw?: ArrayLike<number>;
  /** A hollow diamond at every point: there are few. */
  readonly marked?: boolean;
}

/** The value at the place, or the last one before it; NaN before the first. */
export const valueAt = (line: Line, place: number): number => numberAt(line, indexAt(line, place));

/** What a row of the places in (after, place] says: of a curve of single points its last one among them, NaN where there is none. */
export function rowValue(line: Line, after: number, place: number): number {
  const index = indexAt(line, place);
  return line.marked === true && index <= indexAt(line, after) ? Number.NaN : numberAt(line, index);
}

/** Of the last point that is not behind the place; -1 before the first. */
function indexAt({ x, y, unit }: Line, place: number): number {
  const index = firstAtLeast(x, place / unit);
  const here = index < y.length && (x[index] as number) * unit === place ? index : index - 1;
  return Math.min(here, y.length - 1);
}

const numberAt = ({ y }: Line, index: number): number => (index < 0 ? Number.NaN : (y[index] as number));

export const lastValue = (line: Line): number =>
  line.y.length === 0 ? Number.NaN : (line.y[line.y.length - 1] as number);

/** The place of the last point; 0 before the first. */
export const lastPlace = (line: Line): number =>
  line.y.length === 0 ? 0 : (line.x[line.y.length - 1] as number) * line.unit;
