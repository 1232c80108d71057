/** The packed digits: 784 bytes of grey each. */
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import type { Dataset, OpenOptions } from '../dataset.ts';
import { openLabelledBytes } from '../labelled-bytes.ts';
import { numbersColumn } from '../numbers-column.ts';

/** Path of the manifest and the shards below the app's data folder. */
export const digitsFolder = 'digits';
const imageSize = 28 * 28;

/** Grey 0–255 as the network sees it: 0–1. */
const grey = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/** Outputs `image` and `label`; answers when the manifest is there. Rejects with a DataError without one. */
export async function openDigits(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const { rows, label, bytesAt } = await openLabelledBytes(digitsFolder, imageSize, spec.classes, options);
  const image = numbersColumn(rows, imageSize, (part, index) => {
    const bytes = bytesAt(part, index);
    const values = new Float32Array(imageSize);
    for (let i = 0; i < imageSize; i++) values[i] = grey[bytes[i] as number] as number;
    return values;
  });
  return { spec, rows, columns: { image, label } };
}
