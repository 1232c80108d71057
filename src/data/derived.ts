/** Columns made from another one example by example, over the same rows: what most preparations are. */
import type { Cell, Column, Draw } from './column.ts';
import type { PartName } from './dataset.ts';

/**
 * `change` makes the new cell from the old one; it must give equal cells for equal ones and equal draws. Whatever the new column
 * says otherwise than the old (names of steps, classes, spelling) is in `more`.
 */
export function derived(
  from: Column,
  change: (cell: Cell, draw: Draw) => Cell,
  more: Partial<Pick<Column, 'random' | 'steps' | 'classes' | 'spell' | 'quantities'>> = {},
): Column {
  return {
    ...from,
    read: (part, index, draw) => change(from.read(part, index, draw), draw),
    of: (cell) => change(from.of(cell), null),
    ...more,
  };
}

/**
 * The same column, its cells kept once they have been made: for changes that take long (a spectrogram). Numbers are kept as
 * f32, which is what a program computes with. Cells that hang on a draw are made anew each time.
 */
export function kept(column: Column): Column {
  const cells = new Map<PartName, Cell[]>();
  return {
    ...column,
    read(part, index, draw) {
      if (column.random && draw !== null) return column.read(part, index, draw);
      const known = cells.get(part) ?? [];
      if (known.length === 0) cells.set(part, known);
      const cell = known[index] ?? compact(column.read(part, index, null));
      known[index] = cell;
      return cell;
    },
  };
}

const compact = (cell: Cell): Cell =>
  'text' in cell || cell.values instanceof Uint8Array || cell.values instanceof Uint16Array
    ? cell
    : { values: Float32Array.from(cell.values), steps: cell.steps };
