import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DatasetSpec } from '../../src/blocks/data/datasets.ts';
import type { Cell } from '../../src/data/column.ts';
import { DataError, type Dataset, type PartName, parts } from '../../src/data/dataset.ts';
import { openDataset } from '../../src/data/open.ts';

const spec = (changes: Partial<DatasetSpec>): DatasetSpec => ({
  id: 'moons',
  title: '',
  shape: [2],
  axes: ['F'],
  classes: ['0', '1'],
  features: ['x', 'y'],
  counts: { train: 300, validation: 0, test: 100 },
  options: { noise: 0, turns: 2 },
  licence: '',
  source: '',
  bytes: 0,
  ...changes,
});

const quiet = {
  fetchShard: () => Promise.reject(new Error('nothing to fetch')),
  validationSplit: 0.2,
  onProgress: () => {},
};

/** All examples of a part as [features, label] pairs. */
function examples(dataset: Dataset, part: PartName): [number[], number][] {
  return Array.from({ length: dataset.rows.available(part) }, (_, index) => {
    const [features, label] = Object.values(dataset.columns).map((column) => numbers(column.read(part, index, null)));
    return [features ?? [], label?.[0] ?? -1];
  });
}

const numbers = (cell: Cell): number[] => ('text' in cell ? [] : Array.from(cell.values));

describe('points in the plane', () => {
  it('lie on their curves when there is no noise', async () => {
    const moons = await openDataset(spec({}), quiet);
    for (const [[x = 0, y = 0], label] of examples(moons, 'train')) {
      const [cx, cy] = label === 0 ? [-0.5, -0.25] : [0.5, 0.25];
      expect(Math.hypot(x - cx, y - cy)).toBeCloseTo(1, 5);
    }
    const circles = await openDataset(spec({ id: 'circles' }), quiet);
    for (const [[x = 0, y = 0], label] of examples(circles, 'train'))
      expect(Math.hypot(x, y)).toBeCloseTo(label === 0 ? 1 : 0.5, 5);
    const spirals = await openDataset(spec({ id: 'spirals' }), quiet);
    for (const [[x = 0, y = 0], label] of examples(spirals, 'train')) {
      const radius = Math.hypot(x, y);
      const angle = Math.PI * (2 * ((radius - 0.05) / 0.95) + label);
      expect(Math.hypot(x - radius * Math.cos(angle), y - radius * Math.sin(angle))).toBeLessThan(1e-5);
    }
  });

  it('are the same points for the same options, and others for more noise', async () => {
    const a = await openDataset(spec({ options: { noise: 0.1, turns: 2 } }), quiet);
    const b = await openDataset(spec({ options: { noise: 0.1, turns: 2 } }), quiet);
    const c = await openDataset(spec({ options: { noise: 0.2, turns: 2 } }), quiet);
    expect(examples(a, 'train')).toEqual(examples(b, 'train'));
    expect(examples(a, 'train')).not.toEqual(examples(c, 'train'));
  });

  it('hold out the share that the training settings ask for, and no example twice', async () => {
    const moons = await openDataset(spec({ options: { noise: 0.1, turns: 2 } }), quiet);
    expect(parts.map((part) => moons.rows.count(part))).toEqual([240, 60, 100]);
    const all = parts.flatMap((part) => examples(moons, part).map((each) => each[0].join()));
    expect(new Set(all).size).toBe(400);
  });
});

describe('iris', () => {
  it('has fifty flowers of each species', async () => {
    const iris = await openDataset(
      spec({
        id: 'iris',
        shape: [4],
        classes: ['setosa', 'versicolor', 'virginica'],
        counts: { train: 150, validation: 0, test: 0 },
      }),
      quiet,
    );
    const all = parts.flatMap((part) => examples(iris, part));
    expect([0, 1, 2].map((label) => all.filter((each) => each[1] === label).length)).toEqual([50, 50, 50]);
    expect(all.map((each) => each[0].join())).toContain([5.1, 3.5, 1.4, 0.2].map(Math.fround).join());
  });
});

describe('digits', () => {
  const digits = spec({
    id: 'digits',
    shape: [28, 28, 1],
    axes: ['H', 'W', 'C'],
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    counts: { train: 25, validation: 5, test: 0 },
  });

  /** Shards of small made images: every pixel of example i is i, its label i mod 10. */
  function packed() {
    const files = new Map<string, Uint8Array>();
    const shards = (['train', 'train', 'train', 'validation'] as const).map((part, number) => {
      const count = number === 2 ? 5 : 10;
      const first = number * 10;
      const images = Uint8Array.from({ length: count * 784 }, (_, i) => first + Math.floor(i / 784));
      const labels = Uint8Array.from({ length: count }, (_, i) => (first + i) % 10);
      const bytes = gzipSync(Buffer.concat([images, labels]));
      const file = `${part}-${number}.bin`;
      files.set(`digits/${file}`, bytes);
      return { part, file, count, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    });
    files.set('digits/manifest.json', new TextEncoder().encode(JSON.stringify({ shards })));
    return files;
  }

  const from = (files: Map<string, Uint8Array>) => (name: string) => {
    const bytes = files.get(name);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`${name} is not there`));
  };

  it('can be used as soon as the first shard has come, while the others are still on their way', async () => {
    const files = packed();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const progress: number[] = [];
    const fetchShard = async (name: string) => {
      if (name === 'digits/train-1.bin') await held;
      return from(files)(name);
    };
    const dataset = await openDataset(digits, { ...quiet, fetchShard, onProgress: (loaded) => progress.push(loaded) });
    expect(dataset.rows.count('train')).toBe(25);
    expect(dataset.rows.bounds('train')).toEqual([0, 10, 20, 25]);
    await dataset.rows.whenAvailable('train', 10);
    expect(dataset.rows.available('train')).toBe(10);
    for (const column of Object.values(dataset.columns)) {
      expect(() => column.read('train', 10, null)).toThrow(RangeError);
    }
    release();
    await dataset.rows.whenAvailable('validation', 5);
    const all = examples(dataset, 'train');
    expect(all).toHaveLength(25);
    for (const [i, [pixels, label]] of all.entries()) {
      expect(pixels[783]).toBe(Math.fround(i / 255));
      expect(label).toBe(i % 10);
    }
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress).toHaveLength(5);
  });

  it('says which file is damaged, missing or short, and what to do', async () => {
    const damaged = packed();
    damaged.set('digits/train-1.bin', new Uint8Array(100));
    const dataset = await openDataset(digits, { ...quiet, fetchShard: from(damaged) });
    await dataset.rows.whenAvailable('train', 10);
    await expect(dataset.rows.whenAvailable('train', 11)).rejects.toThrow(/train-1\.bin/);
    await expect(dataset.rows.whenAvailable('train', 11)).rejects.toBeInstanceOf(DataError);

    const missing = packed();
    missing.delete('digits/train-0.bin');
    const without = await openDataset(digits, { ...quiet, fetchShard: from(missing) });
    await expect(without.rows.whenAvailable('train', 1)).rejects.toThrow(/train-0\.bin/);

    const junk = new Map([
      ['digits/manifest.json', new TextEncoder().encode('{"shards":[{"part":"train","file":"../../etc"}]}')],
    ]);
    await expect(openDataset(digits, { ...quiet, fetchShard: from(junk) })).rejects.toBeInstanceOf(DataError);
  });

  it('are packed from the package as the folder says: 55,000 train, 5,000 validate, 10,000 test', async () => {
    const folder = new URL('../../public/data/', import.meta.url);
    const fetchShard = async (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
    const dataset = await openDataset(digits, { ...quiet, fetchShard });
    for (const part of parts) await dataset.rows.whenAvailable(part, dataset.rows.count(part));
    expect(parts.map((part) => dataset.rows.available(part))).toEqual([55000, 5000, 10000]);
    // The training file's first label is a 5 and its last an 8; the test file's first image is the well-known 7.
    const [first, last, test] = [
      examples(dataset, 'train')[0],
      examples(dataset, 'validation').at(-1),
      examples(dataset, 'test')[0],
    ];
    expect([first?.[1], last?.[1], test?.[1]]).toEqual([5, 8, 7]);
    expect(Math.max(...(test?.[0] ?? []))).toBe(1);
  });
});
