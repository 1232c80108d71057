/** The packed digits: each shard is all of its images (784 bytes of grey each) and then all labels (a byte each). */
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import type { Dataset, OpenOptions } from '../dataset.ts';
import { labelColumn } from '../label-column.ts';
import { numbersColumn } from '../numbers-column.ts';
import { openShards } from '../shards.ts';

/** Path of the manifest and the shards below the app's data folder. */
export const digitsFolder = 'digits';
const imageSize = 28 * 28;

/** Grey 0–255 as the network sees it: 0–1. */
const grey = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/** Outputs `image` and `label`; answers when the manifest is there. Rejects with a DataError without one. */
export async function openDigits(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const { rows, locate } = await openShards(digitsFolder, options, (raw, { count }) =>
    raw.length === count * (imageSize + 1)
      ? { images: raw.subarray(0, count * imageSize), labels: raw.subarray(count * imageSize) }
      : null,
  );
  return {
    spec,
    rows,
    columns: {
      image: numbersColumn(rows, imageSize, (part, index) => {
        const { shard, row } = locate(part, index);
        const values = new Float32Array(imageSize);
        const first = row * imageSize;
        for (let i = 0; i < imageSize; i++) values[i] = grey[shard.images[first + i] as number] as number;
        return values;
      }),
      label: labelColumn(rows, spec.classes, (part, index) => {
        const { shard, row } = locate(part, index);
        return shard.labels[row] as number;
      }),
    },
  };
}
