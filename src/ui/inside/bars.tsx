/** A vector as horizontal bars from zero, one a number, with its classes' names if it has any. */

import { largest } from '../../charts/color-scale.ts';
import { formatSignificant } from '../../text/format.ts';
import classes from './bars.module.css';

export interface BarsProps {
  readonly values: ArrayLike<number>;
  /** Names beside the bars; numbers from 0 without them. */
  readonly names: readonly string[];
  /** What a screen reader calls the list. */
  readonly label: string;
  /** Whether the largest value stands out: an answer does, a hidden layer's does not. */
  readonly marksLargest: boolean;
  /** The value of a full bar; the largest magnitude by default. */
  readonly max?: number;
  readonly format?: (value: number) => string;
}

export function Bars({ values, names, label, marksLargest, max, format = formatSignificant }: BarsProps) {
  const full = max ?? largest(values);
  const signed = Array.from(values).some((value) => value < 0);
  const best = marksLargest ? bestOf(values) : -1;
  return (
    <ol className={classes.bars} aria-label={label} data-signed={signed}>
      {Array.from(values, (value, index) => ({ id: `number ${index}`, value, index })).map(({ id, value, index }) => {
        const share = full > 0 && Number.isFinite(value) ? Math.min(Math.abs(value) / full, 1) : 0;
        const half = signed ? 50 : 0;
        const length = share * (signed ? 50 : 100);
        return (
          <li key={id} className={classes.row} data-best={index === best}>
            <span className={classes.name}>{names[index] ?? index}</span>
            <span className={classes.track} aria-hidden="true">
              <span
                className={classes.bar}
                data-negative={value < 0}
                style={{ left: `${value < 0 ? half - length : half}%`, width: `${length}%` }}
              />
            </span>
            <span className={classes.value}>{format(value)}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** Index of the largest value; −1 for an empty vector. */
function bestOf(values: ArrayLike<number>): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) if (best < 0 || (values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
