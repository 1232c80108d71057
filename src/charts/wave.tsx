/** A long series of numbers as one line that fills its box: of each column the lowest and the highest point. */
import { useMemo } from 'react';
import { decimate } from './decimate.ts';
import classes from './wave.module.css';

export interface WaveProps {
  readonly values: ArrayLike<number>;
  /** What a screen reader calls it. */
  readonly label: string;
}

/** Columns that are told apart. */
const columns = 400;

export function Wave({ values, label }: WaveProps) {
  const path = useMemo(() => pathOf(values), [values]);
  return (
    <svg className={classes.wave} viewBox="0 0 1 1" preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

/** In a square of side 1, the smallest value at the bottom. */
function pathOf(values: ArrayLike<number>): string {
  const last = Math.max(values.length - 1, 1);
  const places = Float64Array.from({ length: values.length }, (_, index) => index);
  const { x, y } = decimate(places, values, 1 / last, [0, 1], columns);
  const low = y.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = y.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const height = (value: number): number => (high > low ? (high - value) / (high - low) : 0.5);
  return x.map((place, i) => `${i === 0 ? 'M' : 'L'}${place.toFixed(4)} ${height(y[i] as number).toFixed(4)}`).join('');
}
