/** Examples of so many bytes each, with a class each, as shards: the counterpart of src/data/labelled-bytes.ts. */
import { forParts, type PartName } from '../../src/data/dataset.ts';
import type { RawShard } from './shard-files.ts';

export interface LabelledBytes {
  /** One example after another. */
  readonly examples: Uint8Array;
  /** A byte each. */
  readonly labels: Uint8Array;
}

/**
 * Shards of `perShard` examples. Training can start with the first, then the page can show examples that training does not see.
 */
export function labelledShards(
  examples: { readonly [part in PartName]: LabelledBytes },
  perShard: number,
): readonly RawShard[] {
  const { train, validation, test } = forParts((part) => cut(part, examples[part], perShard));
  return [...train.slice(0, 1), ...validation, ...train.slice(1), ...test];
}

function cut(part: PartName, { examples, labels }: LabelledBytes, perShard: number): readonly RawShard[] {
  const size = examples.length / labels.length;
  const shards: RawShard[] = [];
  for (let from = 0; from < labels.length; from += perShard) {
    const to = Math.min(from + perShard, labels.length);
    const bytes = Buffer.concat([examples.subarray(from * size, to * size), labels.subarray(from, to)]);
    shards.push({ part, count: to - from, bytes });
  }
  return shards;
}
