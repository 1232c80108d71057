/** A small matrix with its numbers written on their colours; a larger one as a picture. */
import type { CSSProperties } from 'react';
import { colorAt, inkOn, placeOn } from '../../charts/color-scale.ts';
import { Picture, scaleOf } from '../../charts/picture.tsx';
import { useTokens } from '../../charts/tokens.ts';
import { formatFixed } from '../../text/format.ts';
import classes from './inside.module.css';

export interface NumbersProps {
  readonly values: Float32Array;
  readonly columns: number;
  /** The value at the end of the scale. */
  readonly max: number;
  /** What a screen reader calls a picture. */
  readonly label: string;
  /** Position of a cell to mark. */
  readonly marked?: number | null;
}

/** More columns, or more rows, would have no room for their numbers. */
const readable = 5;
/** Columns that have room for two digits after the point. */
const roomy = 4;

export function Numbers({ values, columns, max, label, marked }: NumbersProps) {
  const tokens = useTokens();
  const rows = values.length / columns;
  if (columns > readable || rows > readable) {
    const frame =
      marked == null
        ? null
        : { from: { row: Math.floor(marked / columns), column: marked % columns }, rows: 1, columns: 1 };
    return (
      <Picture values={values} rows={rows} columns={columns} scale="diverging" max={max} label={label} frame={frame} />
    );
  }
  const { stops } = scaleOf('diverging', tokens);
  const cells = Array.from(values, (value, index) => {
    const color = colorAt(stops, placeOn('diverging', value, max));
    return {
      id: `cell ${index}`,
      text: formatFixed(value, columns > roomy ? 1 : 2),
      style: { background: `rgb(${color.join(' ')})`, color: inkOn(color) },
      isMarked: index === marked,
    };
  });
  return (
    <div className={classes.numbers} style={{ '--columns': columns } as CSSProperties}>
      {cells.map(({ id, text, style, isMarked }) => (
        <span key={id} style={style} data-marked={isMarked}>
          {text}
        </span>
      ))}
    </div>
  );
}
