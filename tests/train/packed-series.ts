/** A series of the catalogue with numbers of one's own, packed in memory. */
import { type SeriesId, seriesParts, seriesSets } from '../../src/blocks/data/series-sets.ts';
import { parts } from '../../src/data/dataset.ts';
import { packedShards } from './packed-shards.ts';

/** What `fetchShard` gives: `at` is asked for each column at each step of the whole series. */
export function packedSeries(
  id: SeriesId,
  at: (step: number, column: number) => number,
): (name: string) => Promise<Uint8Array> {
  const { steps, measures } = seriesSets[id];
  const counts = seriesParts(steps);
  let start = 0;
  const raw = parts.map((part) => {
    const bytes = Buffer.alloc(4 * counts[part] * measures.length);
    for (let i = 0; i < counts[part] * measures.length; i++) {
      bytes.writeFloatLE(at(start + Math.floor(i / measures.length), i % measures.length), 4 * i);
    }
    start += counts[part];
    return { part, count: 1, bytes };
  });
  return packedShards(id, raw);
}
