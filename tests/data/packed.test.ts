/** What is packed is what its block says of it, and each set says whose it is. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DatasetSpec, imageDatasets, tableDatasets } from '../../src/blocks/data/datasets.ts';
import { memorySpec, memoryTasks } from '../../src/blocks/data/memory-sets.ts';
import { seriesIds, seriesSpec } from '../../src/blocks/data/series-sets.ts';
import { soundDatasets } from '../../src/blocks/data/sound-sets.ts';
import { textDatasets } from '../../src/blocks/data/text-sets.ts';
import { forParts } from '../../src/data/dataset.ts';
import type { Shard } from '../../src/data/shards.ts';

const sets: readonly DatasetSpec[] = [
  ...Object.values(imageDatasets),
  ...Object.values(tableDatasets).map((make) => make({ samples: 100, noise: 0, turns: 1 })),
  ...Object.values(textDatasets),
  ...Object.values(soundDatasets),
  ...seriesIds.map((id) => seriesSpec(id, { measure: null, gaps: 'line', calendar: false })),
  ...memoryTasks.map((task) => memorySpec({ task, delay: 10, samples: 100 })),
];
const packedSets = sets.filter(({ bytes }) => bytes > 0);

describe.each(packedSets.map((spec) => [spec.id, spec] as const))('%s', (id, spec) => {
  it('has as many examples and bytes as its block says', () => {
    const manifest = readFileSync(new URL(`../../public/data/${id}/manifest.json`, import.meta.url), 'utf8');
    const shards: readonly Shard[] = JSON.parse(manifest).shards;
    const sum = (some: readonly Shard[], what: 'count' | 'bytes') =>
      some.reduce((total, each) => total + each[what], 0);
    const counts = forParts((part) =>
      sum(
        shards.filter((shard) => shard.part === part),
        'count',
      ),
    );
    expect(counts).toEqual(spec.counts);
    expect(sum(shards, 'bytes')).toBe(spec.bytes);
  });
});

it('every set says under which licence it is and whose it is', () => {
  for (const { id, title, licence, source } of sets) {
    expect([id, title]).not.toContain('');
    expect([id, licence]).not.toContain('');
    expect([id, source]).toEqual([id, expect.stringMatching(/^\S.*\.$/)]);
  }
});

it('what comes from a package is in the notice, and the package is one of those that are installed', () => {
  const notice = readFileSync(new URL('../../NOTICE.md', import.meta.url), 'utf8');
  const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const named = packedSets.flatMap(({ source }) => source.match(/from the package ([\w@/-]+)/)?.[1] ?? []);
  expect(named).toHaveLength(packedSets.length);
  for (const name of named) {
    expect(notice).toContain(`npm package \`${name}\``);
    expect(devDependencies).toHaveProperty(name);
  }
});
