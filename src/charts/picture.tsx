/** A matrix drawn as an image, one pixel a number, scaled without smoothing; the pointer or the arrow keys read it. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { type ColorScale, paint, parseHex, type ScaleKind } from './color-scale.ts';
import classes from './picture.module.css';
import { type Tokens, useTokens } from './tokens.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface PictureProps {
  /** Row by row. */
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  readonly scale: ScaleKind;
  /** The value at the end of the scale; pictures that are compared share one. */
  readonly max: number;
  /** What a screen reader calls it. */
  readonly label: string;
  /** Cells to frame: where the pointer is in a map, or what that cell saw. */
  readonly frame?: { readonly from: Cell; readonly rows: number; readonly columns: number } | null;
  /** Fills its box, whose sides the numbers of rows and columns then do not set. */
  readonly stretched?: boolean;
  /** Called with the cell under the pointer or the keyboard's cell, null when it leaves. */
  readonly onPoint?: (cell: Cell | null) => void;
}

/** Names of the tokens that make each scale, from its smallest value. */
const scaleTokens = {
  map: ['--gw-diverging-zero', '--gw-map-mid', '--gw-map-full'],
  diverging: ['--gw-val', '--gw-diverging-zero', '--gw-train'],
  sequential: ['--gw-sequential-0', '--gw-sequential-1', '--gw-sequential-2', '--gw-sequential-3', '--gw-sequential-4'],
} as const;

/** The scale in the present colour scheme. */
export function scaleOf(kind: ScaleKind, tokens: Tokens): ColorScale {
  return { kind, stops: scaleTokens[kind].map((name) => parseHex(tokens.read(name))) };
}

export function Picture({ values, rows, columns, scale, max, label, frame, stretched, onPoint }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const tokens = useTokens();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || rows * columns === 0) return;
    context.putImageData(new ImageData(paint(values, scaleOf(scale, tokens), max), columns, rows), 0, 0);
  }, [values, rows, columns, scale, max, tokens]);

  const cellAt = (event: PointerEvent<HTMLElement>): Cell => {
    const box = event.currentTarget.getBoundingClientRect();
    const clamp = (share: number, count: number) => Math.min(Math.max(Math.floor(share * count), 0), count - 1);
    return {
      row: clamp((event.clientY - box.top) / box.height, rows),
      column: clamp((event.clientX - box.left) / box.width, columns),
    };
  };
  const keyboardCell = useRef<Cell>({ row: Math.floor(rows / 2), column: Math.floor(columns / 2) });
  /** The keyboard goes on from the cell that is framed. */
  const onFocus = () => {
    if (frame?.rows === 1 && frame.columns === 1) keyboardCell.current = frame.from;
    onPoint?.(keyboardCell.current);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const [down, right] = steps[event.key] ?? [0, 0];
    if (down === 0 && right === 0) return;
    event.preventDefault();
    const { row, column } = keyboardCell.current;
    keyboardCell.current = {
      row: Math.min(Math.max(row + down, 0), rows - 1),
      column: Math.min(Math.max(column + right, 0), columns - 1),
    };
    onPoint?.(keyboardCell.current);
  };

  const picture = <canvas ref={canvas} width={columns} height={rows} className={classes.canvas} />;
  const mark = frame && (
    <span
      className={classes.frame}
      style={{
        top: `${(100 * frame.from.row) / rows}%`,
        left: `${(100 * frame.from.column) / columns}%`,
        height: `${(100 * frame.rows) / rows}%`,
        width: `${(100 * frame.columns) / columns}%`,
      }}
    />
  );
  const style = stretched ? { height: '100%' } : { aspectRatio: `${columns} / ${rows}` };
  if (!onPoint) {
    return (
      <span className={classes.picture} style={style} role="img" aria-label={label}>
        {picture}
        {mark}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={classes.picture}
      style={style}
      aria-label={label}
      onPointerMove={(event) => onPoint(cellAt(event))}
      onPointerLeave={() => onPoint(null)}
      onFocus={onFocus}
      onBlur={() => onPoint(null)}
      onKeyDown={onKeyDown}
    >
      {picture}
      {mark}
    </button>
  );
}

const steps: { readonly [key: string]: readonly [down: number, right: number] } = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
