/** Numbers of a fixed shape. */
import { message } from '../text/catalog.ts';
import type { Column, Rows } from './column.ts';
import { DataError, type PartName } from './dataset.ts';

/** Numbers in the shape that `size` is the product of, one example after another. */
export function numbersColumn(
  rows: Rows,
  size: number,
  valuesAt: (part: PartName, index: number) => ArrayLike<number>,
): Column {
  return {
    rows,
    read: (part, index) => ({ values: valuesAt(part, index), steps: null }),
    of: (cell) => {
      const found = 'text' in cell ? null : cell.values.length;
      if (found !== size) throw new DataError(message('data.given-size', { size, found: found ?? 0 }));
      return cell;
    },
    steps: () => null,
  };
}
