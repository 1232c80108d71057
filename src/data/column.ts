/** Data as columns: an opened data block gives one for each output, and a preparation makes new ones from those before it. */
import { type Numbers, type PartName, parts } from './dataset.ts';

/**
 * One example at one port: a text, or numbers in the port's shape without the batch, row-major. Where examples differ in
 * their number of steps, `steps` says how many are real; numbers may be fewer than the shape holds, and what is missing is
 * padding. Null where every step is real.
 */
export type Cell = { readonly text: string } | { readonly values: ArrayLike<number>; readonly steps: number | null };

/** The examples that columns share: columns of the same rows (the same object) belong together, example by example. */
export interface Rows {
  /** Final number of examples of the part. */
  count(part: PartName): number;
  /** How many of them, from the first, can be read now. */
  available(part: PartName): number;
  /** The bounds at which examples of the part arrive together: [0, 5000, 10000, ...] up to `count`. */
  bounds(part: PartName): readonly number[];
  /** Resolves when the first `count` examples of the part can be read; rejects with a DataError when they cannot be had. */
  whenAvailable(part: PartName, count: number): Promise<void>;
  /** Of pieces cut from longer examples: whether the piece is the first of its example, and so goes on from none. */
  isFirstPiece?(part: PartName, index: number): boolean;
}

/**
 * How an example is read: `draw` seeds random changes (augmentation), so that equal draws give equal examples. Null, as it is
 * for everything but training, leaves them out. The same draw reaches every block: each mixes in its own path.
 */
export type Draw = number | null;

/** Where an example stands in the data. */
export interface Place {
  readonly part: PartName;
  readonly index: number;
}

/** What one feature measures, and the way back from a column's numbers: value = mean + deviation · number. */
export interface Quantity {
  readonly name: string;
  /** `°C`; empty where it has none. */
  readonly unit: string;
  readonly mean: number;
  readonly deviation: number;
  /** Of a wave that is known for all time (the time of year): the steps after which it repeats. */
  readonly period?: number;
}

/** What a column of values goes on with: windows of a series, and which of their features. */
export interface Continues {
  readonly windows: Column;
  readonly feature: number;
  /** Steps of a window, and from the start of one window to that of the next. */
  readonly window: number;
  readonly stride: number;
}

export interface Column {
  readonly rows: Rows;
  /** One for each number of a step (the last axis), where the numbers measure something that a person knows by name. */
  readonly quantities?: readonly Quantity[];
  /** Of what comes after each window of a series: the windows, whose rows these are. */
  readonly continues?: Continues;
  /** Draws make a difference: a random change stands here or somewhere before. */
  readonly random?: true;
  /** What whole numbers stand for: the classes of a label, the entries of a vocabulary. Missing for measured numbers. */
  readonly classes?: readonly string[];
  /** Of tokens: the text that they stand for, so that a network can write. Missing for anything else. */
  readonly spell?: (tokens: ArrayLike<number>) => string;
  /** Throws a RangeError for an example that is not available. */
  read(part: PartName, index: number, draw: Draw): Cell;
  /**
   * What this column would hold for an example that a person gives: `cell` is taken as the data block's output of the same
   * kind and goes the same way. Throws a DataError that says what is wrong with it (an empty text, a recording too short).
   */
  of(cell: Cell): Cell;
  /**
   * What stands at each real step of a cell, where steps have names: characters, words, days. Null where they have none.
   * `place` is where the cell was read; without it, what hangs on the place alone (days) has no names.
   */
  steps(cell: Cell, place?: Place): readonly string[] | null;
}

/** Resolves when every example of every part can be read; rejects with a DataError when one cannot be had. */
export async function whenAllAvailable(rows: Rows): Promise<void> {
  for (const part of parts) await rows.whenAvailable(part, rows.count(part));
}

/** The cell as numbers. Throws a TypeError for a text: the checker lets none come where numbers are needed. */
export function numbersOf(cell: Cell): Exclude<Cell, { readonly text: string }> {
  if ('text' in cell) throw new TypeError('a text has no numbers');
  return cell;
}

/** Writes a cell's numbers to `target` from `at` on, zeros after them up to `size`. Throws for a text. */
export function writeCell(cell: Cell, target: Numbers, at: number, size: number): void {
  const { values } = numbersOf(cell);
  const count = Math.min(values.length, size);
  if (count === values.length) target.set(values, at);
  else for (let i = 0; i < count; i++) target[at + i] = values[i] as number;
  target.fill(0, at + count, at + size);
}
