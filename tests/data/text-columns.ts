/** Columns of texts for tests: no shards, no loading. */

import type { Column } from '../../src/data/column.ts';
import { forParts, type PartName } from '../../src/data/dataset.ts';
import type { Prepare } from '../../src/data/prepare/preparation.ts';
import { rowsAtOnce } from '../../src/data/split.ts';
import type { TensorType } from '../../src/tensor/shape.ts';
import { axis } from '../../src/tensor/shape.ts';

export type PartTexts = { readonly [part in PartName]: readonly string[] };

export const textColumn = (texts: PartTexts): Column => ({
  rows: rowsAtOnce((part) => texts[part].length),
  read: (part, index) => ({ text: texts[part][index] ?? '' }),
  of: (cell) => cell,
  steps: () => null,
});

const tokenType: TensorType = {
  axes: [axis('B', 'B', 'x'), axis('T', 'T', 'x')],
  element: { of: 'index', classes: 9 },
};

/** The columns that a preparation makes of one input, called x. */
export const prepared = <P>(prepare: Prepare<P>, params: P, x: Column) =>
  prepare({ block: 'block', params, inputs: { x }, types: { inputs: { x: tokenType }, outputs: {} } });

/** The ids of every example of a part. */
export function idsOf(column: Column, part: PartName): number[][] {
  return Array.from({ length: column.rows.count(part) }, (_, index) => {
    const cell = column.read(part, index, null);
    return 'text' in cell ? [] : Array.from(cell.values);
  });
}

/** A column of token ids as they are given. */
export const tokenColumn = (ids: { readonly [part in PartName]: readonly (readonly number[])[] }): Column => ({
  rows: rowsAtOnce((part) => ids[part].length),
  read: (part, index) => ({ values: Uint16Array.from(ids[part][index] ?? []), steps: ids[part][index]?.length ?? 0 }),
  of: (cell) => cell,
  steps: (cell) => ('text' in cell ? [] : Array.from(cell.values, (id) => `#${id}`)),
});

export const onlyTrain = <T>(train: T, none: T) => forParts((part) => (part === 'train' ? train : none));
