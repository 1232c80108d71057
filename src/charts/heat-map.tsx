/** A heat map over the course of a run: axes, and the map as far as the run has come. */
import { useMemo } from 'react';
import classes from './heat-map.module.css';
import { type HeatColumn, heatPixels } from './heat-map.ts';
import type { Decades } from './log-scale.ts';
import { Picture } from './picture.tsx';

export interface Tick {
  /** From 0 at the left or the bottom to 1. */
  readonly at: number;
  readonly text: string;
}

export interface HeatPoint {
  readonly column: HeatColumn;
  /** Counted from 0 at the bottom. */
  readonly row: number;
}

export interface HeatMapProps {
  readonly history: readonly HeatColumn[];
  readonly rows: number;
  /** End of the x axis. */
  readonly end: number;
  readonly decades: Decades;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** What a screen reader calls it. */
  readonly label: string;
  /** Called with what is pointed at; null when the pointer leaves. */
  readonly onPoint: (point: HeatPoint | null) => void;
}

export function HeatMap({ history, rows, end, decades, xTicks, yTicks, label, onPoint }: HeatMapProps) {
  const { low, high } = decades;
  const pixels = useMemo(() => heatPixels(history, rows, { low, high }), [history, rows, low, high]);
  const reached = Math.min((history.at(-1)?.x ?? 0) / end, 1);
  return (
    <div className={classes.heat}>
      <div className={classes.y} aria-hidden="true">
        {yTicks.map(({ at, text }) => (
          <span key={text} style={{ bottom: `${100 * at}%` }}>
            {text}
          </span>
        ))}
      </div>
      <div className={classes.map}>
        <div className={classes.reached} style={{ width: `${100 * reached}%` }}>
          <Picture
            values={pixels.shares}
            rows={rows}
            columns={pixels.columns}
            scale="sequential"
            max={1}
            label={label}
            stretched
            onPoint={(cell) => {
              const column = cell && history[pixels.shown[cell.column] ?? -1];
              onPoint(column ? { column, row: rows - 1 - cell.row } : null);
            }}
          />
        </div>
      </div>
      <div className={classes.x} aria-hidden="true">
        {xTicks.map(({ at, text }) => (
          <span key={text} style={{ left: `${100 * at}%` }} data-last={at === 1}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}
