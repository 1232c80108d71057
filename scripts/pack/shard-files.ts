/** Writes packed data below public/data: shards named by their content, and the manifest that lists them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { PartName } from '../../src/data/dataset.ts';
import type { Manifest, Shard } from '../../src/data/shards.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'public', 'data');

/** Examples that are fetched together. */
export interface RawShard {
  readonly part: PartName;
  readonly count: number;
  readonly bytes: Uint8Array;
}

export interface PackedSet {
  readonly folder: string;
  /** What the shards are made of and how: another recipe packs again. */
  readonly recipe: string;
  /** In the order in which they are to be fetched. */
  readonly make: () => readonly RawShard[] | Promise<readonly RawShard[]>;
}

/** Does nothing when the folder was packed by the same recipe. */
export async function pack({ folder, recipe, make }: PackedSet): Promise<void> {
  const target = join(root, folder);
  const manifestFile = join(target, 'manifest.json');
  if (existsSync(manifestFile) && JSON.parse(readFileSync(manifestFile, 'utf8')).recipe === recipe) return;
  const shards = await make();
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const written = shards.map((shard, index) => write(target, shard, index));
  const manifest: Manifest & { readonly recipe: string } = { recipe, shards: written };
  // Last, so that an interrupted run packs again.
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
  const count = (part: PartName) =>
    written.reduce((sum, shard) => sum + (shard.part === part ? shard.count : 0), 0).toLocaleString('en');
  const bytes = written.reduce((sum, shard) => sum + shard.bytes, 0).toLocaleString('en');
  console.log(`${folder}: ${count('train')} + ${count('validation')} + ${count('test')} examples, ${bytes} bytes`);
}

function write(target: string, { part, count, bytes }: RawShard, index: number): Shard {
  const packed = gzipSync(bytes, { level: 9 });
  const sha256 = createHash('sha256').update(packed).digest('hex');
  const file = `${part}-${String(index).padStart(2, '0')}.${sha256.slice(0, 8)}.bin`;
  writeFileSync(join(target, file), packed);
  return { part, file, count, bytes: packed.length, sha256 };
}
