/** Packed examples of so many bytes each: each shard is all of its examples and then all of their labels, a byte each. */
import type { Column, Rows } from './column.ts';
import type { OpenOptions, PartName } from './dataset.ts';
import { labelColumn } from './label-column.ts';
import { openShards } from './shards.ts';

export interface LabelledBytes {
  readonly rows: Rows;
  readonly label: Column;
  /** Those of one example. Throws a RangeError for one that has not arrived. */
  bytesAt(part: PartName, index: number): Uint8Array;
}

/** Answers when the manifest of `folder` is there. Rejects with a DataError without one. */
export async function openLabelledBytes(
  folder: string,
  size: number,
  classes: readonly string[],
  options: OpenOptions,
): Promise<LabelledBytes> {
  const { rows, locate } = await openShards(folder, options, (raw, { count }) => {
    const labels = raw.subarray(count * size);
    const isWhole = labels.length === count && labels.every((label) => label < classes.length);
    return isWhole ? { examples: raw.subarray(0, count * size), labels } : null;
  });
  return {
    rows,
    label: labelColumn(rows, classes, (part, index) => {
      const { shard, row } = locate(part, index);
      return shard.labels[row] as number;
    }),
    bytesAt(part, index) {
      const { shard, row } = locate(part, index);
      return shard.examples.subarray(row * size, (row + 1) * size);
    },
  };
}
