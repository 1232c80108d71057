/** The class of each example. */
import type { Cell, Column, Rows } from './column.ts';
import type { PartName } from './dataset.ts';

/** The class of each example as a number; an example that a person gives has none, and counts as class 0. */
export function labelColumn(
  rows: Rows,
  classes: readonly string[],
  labelAt: (part: PartName, index: number) => number,
): Column {
  const cells = classes.map((_, label): Cell => ({ values: [label], steps: null }));
  const cellOf = (label: number): Cell => {
    const cell = cells[label];
    if (!cell) throw new RangeError(`there is no class ${label}`);
    return cell;
  };
  return {
    rows,
    read: (part, index) => cellOf(labelAt(part, index)),
    of: () => cellOf(0),
    steps: () => null,
    classes,
  };
}
