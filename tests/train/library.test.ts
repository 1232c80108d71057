import { beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import type { CheckedBlock } from '../../src/check/report.ts';
import { emptyDocument } from '../../src/document/file.ts';
import { DataLibrary } from '../../src/train/library.ts';

const block = (kind: string, params: { readonly [name: string]: number | string }): CheckedBlock => {
  const document = { ...emptyDocument('data'), blocks: [{ id: 'data', kind, params }] };
  return check(document).blocks.get('data') ?? expect.fail('no data block');
};
const digits = block('image', {});
const points = (noise: number) => block('table', { noise });

let fetched: string[];
let library: DataLibrary;
beforeEach(() => {
  fetched = [];
  library = new DataLibrary(async (name) => {
    fetched.push(name);
    return new TextEncoder().encode('{"shards": []}');
  });
});

describe('the library of data sets', () => {
  it('opens a set once, whatever share is held out of others', async () => {
    expect(await library.open(digits, 0.1)).toBe(await library.open(digits, 0.2));
    expect(fetched).toEqual(['digits/manifest.json']);
    expect(await library.open(points(0.1), 0.1)).not.toBe(await library.open(points(0.1), 0.2));
  });

  it('keeps the sets made last, and those that were fetched', async () => {
    const fetchedSet = await library.open(digits, 0.1);
    const first = await library.open(points(0), 0.1);
    const second = await library.open(points(0.01), 0.1);
    for (let noise = 2; noise <= 8; noise++) await library.open(points(noise / 100), 0.1);
    expect(await library.open(points(0.01), 0.1)).toBe(second);
    expect(await library.open(points(0), 0.1)).not.toBe(first);
    expect(await library.open(digits, 0.1)).toBe(fetchedSet);
  });

  it('fetches again what it was told to forget', async () => {
    const first = await library.open(digits, 0.1);
    library.forget(digits);
    expect(await library.open(digits, 0.1)).not.toBe(first);
    expect(fetched).toHaveLength(2);
  });
});
