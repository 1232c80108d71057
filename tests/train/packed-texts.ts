/** Texts as packed shards in memory, in place of those below public/data. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type PartName, parts } from '../../src/data/dataset.ts';
import { encodeTexts } from '../../src/data/sources/texts.ts';

export type LabelledTexts = { readonly [part in PartName]: readonly (readonly [text: string, label: number])[] };

/** What `fetchShard` gives of a set of texts by the name of its folder. */
export function packedTexts(folder: string, texts: LabelledTexts): (name: string) => Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const shards = parts
    .filter((part) => texts[part].length > 0)
    .map((part) => {
      const own = texts[part];
      const raw = encodeTexts(
        own.map(([text]) => text),
        own.map(([, label]) => label),
      );
      const packed = gzipSync(raw);
      const sha256 = createHash('sha256').update(packed).digest('hex');
      files.set(`${folder}/${part}.bin`, packed);
      return { part, file: `${part}.bin`, count: own.length, bytes: packed.length, sha256 };
    });
  files.set(`${folder}/manifest.json`, new TextEncoder().encode(JSON.stringify({ shards })));
  return async (name) => files.get(name) ?? Promise.reject(new Error(`${name} was asked for`));
}
