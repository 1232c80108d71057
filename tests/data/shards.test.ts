import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seriesSpec } from '../../src/blocks/data/series-sets.ts';
import { soundDatasets, spokenDigitsId } from '../../src/blocks/data/sound-sets.ts';
import { textDatasets } from '../../src/blocks/data/text-sets.ts';
import { DataError, type PartName } from '../../src/data/dataset.ts';
import { openDataset } from '../../src/data/open.ts';
import { openShards, type Shard } from '../../src/data/shards.ts';
import { packedSeries } from '../train/packed-series.ts';
import { packedShards, type Raw } from '../train/packed-shards.ts';

const options = (fetchShard: (name: string) => Promise<Uint8Array>) => ({
  fetchShard,
  validationSplit: 0.1,
  onProgress: () => {},
});

/** The shards as they are, a byte an example. */
const open = (fetchShard: (name: string) => Promise<Uint8Array>) =>
  openShards('set', options(fetchShard), (raw, { count }) => (raw.length === count ? raw : null));

/** Bytes that count up over all shards. */
const counting = (counts: readonly number[], part: PartName = 'train'): readonly Raw[] => {
  let next = 0;
  return counts.map((count) => ({ part, count, bytes: Uint8Array.from({ length: count }, () => next++) }));
};

const manifested = (manifest: unknown) => {
  const bytes = new TextEncoder().encode(typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  return open(async () => bytes);
};

const sound: Shard = { part: 'train', file: 'train-0.bin', count: 10, bytes: 100, sha256: 'a'.repeat(64) };

describe('the list of the shards', () => {
  const wrong: readonly (readonly [what: string, manifest: unknown])[] = [
    ['no JSON', '{"shards": ['],
    ['nothing', null],
    ['a number', 7],
    ['no list', {}],
    ['a list of something else', { shards: [null] }],
    ['another part', { shards: [{ ...sound, part: 'secret' }] }],
    ['a way out of the folder', { shards: [{ ...sound, file: '..' }] }],
    ['a path', { shards: [{ ...sound, file: 'a/b' }] }],
    ['no examples', { shards: [{ ...sound, count: 0 }] }],
    ['half an example', { shards: [{ ...sound, count: 1.5 }] }],
    ['more examples than a shard holds', { shards: [{ ...sound, count: 1e9 }] }],
    ['more bytes than a shard has', { shards: [{ ...sound, bytes: 1e12 }] }],
    ['no digest', { shards: [{ ...sound, sha256: 'abc' }] }],
    ['uneven shards, among which no example is found', { shards: [sound, { ...sound, count: 5 }, sound] }],
    ['a last shard that is larger', { shards: [sound, { ...sound, count: 11 }] }],
  ];

  it.each(wrong)('is refused with what to do: %s', async (_, manifest) => {
    await expect(manifested(manifest)).rejects.toEqual(
      new DataError('The list of the files of set is damaged. Build the app again.'),
    );
  });

  it('finds every example in its shard, whatever their number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }), async (perShard, total) => {
        const counts = Array.from({ length: Math.ceil(total / perShard) }, (_, shard) =>
          Math.min(perShard, total - shard * perShard),
        );
        const { rows, locate } = await open(packedShards('set', counting(counts)));
        await rows.whenAvailable('train', total);
        expect(rows.count('train')).toBe(total);
        for (let index = 0; index < total; index++) {
          const { shard, row } = locate('train', index);
          expect(shard[row]).toBe(index);
        }
        expect(() => locate('train', total)).toThrow(RangeError);
        expect(() => locate('train', -1)).toThrow(RangeError);
        expect(() => locate('test', 0)).toThrow(RangeError);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a shard', () => {
  /** One file of one's own behind a sound list. */
  async function shard(bytes: Uint8Array): Promise<unknown> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const list = new TextEncoder().encode(JSON.stringify({ shards: [{ ...sound, bytes: bytes.length, sha256 }] }));
    const { rows } = await open(async (name) => (name.endsWith('.json') ? list : bytes));
    return rows.whenAvailable('train', 1);
  }
  const damaged = new DataError('train-0.bin is damaged or incomplete. Reload the page to fetch it again.');

  it('that cannot be unpacked is told', async () => {
    await expect(shard(Uint8Array.of(1, 2, 3))).rejects.toEqual(damaged);
    await expect(shard(gzipSync(new Uint8Array(1000)).subarray(0, 15))).rejects.toEqual(damaged);
  });

  it('that unpacks to more than a shard may hold is not', async () => {
    await expect(shard(gzipSync(new Uint8Array(100_000_001)))).rejects.toEqual(damaged);
  });

  it('that does not hold its examples is told', async () => {
    await expect(shard(gzipSync(new Uint8Array(9)))).rejects.toEqual(
      new DataError('train-0.bin does not hold 10 examples. Build the app again.'),
    );
  });
});

describe('what a shard holds', () => {
  const texts = (content: unknown) =>
    packedShards('languages', [
      {
        part: 'train',
        count: 2,
        bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
      },
    ]);
  const wrongTexts: readonly (readonly [what: string, content: unknown])[] = [
    ['no JSON', '['],
    ['nothing', null],
    ['fewer texts', { texts: ['a'], labels: [0, 1] }],
    ['fewer labels', { texts: ['a', 'b'], labels: [0] }],
    ['numbers', { texts: [1, 2], labels: [0, 1] }],
    ['a class that the set does not have', { texts: ['a', 'b'], labels: [0, 30] }],
  ];

  it.each(wrongTexts)('must be texts and their classes: %s', async (_, content) => {
    const { rows } = await openDataset(textDatasets.languages, options(texts(content)));
    await expect(rows.whenAvailable('train', 2)).rejects.toThrow(/does not hold 2 examples/);
  });

  it('must be classes that the set has, also of bytes', async () => {
    const bytes = new Uint8Array(8001).fill(10);
    const { rows } = await openDataset(
      soundDatasets[spokenDigitsId],
      options(packedShards(spokenDigitsId, [{ part: 'train', count: 1, bytes }])),
    );
    await expect(rows.whenAvailable('train', 1)).rejects.toThrow(/does not hold 1 example\./);
  });

  it('must be finite numbers or gaps', async () => {
    const spec = seriesSpec('global-temperature', { measure: null, gaps: 'line', calendar: false });
    const at = (step: number) => (step === 3 ? Number.POSITIVE_INFINITY : 0);
    const { rows } = await openDataset(spec, options(packedSeries('global-temperature', at)));
    await expect(rows.whenAvailable('train', 1)).rejects.toThrow(/does not hold 1 example\./);
  });
});
