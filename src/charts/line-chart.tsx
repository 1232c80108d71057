/** A chart of curves: its legend is its head with live values; one cursor runs through all charts of a group. */
import 'uplot/dist/uPlot.min.css';
import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Extent, floored, padded, quantiles, type Scale, union } from './extent.ts';
import { type Line, lastPlace, lastValue, rowValue, valueAt } from './line.ts';
import classes from './line-chart.module.css';
import { type Frame, type Mark, Plot, type PlotStyle } from './plot.ts';
import { linearTicks, logTicks } from './ticks.ts';
import { useTokens } from './tokens.ts';

export interface LineChartProps {
  /** A heading, or a control that chooses what is drawn. */
  readonly title: ReactNode;
  /** What a screen reader calls the chart. */
  readonly label: string;
  readonly note: string;
  /** Controls of the head, at its right; they appear when the chart is pointed at. */
  readonly actions?: ReactNode;
  readonly lines: readonly Line[];
  /** The legend has values only where the chart is pointed at: the last ones mean no more than others. */
  readonly valuesWhenPointed?: boolean;
  /** The planned end of the x axis. */
  readonly end: number;
  /** Where the run stands. */
  readonly now: number | null;
  readonly marks?: readonly Mark[];
  readonly scale: Scale;
  /** Bounds that the values cannot leave: a share is never above 1. */
  readonly bounds?: Partial<Extent>;
  /** Drawn before there are values. */
  readonly resting: readonly [number, number];
  readonly format: (value: number) => string;
  readonly formatTick: (value: number) => string;
  /** What a place of the x axis is called; its number by default. */
  readonly formatPlace?: (place: number) => string;
  readonly cursorKey: string;
  /** Stands in the empty chart. */
  readonly emptyText: string;
  /** Head of the table's first column, for screen readers. */
  readonly xLabel: string;
  /** Another one when numbers have changed that were there before. */
  readonly edition?: string;
}

export function LineChart(props: LineChartProps) {
  const { title, label, note, actions, lines, now, scale, format, formatTick, cursorKey, emptyText } = props;
  const { formatPlace = String } = props;
  const tokens = useTokens();
  const [pointed, setPointed] = useState<number | null>(null);
  const style = useMemo(
    () => ({ tokens, scale, cursorKey, formatTick, formatPlace, onPoint: setPointed }),
    [tokens, scale, cursorKey, formatTick, formatPlace],
  );
  /** A plot knows its curves when it is made: other curves, another plot. */
  const structure = lines.map((line) => `${line.id} ${line.tone} ${line.raw !== undefined}`).join('|');
  const legend = lines.filter((line) => line.tone !== 'other');
  const showsValues = pointed !== null || props.valuesWhenPointed !== true;
  const isEmpty = lines.every((line) => line.y.length === 0);
  return (
    <figure className={classes.chart} aria-label={label}>
      <figcaption className={classes.head}>
        <span className={classes.title}>{title}</span>
        <span className={classes.aside} data-acts={actions !== undefined}>
          <span className={classes.note}>{note}</span>
          <span className={classes.actions}>{actions}</span>
        </span>
        {pointed !== null && props.formatPlace && <span className={classes.place}>{formatPlace(pointed)}</span>}
        {legend.map((line) => {
          const value = pointed === null ? lastValue(line) : pointedValue(line, pointed);
          return (
            <span key={line.id} className={classes.entry} data-tone={line.tone}>
              <Swatch marked={line.marked === true} dashed={line.tone === 'drawn'} />
              {line.label}
              {showsValues && <b>{Number.isNaN(value) ? '–' : format(value)}</b>}
            </span>
          );
        })}
      </figcaption>
      <PlotArea key={structure} chart={props} style={style} />
      {isEmpty && (
        <p className={classes.empty}>
          <span>{emptyText}</span>
        </p>
      )}
      <NumberTable
        chart={props}
        structure={structure}
        points={lines.reduce((sum, line) => sum + (line.marked ? line.y.length : 0), 0)}
        last={Math.floor(now ?? Math.max(0, ...lines.map(lastPlace)))}
      />
    </figure>
  );
}

/** Milliseconds from one drawing to the next, at least: data may come with every frame. */
const SHORTEST_PAUSE = 40;
/** Of the page's time that a chart may take: one of a million points is drawn less often. */
const DRAWING_SHARE = 0.08;

/** The plot in a box whose size it follows. */
function PlotArea({ chart, style }: { readonly chart: LineChartProps; readonly style: PlotStyle }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const latest = useRef(chart);
  const due = useRef<ReturnType<typeof setTimeout> | null>(null);
  const pause = useRef(0);
  useEffect(() => {
    latest.current = chart;
    due.current ??= setTimeout(() => {
      due.current = null;
      const start = performance.now();
      plot.current?.update(frameOf(latest.current));
      pause.current = Math.max(SHORTEST_PAUSE, (performance.now() - start) / DRAWING_SHARE);
    }, pause.current);
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watcher = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const size = { width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) };
      if (size.width === 0 || size.height === 0) return;
      if (plot.current === null) plot.current = new Plot(element, size, frameOf(latest.current), style);
      else plot.current.resize(size);
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [style]);
  return <div ref={box} className={classes.plot} aria-hidden="true" />;
}

/** What is drawn on has an end of its own. */
const pointedValue = (line: Line, place: number): number =>
  line.tone === 'drawn' && place > lastPlace(line) ? Number.NaN : valueAt(line, place);

/** As the curve is drawn: a line, dashes, or a line with a diamond. */
function Swatch({ marked, dashed }: { readonly marked: boolean; readonly dashed: boolean }) {
  return (
    <svg className={classes.swatch} width="16" height="10" viewBox="0 0 16 10" aria-hidden="true">
      <path d="M0 5H16" strokeDasharray={dashed ? '4 2' : undefined} />
      {marked && <path className={classes.diamond} d="M8 1.2 11.8 5 8 8.8 4.2 5Z" />}
    </svg>
  );
}

/** Rows of the table at most. */
const ROWS = 50;

interface NumberTableProps {
  readonly chart: LineChartProps;
  /** Which curves there are. */
  readonly structure: string;
  /** How many single points there are, which come after their place is reached. */
  readonly points: number;
  /** The last whole place that is reached. */
  readonly last: number;
}

/**
 * The chart in numbers for who cannot see it: one row a place (an epoch, a day). Its rows are of the past, which does not change: it is
 * built again when a place is reached, a single point (a validation) comes, or a curve comes or goes.
 */
const NumberTable = memo(
  ({ chart: { lines, label, xLabel, format, formatPlace = String }, last }: NumberTableProps) => {
    const step = Math.max(1, Math.ceil(last / ROWS));
    const rows = Array.from({ length: Math.floor(last / step) }, (_, row) => (row + 1) * step);
    if (rows.length === 0) return null;
    return (
      <table className={classes.table}>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{xLabel}</th>
            {lines.map((line) => (
              <th key={line.id} scope="col">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((place) => (
            <tr key={place}>
              <th scope="row">{formatPlace(place)}</th>
              {lines.map((line) => {
                const value = rowValue(line, place - step, place);
                return <td key={line.id}>{Number.isNaN(value) ? '' : format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    );
  },
  (before, after) =>
    before.last === after.last &&
    before.points === after.points &&
    before.structure === after.structure &&
    before.chart.edition === after.chart.edition,
);

function frameOf(chart: LineChartProps): Frame {
  const { lines, end, now, marks = [], scale, bounds = {}, resting, formatPlace } = chart;
  const x = [0, Math.max(end, 1e-9)] as const;
  const curves = lines.map((line) => {
    // The steep start of a linear curve of a run would leave no room for the rest.
    const steep = scale === 'linear' && !line.marked && (line.tone === 'train' || line.tone === 'other');
    return steep ? quantiles(line.y, 0.04, 0.98, scale) : quantiles(line.y, 0, 1, scale);
  });
  const noise = lines.map((line) => (line.raw === undefined ? null : quantiles(line.raw, 0.05, 0.95, scale)));
  const extent = union([...curves, ...noise]);
  const y = extent === null ? resting : bounded(padded(extent, scale), bounds);
  // Names are longer than numbers.
  const xTicks = linearTicks(0, x[1], formatPlace ? 5 : 8, x[1] >= 2);
  return { lines, x, y, xTicks, yTicks: scale === 'log' ? logTicks(...y) : linearTicks(...y, 4), now, marks };
}

function bounded([low, high]: readonly [number, number], { min, max }: Partial<Extent>): readonly [number, number] {
  const top = max ?? high;
  return min === undefined ? [low, top] : floored([Math.min(low, top), top], min);
}
