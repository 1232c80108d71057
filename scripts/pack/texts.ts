/** Texts with a class each as shards: the form in which every set of texts is shipped. */
import { createHash } from 'node:crypto';
import { type PartName, parts } from '../../src/data/dataset.ts';
import { encodeTexts } from '../../src/data/sources/texts.ts';
import type { RawShard } from './shard-files.ts';

export interface LabelledText {
  readonly part: PartName;
  readonly text: string;
  /** Position of its class; 0 in a set without classes. */
  readonly label: number;
}

/** In an order that has nothing to do with classes, so that the first texts are as good as any. */
export function scattered(texts: readonly LabelledText[]): readonly LabelledText[] {
  const keyed = texts.map((each) => ({ each, key: createHash('sha256').update(each.text).digest('hex') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ each }) => each);
}

/** One shard a part, the training part first. */
export function textShards(texts: readonly LabelledText[]): readonly RawShard[] {
  return parts.map((part) => {
    const own = texts.filter((each) => each.part === part);
    return {
      part,
      count: own.length,
      bytes: encodeTexts(
        own.map(({ text }) => text),
        own.map(({ label }) => label),
      ),
    };
  });
}
