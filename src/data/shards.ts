/**
 * Packed data: static files below a folder of their own, listed in a manifest, fetched one after the other and each checked by
 * its SHA-256. Training can begin when the first has come.
 */
import { message } from '../text/catalog.ts';
import type { Rows } from './column.ts';
import { DataError, forParts, type OpenOptions, type PartName, parts } from './dataset.ts';

export interface Shard {
  readonly part: PartName;
  readonly file: string;
  readonly count: number;
  readonly bytes: number;
  /** Of the packed bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Written beside the shards when they are packed, in the order in which they are to be fetched. All shards of a part hold equally
 * many examples, but the last, which may hold fewer.
 */
export interface Manifest {
  readonly shards: readonly Shard[];
}

export interface Shards<T> {
  readonly rows: Rows;
  /** What the example's shard holds, and the example's place in it. Throws a RangeError for one that has not arrived. */
  locate(part: PartName, index: number): { readonly shard: T; readonly row: number };
}

/** Most examples of a shard, and most bytes, packed or unpacked. */
const largestCount = 100_000;
const largestShard = 100_000_000;

/**
 * Answers as soon as the manifest of `folder` is there; the shards follow one by one, unpacked (gzip) and read by `decode`,
 * which gives null for bytes that do not hold the shard's examples. Rejects with a DataError without a manifest.
 */
export async function openShards<T>(
  folder: string,
  options: OpenOptions,
  decode: (raw: Uint8Array, shard: Shard) => T | null,
): Promise<Shards<T>> {
  const fetched = (file: string) => fetchFile(options, folder, file);
  const manifest = readManifest(folder, await fetched('manifest.json'));
  const total = manifest.shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const loaded = forParts((): T[] => []);
  const bounds = forParts((part) => boundsOf(manifest, part));
  const arrivals = manifest.shards.map(() => deferred());
  let bytes = 0;
  options.onProgress(bytes, total);

  const fetchAll = async () => {
    for (const [index, shard] of manifest.shards.entries()) {
      const content = decode(await unpack(shard, await fetched(shard.file)), shard);
      if (content === null) throw new DataError(message('data.shard-short', { file: shard.file, count: shard.count }));
      loaded[shard.part].push(content);
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
  const rows: Rows = {
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
  };
  return {
    rows,
    locate(part, index) {
      const there = available(part);
      if (!(index >= 0 && index < there)) throw new RangeError(`example ${index} of ${there} in ${folder}/${part}`);
      const perShard = bounds[part][1] ?? 1;
      const number = Math.floor(index / perShard);
      return { shard: loaded[part][number] as T, row: index - number * perShard };
    },
  };
}

async function fetchFile(options: OpenOptions, folder: string, file: string): Promise<Uint8Array> {
  try {
    return await options.fetchShard(`${folder}/${file}`);
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(
      message('data.unreachable', { file, cause: cause instanceof Error ? cause.message : String(cause) }),
    );
  }
}

function boundsOf(manifest: Manifest, part: PartName): number[] {
  const bounds = [0];
  for (const shard of manifest.shards) if (shard.part === part) bounds.push((bounds.at(-1) ?? 0) + shard.count);
  return bounds;
}

function readManifest(folder: string, bytes: Uint8Array): Manifest {
  try {
    const { shards } = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
    if (shards.every(isShard) && parts.every((part) => areEven(shards.filter((shard) => shard.part === part)))) {
      return { shards };
    }
  } catch {
    // Neither JSON nor a list of shards: told below, as any other damage is.
  }
  throw new DataError(message('data.manifest-damaged', { folder }));
}

const isShard = ({ part, file, count, bytes, sha256 }: Shard): boolean =>
  parts.includes(part) &&
  /^\w[\w.-]*$/.test(file) &&
  isCount(count, largestCount) &&
  isCount(bytes, largestShard) &&
  /^[0-9a-f]{64}$/.test(sha256);

const isCount = (value: number, most: number): boolean => Number.isInteger(value) && value > 0 && value <= most;

/** Of the shards of one part: an example is found by dividing. */
const areEven = (shards: readonly Shard[]): boolean =>
  shards.every(({ count }, index) => {
    const first = shards[0]?.count ?? 0;
    return index === shards.length - 1 ? count <= first : count === first;
  });

async function unpack(shard: Shard, packed: Uint8Array): Promise<Uint8Array> {
  const source = new Uint8Array(packed);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', source));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const damaged = () => new DataError(message('data.shard-damaged', { file: shard.file }));
  if (hex !== shard.sha256) throw damaged();
  const stream = new Blob([source])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .pipeThrough(atMost(largestShard));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw damaged();
  }
}

/** Passes so many bytes on and fails at more: a small file can unpack to more than memory holds. */
function atMost(bytes: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let left = bytes;
  return new TransformStream({
    transform(chunk, controller) {
      left -= chunk.length;
      if (left < 0) controller.error(new RangeError(`more than ${bytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
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
