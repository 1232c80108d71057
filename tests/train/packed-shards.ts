/** Packed data in memory, in place of what lies below public/data. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { PartName } from '../../src/data/dataset.ts';

export interface Raw {
  readonly part: PartName;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** What `fetchShard` gives of a set by the name of its folder, the shards in this order. */
export function packedShards(folder: string, raw: readonly Raw[]): (name: string) => Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const shards = raw.map(({ part, count, bytes }, index) => {
    const packed = gzipSync(bytes);
    const file = `${part}-${index}.bin`;
    files.set(`${folder}/${file}`, packed);
    return { part, file, count, bytes: packed.length, sha256: createHash('sha256').update(packed).digest('hex') };
  });
  files.set(`${folder}/manifest.json`, new TextEncoder().encode(JSON.stringify({ shards })));
  return async (name) => files.get(name) ?? Promise.reject(new Error(`${name} was asked for`));
}
