/** Rows of windows: every example is a piece of an example of other rows. */
import { type Cell, numbersOf, type Rows } from './column.ts';
import { forParts, type PartName } from './dataset.ts';
import { rowsAtOnce } from './split.ts';

export interface Windows {
  readonly rows: Rows;
  /** The example that the window is cut from, and its first step there. Throws a RangeError beyond the last window. */
  locate(part: PartName, index: number): { readonly example: number; readonly start: number };
}

/** Where windows begin in an example of so many steps: 0, stride, ..., as far as `reach` steps fit. */
const countIn = (steps: number, reach: number, stride: number): number =>
  steps < reach ? 0 : Math.floor((steps - reach) / stride) + 1;

/** Windows of `reach` steps, `stride` apart, over examples that are all there and have `stepsOf` steps each. */
export function windowsOver(
  source: Rows,
  stepsOf: (part: PartName, example: number) => number,
  { reach, stride }: { readonly reach: number; readonly stride: number },
): Windows {
  /** Number of the first window of each example; then the number of all. */
  const firstsOf = (part: PartName): readonly number[] => {
    const firsts = [0];
    for (let example = 0; example < source.count(part); example++) {
      firsts.push((firsts[example] as number) + countIn(stepsOf(part, example), reach, stride));
    }
    return firsts;
  };
  const firsts = forParts(firstsOf);
  const count = (part: PartName) => firsts[part].at(-1) as number;
  const locate: Windows['locate'] = (part, index) => {
    if (!(index >= 0 && index < count(part))) throw new RangeError(`window ${index} of ${count(part)} in ${part}`);
    const first = firsts[part];
    let [low, high] = [0, first.length - 1];
    // The last example whose first window is not behind this one.
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((first[middle] as number) <= index) low = middle;
      else high = middle;
    }
    return { example: low, start: (index - (first[low] as number)) * stride };
  };
  const rows: Rows = { ...rowsAtOnce(count), isFirstPiece: (part, index) => locate(part, index).start === 0 };
  return { rows, locate };
}

/** `count` numbers of a cell from the one at `from` on, all of them real. */
export function piece(cell: Cell, from: number, count: number): Cell {
  const { values } = numbersOf(cell);
  return { values: Float32Array.from({ length: count }, (_, i) => values[from + i] as number), steps: null };
}
