/**
 * The packed digits: static shards of 5,000 examples, each the gzip of all images (784 bytes of grey each) and then all
 * labels (a byte each). Training can begin when the first has come; each is checked by its SHA-256.
 */
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { message } from '../../text/catalog.ts';
import { DataError, type Dataset, type Numbers, type OpenOptions, type PartName, parts } from '../dataset.ts';

export interface Shard {
  readonly part: PartName;
  readonly file: string;
  readonly count: number;
  readonly bytes: number;
  /** Of the packed bytes, in hexadecimal. */
  readonly sha256: string;
}

/** Written beside the shards when they are packed, in the order in which they are to be fetched. */
export interface Manifest {
  readonly shards: readonly Shard[];
}

/** Path of the manifest and the shards below the app's data folder. */
export const digitsFolder = 'digits';
const imageSize = 28 * 28;

/** Grey 0–255 as the network sees it: 0–1. */
const grey = Float32Array.from({ length: 256 }, (_, value) => value / 255);

interface Loaded {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Answers as soon as the manifest is there; the shards follow one by one. Rejects with a DataError without a manifest. */
export async function openDigits(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const manifest = readManifest(await fetched(options, 'manifest.json'));
  const total = manifest.shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const loaded = Object.fromEntries(parts.map((part) => [part, [] as Loaded[]])) as Record<PartName, Loaded[]>;
  const bounds = Object.fromEntries(parts.map((part) => [part, boundsOf(manifest, part)])) as Record<
    PartName,
    number[]
  >;
  const arrivals = manifest.shards.map(() => deferred());
  let bytes = 0;
  options.onProgress(bytes, total);

  const fetchAll = async () => {
    for (const [index, shard] of manifest.shards.entries()) {
      loaded[shard.part].push(await unpack(shard, await fetched(options, shard.file)));
      bytes += shard.bytes;
      options.onProgress(bytes, total);
      arrivals[index]?.resolve();
    }
  };
  fetchAll().catch((cause: unknown) => {
    const error = cause instanceof DataError ? cause : new DataError(String(cause));
    for (const arrival of arrivals) arrival.reject(error);
  });

  const available = (part: PartName) => bounds[part][loaded[part].length] ?? 0;
  return {
    spec,
    count: (part) => bounds[part].at(-1) ?? 0,
    available,
    bounds: (part) => bounds[part],
    async whenAvailable(part, count) {
      let seen = 0;
      for (const [index, shard] of manifest.shards.entries()) {
        if (shard.part !== part || seen >= count) continue;
        seen += shard.count;
        await arrivals[index]?.promise;
      }
    },
    gather(part, indices, from, count, features: Numbers, labels: Numbers) {
      const starts = bounds[part];
      const shards = loaded[part];
      const there = available(part);
      const perShard = starts[1] ?? 1;
      for (let i = 0; i < count; i++) {
        const index = indices[from + i] ?? there;
        if (index >= there) throw new RangeError(`example ${index} of ${there} in ${spec.id}/${part}`);
        const number = Math.floor(index / perShard);
        const shard = shards[number] as Loaded;
        const row = index - number * perShard;
        const pixels = shard.images.subarray(row * imageSize, (row + 1) * imageSize);
        for (let j = 0; j < imageSize; j++) features[i * imageSize + j] = grey[pixels[j] as number] as number;
        labels[i] = shard.labels[row] as number;
      }
    },
  };
}

async function fetched(options: OpenOptions, file: string): Promise<Uint8Array> {
  try {
    return await options.fetchShard(`${digitsFolder}/${file}`);
  } catch (cause) {
    throw new DataError(
      message('data.unreachable', { file, cause: cause instanceof Error ? cause.message : String(cause) }),
    );
  }
}

/** All shards of a part but the last hold equally many examples, so that an index finds its shard by division. */
function boundsOf(manifest: Manifest, part: PartName): number[] {
  const bounds = [0];
  for (const shard of manifest.shards) if (shard.part === part) bounds.push((bounds.at(-1) ?? 0) + shard.count);
  return bounds;
}

function readManifest(bytes: Uint8Array): Manifest {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
  } catch {
    throw new DataError(message('data.manifest-damaged'));
  }
  const sound =
    Array.isArray(manifest?.shards) &&
    manifest.shards.every(
      (shard) =>
        parts.includes(shard.part) &&
        /^[\w.-]+$/.test(shard.file) &&
        Number.isInteger(shard.count) &&
        shard.count > 0 &&
        shard.count <= 100_000 &&
        Number.isInteger(shard.bytes) &&
        /^[0-9a-f]{64}$/.test(shard.sha256),
    );
  if (!sound) throw new DataError(message('data.manifest-damaged'));
  return manifest;
}

async function unpack(shard: Shard, packed: Uint8Array): Promise<Loaded> {
  const source = new Uint8Array(packed);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', source));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== shard.sha256) throw new DataError(message('data.shard-damaged', { file: shard.file }));
  const stream = new Blob([source]).stream().pipeThrough(new DecompressionStream('gzip'));
  const raw = new Uint8Array(await new Response(stream).arrayBuffer());
  if (raw.length !== shard.count * (imageSize + 1))
    throw new DataError(message('data.shard-short', { file: shard.file, count: shard.count }));
  return { images: raw.subarray(0, shard.count * imageSize), labels: raw.subarray(shard.count * imageSize) };
}

function deferred() {
  let resolve: () => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // A shard that nobody waits for yet may fail: whoever asks later is told.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
