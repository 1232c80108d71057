/** The steps of a run as columns that grow: what the charts draw. */
import type { StepSeries } from '../protocol/events.ts';

/** What is kept of a curve: plain arrays of one length. */
export interface CurveColumns {
  readonly step: Float64Array;
  readonly loss: Float32Array;
  /** NaN where there is none. */
  readonly accuracy: Float32Array;
  readonly learningRate: Float32Array;
  readonly gradientNorm: Float32Array;
}

const names = ['step', 'loss', 'accuracy', 'learningRate', 'gradientNorm'] as const;

/** Grows in place, its room doubling, so that a run's millionth step costs what its first did. */
export class Curve {
  private columns: CurveColumns;
  private count: number;

  constructor(columns: CurveColumns = emptyColumns(1024), count = 0) {
    this.columns = columns;
    this.count = count;
  }

  static from(columns: CurveColumns): Curve {
    return new Curve(columns, columns.step.length);
  }

  get length(): number {
    return this.count;
  }

  /** Number of the last step; 0 before the first. */
  get lastStep(): number {
    return this.count === 0 ? 0 : (this.columns.step[this.count - 1] as number);
  }

  /** Views of the columns as far as they are filled: valid until the curve grows. */
  get view(): CurveColumns {
    return mapColumns(this.columns, (column) => column.subarray(0, this.count));
  }

  append(series: StepSeries): void {
    const added = series.loss.length;
    this.reserve(this.count + added);
    for (let i = 0; i < added; i++) this.columns.step[this.count + i] = series.first + i;
    for (const name of ['loss', 'accuracy', 'learningRate', 'gradientNorm'] as const)
      this.columns[name].set(series[name], this.count);
    this.count += added;
  }

  /** Forgets the steps after this one: the run goes on from there. */
  truncate(step: number): void {
    while (this.count > 0 && this.lastStep > step) this.count--;
  }

  /**
   * A copy of at most `limit` points. Of each stretch the points with the smallest and the largest loss stay, so that
   * peaks do; a stretch of one point keeps that.
   */
  thinned(limit: number): CurveColumns {
    if (this.count <= limit) return mapColumns(this.columns, (column) => column.slice(0, this.count));
    const stretches = Math.floor(limit / 2);
    const kept: number[] = [];
    for (let i = 0; i < stretches; i++) {
      const start = Math.floor((i * this.count) / stretches);
      const end = Math.floor(((i + 1) * this.count) / stretches);
      let low = start;
      let high = start;
      for (let at = start; at < end; at++) {
        if (this.lossAt(at) < this.lossAt(low)) low = at;
        if (this.lossAt(at) > this.lossAt(high)) high = at;
      }
      kept.push(...new Set([Math.min(low, high), Math.max(low, high)]));
    }
    const thin = emptyColumns(kept.length);
    for (const name of names)
      for (const [to, from] of kept.entries()) thin[name][to] = this.columns[name][from] as number;
    return thin;
  }

  private lossAt(index: number): number {
    return this.columns.loss[index] as number;
  }

  private reserve(needed: number): void {
    if (needed <= this.columns.step.length) return;
    const larger = emptyColumns(Math.max(needed, 2 * this.columns.step.length));
    for (const name of names) larger[name].set(this.columns[name]);
    this.columns = larger;
  }
}

function emptyColumns(length: number): CurveColumns {
  return {
    step: new Float64Array(length),
    loss: new Float32Array(length),
    accuracy: new Float32Array(length),
    learningRate: new Float32Array(length),
    gradientNorm: new Float32Array(length),
  };
}

type Column = Float32Array | Float64Array;

function mapColumns(columns: CurveColumns, map: <C extends Column>(column: C) => Column): CurveColumns {
  return Object.fromEntries(names.map((name) => [name, map(columns[name])])) as unknown as CurveColumns;
}
