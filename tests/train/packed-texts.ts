/** Texts as packed shards in memory, in place of those below public/data. */
import { type PartName, parts } from '../../src/data/dataset.ts';
import { encodeTexts } from '../../src/data/sources/texts.ts';
import { packedShards } from './packed-shards.ts';

export type LabelledTexts = { readonly [part in PartName]: readonly (readonly [text: string, label: number])[] };

/** What `fetchShard` gives of a set of texts by the name of its folder. */
export function packedTexts(folder: string, texts: LabelledTexts): (name: string) => Promise<Uint8Array> {
  const filled = parts.filter((part) => texts[part].length > 0);
  return packedShards(
    folder,
    filled.map((part) => {
      const own = texts[part];
      const bytes = encodeTexts(
        own.map(([text]) => text),
        own.map(([, label]) => label),
      );
      return { part, count: own.length, bytes };
    }),
  );
}
