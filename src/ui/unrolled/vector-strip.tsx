/** A vector as a strip of colours, one cell a number: in one row, or folded into several. */
import { useMemo } from 'react';
import type { ScaleKind } from '../../charts/color-scale.ts';
import { Picture } from '../../charts/picture.tsx';
import classes from './vector-strip.module.css';

export interface VectorStripProps {
  readonly values: Float32Array;
  readonly kind: ScaleKind;
  readonly max: number;
  /** What a screen reader calls it. */
  readonly label: string;
  /** Cells of a row; all of them by default. */
  readonly perRow?: number;
  /** Index of the number to frame. */
  readonly marked?: number | null;
  /** Called with the index of the number that is pointed at. */
  readonly onPoint?: (index: number) => void;
}

export function VectorStrip({ values, kind, max, label, perRow, marked = null, onPoint }: VectorStripProps) {
  const columns = Math.max(1, Math.min(perRow ?? values.length, values.length));
  const rows = Math.max(1, Math.ceil(values.length / columns));
  const filled = useMemo(() => {
    if (values.length === rows * columns) return values;
    const all = new Float32Array(rows * columns);
    all.set(values);
    return all;
  }, [values, rows, columns]);
  const frame =
    marked === null || marked >= values.length
      ? null
      : { from: { row: Math.floor(marked / columns), column: marked % columns }, rows: 1, columns: 1 };
  return (
    <span className={classes.strip}>
      <Picture
        values={filled}
        rows={rows}
        columns={columns}
        scale={kind}
        max={max}
        label={label}
        frame={frame}
        stretched
        {...(onPoint && {
          onPoint: (cell) => {
            const index = cell === null ? values.length : cell.row * columns + cell.column;
            if (index < values.length) onPoint(index);
          },
        })}
      />
    </span>
  );
}
