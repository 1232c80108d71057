/** Forecasts a series: one step ahead along a stretch that is known, and on from its end by feeding predictions back. */
import type { CheckedGraph } from '../check/report.ts';
import type { Cell, Column, Continues, Quantity } from '../data/column.ts';
import type { PartName } from '../data/dataset.ts';
import type { ExampleRef, Forecast, ForecastRequest } from '../protocol/trainer.ts';
import { formatSigned } from '../text/format.ts';
import { type Clock, Slices } from './clock.ts';
import { type Pipeline, targetColumn } from './pipeline.ts';
import type { Looker } from './probe.ts';

/** What a network that forecasts learns to say: what comes after each window, in units that a person knows. */
interface Ends extends Continues {
  readonly next: Column;
  readonly target: Quantity;
  readonly quantities: readonly Quantity[];
}

/** Null for a network whose first loss does not compare it with what comes after a window of a series. */
function endsOf(graph: CheckedGraph, pipeline: Pipeline): Ends | null {
  const next = targetColumn(graph, pipeline);
  const target = next?.quantities?.[0];
  const quantities = next?.continues?.windows.quantities;
  return next?.continues && target && quantities ? { ...next.continues, next, target, quantities } : null;
}

export interface Forecaster {
  readonly graph: CheckedGraph;
  readonly looker: Looker;
  readonly pipeline: Pipeline;
  readonly clock: Clock;
}

/**
 * On the weights of the moment, in slices between training steps. Null for a network that forecasts no series, a stretch that is
 * not there, or when `goOn` said no.
 */
export async function forecast(
  { graph, looker, pipeline, clock }: Forecaster,
  { part, start, count, beyond }: ForecastRequest,
  goOn: () => boolean,
): Promise<Forecast | null> {
  const ends = endsOf(graph, pipeline);
  const windows = pipeline.rows.count(part);
  if (!ends || start < 0 || count < 1 || start + count > windows) return null;
  const { target, window, stride } = ends;
  const slices = new Slices(clock);
  /** In its turn; null when it is not there, or not wanted any more. */
  const predicted = async (example: ExampleRef): Promise<Float32Array | null> => {
    if (slices.over()) await slices.next();
    return goOn() ? (looker.predict(example)?.output.values ?? null) : null;
  };
  const series = new KnownSeries(ends, part, windows);
  const truth: number[] = [];
  const ahead: number[] = [];
  const names: string[] = [];
  let [error, baseline] = [0, 0];
  for (let index = start; index < start + count; index++) {
    const step = index * stride + window;
    const values = await predicted({ kind: 'sample', part, index });
    if (!values) return null;
    const said = inUnits(values[0] as number, target);
    const was = series.target(step) as number;
    truth.push(was);
    ahead.push(said);
    names.push(series.name(step) ?? `${step}`);
    error += (said - was) ** 2 / count;
    baseline += ((series.target(step - 1) as number) - was) ** 2 / count;
  }
  const last = (start + count - 1) * stride + window;
  const drawn = await drawnOn(series.window(last), ends, beyond, predicted);
  if (!drawn) return null;
  for (let step = last + 1; step <= last + beyond; step++) {
    names.push(series.name(step) ?? formatSigned(step - last));
    const known = series.target(step);
    if (known !== null && truth.length === count + step - last - 1) truth.push(known);
  }
  return {
    names,
    truth: Float32Array.from(truth),
    ahead: Float32Array.from(ahead),
    drawn: Float32Array.from(drawn),
    column: target.name,
    unit: target.unit,
    windows,
    error,
    baseline,
  };
}

/** What the network says of `count` steps after a window, each prediction fed back; null when one is not to be had. */
async function drawnOn(
  window: readonly (readonly number[])[],
  ends: Ends,
  count: number,
  predicted: (example: ExampleRef) => Promise<Float32Array | null>,
): Promise<readonly number[] | null> {
  const rows = [...window];
  const drawn: number[] = [];
  while (drawn.length < count) {
    const values = await predicted({ kind: 'given', cell: cellOf(rows) });
    if (!values) return null;
    for (const value of values) {
      const said = inUnits(value, ends.target);
      drawn.push(said);
      rows.push(following(rows, ends, said));
      rows.shift();
    }
  }
  return drawn.slice(0, count);
}

const inUnits = (value: number, { mean, deviation }: Quantity): number => mean + deviation * value;

/** As the data block would give it. */
const cellOf = (rows: readonly (readonly number[])[]): Cell => ({ values: rows.flat(), steps: rows.length });

/**
 * The step after the last of `rows`: the target as it is said to be, waves as they go on (x_{t+1} = 2 cos(2π/p) x_t − x_{t−1}), and
 * all else, of which nothing is said, as it was.
 */
function following(
  rows: readonly (readonly number[])[],
  { quantities, feature }: Ends,
  said: number,
): readonly number[] {
  return quantities.map(({ period }, column) => {
    const now = rows.at(-1)?.[column] ?? 0;
    if (column === feature) return said;
    if (period === undefined) return now;
    return 2 * Math.cos((2 * Math.PI) / period) * now - (rows.at(-2)?.[column] ?? now);
  });
}

/** The part of a series that its windows show, step by step from the first one's first, in its own units. */
class KnownSeries {
  constructor(
    private readonly ends: Ends,
    private readonly part: PartName,
    private readonly windows: number,
  ) {}

  /** Null where no window shows the step. */
  target(step: number): number | null {
    const { next, target, feature } = this.ends;
    const after = this.after(step);
    if (after === null) return this.row(step)?.[feature] ?? null;
    const cell = next.read(this.part, after.index, null);
    return 'text' in cell ? null : inUnits(cell.values[after.place] as number, target);
  }

  /** The window that ends with the step; a step that only follows the last window is like the one before it but for the target. */
  window(last: number): readonly (readonly number[])[] {
    const rows: (readonly number[])[] = [];
    for (let step = last - this.ends.window + 1; step <= last; step++) {
      const known = this.row(step);
      rows.push(known ?? following(rows, this.ends, this.target(step) ?? 0));
    }
    return rows;
  }

  name(step: number): string | null {
    const { next } = this.ends;
    const after = this.after(step);
    if (after === null) return null;
    const cell = next.read(this.part, after.index, null);
    return next.steps(cell, { part: this.part, index: after.index })?.[after.place] ?? null;
  }

  /** All features of a step that lies within a window. */
  private row(step: number): readonly number[] | null {
    const { windows, window, stride, quantities } = this.ends;
    const index = Math.min(Math.floor(step / stride), this.windows - 1);
    const place = step - index * stride;
    if (place >= window) return null;
    const cell = windows.read(this.part, index, null);
    if ('text' in cell) return null;
    return quantities.map((quantity, column) =>
      inUnits(cell.values[place * quantities.length + column] as number, quantity),
    );
  }

  /** The window that the step follows at most a horizon later, and how many steps later; null when there is none. */
  private after(step: number): { readonly index: number; readonly place: number } | null {
    const { window, stride, next } = this.ends;
    const index = Math.min(Math.floor((step - window) / stride), this.windows - 1);
    const place = step - window - index * stride;
    return index >= 0 && place < (next.quantities?.length ?? 0) ? { index, place } : null;
  }
}

/**
 * Mean squared error of "tomorrow is like today" over all windows of a part, on the scale that the network learns on: what the
 * loss would be of a network that says the last known value. Null where nothing is forecast, or by another loss.
 */
export function baselineOf(graph: CheckedGraph, pipeline: Pipeline, part: PartName): number | null {
  const ends = endsOf(graph, pipeline);
  const count = pipeline.rows.count(part);
  if (!ends || graph.losses[0]?.definition?.kind !== 'mean-squared' || count === 0) return null;
  const { windows, next, window, feature, quantities } = ends;
  let sum = 0;
  let numbers = 0;
  for (let index = 0; index < count; index++) {
    const before = windows.read(part, index, null);
    const after = next.read(part, index, null);
    if ('text' in before || 'text' in after) return null;
    const today = before.values[(window - 1) * quantities.length + feature] as number;
    for (const value of Array.from(after.values)) sum += (value - today) ** 2;
    numbers += after.values.length;
  }
  return sum / numbers;
}
