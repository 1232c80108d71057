/** Columns made by hand, for preparations to work on. */
import type { Cell, Column } from '../../../src/data/column.ts';
import type { PartName } from '../../../src/data/dataset.ts';
import { rowsAtOnce } from '../../../src/data/split.ts';
import { type AxisName, axis, real, type TensorType } from '../../../src/tensor/shape.ts';

export type Examples = { readonly [part in PartName]: readonly Cell[] };

export function columnOf(examples: Examples, more: Partial<Column> = {}): Column {
  return {
    rows: rowsAtOnce((part) => examples[part].length),
    read: (part, index) => {
      const cell = examples[part][index];
      if (!cell) throw new RangeError(`${part} ${index}`);
      return cell;
    },
    of: (cell) => cell,
    steps: () => null,
    ...more,
  };
}

export const valuesOf = (cell: Cell): readonly number[] => ('text' in cell ? [] : Array.from(cell.values));

/** Real numbers with these axes behind the batch: `T5 F2`. */
export function typeOf(axes: string): TensorType {
  const behind = axes.split(' ').map((text) => axis(text[0] as AxisName, Number(text.slice(1)), 'data'));
  return { axes: [axis('B', 'B', 'data'), ...behind], element: real };
}
