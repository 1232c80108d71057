/** Opens a data set by what the checker knows of it: the one place that joins specs to their loaders. */
import type { DatasetSpec } from '../blocks/data/datasets.ts';
import { memoryId, memoryTasks } from '../blocks/data/memory-sets.ts';
import { seriesIds } from '../blocks/data/series-sets.ts';
import type { Dataset, OpenOptions } from './dataset.ts';
import { inMemory } from './in-memory.ts';
import { openDigits } from './sources/digits.ts';
import { openMemory } from './sources/memory.ts';
import { planePoints } from './sources/plane.ts';
import { openSeries } from './sources/series.ts';
import { openSpeech } from './sources/speech.ts';
import { openTexts } from './sources/texts.ts';

type Opener = (spec: DatasetSpec, options: OpenOptions) => Promise<Dataset>;

const openPlane: Opener = async (spec, options) => {
  const { train, validation, test } = spec.counts;
  const points = planePoints(spec.id, {
    samples: train + validation + test,
    noise: spec.options.noise ?? 0,
    turns: spec.options.turns ?? 0,
  });
  options.onProgress(0, 0);
  return inMemory(spec, points, options.validationSplit);
};

const openers: { readonly [id: string]: Opener } = {
  digits: openDigits,
  moons: openPlane,
  spirals: openPlane,
  circles: openPlane,
  'spoken-digits': openSpeech,
  ...Object.fromEntries(memoryTasks.map((task) => [memoryId(task), openMemory])),
  ...Object.fromEntries(seriesIds.map((id) => [id, openSeries])),
  languages: openTexts,
  mail: openTexts,
  'moby-dick': openTexts,
  // Loaded when it is asked for, so that a page that trains on digits does not carry the flowers.
  iris: async (spec, options) => {
    const { irisRows } = await import('./sources/iris.ts');
    options.onProgress(0, 0);
    return inMemory(spec, irisRows(), options.validationSplit);
  },
};

/** Answers as soon as the first examples can be awaited. Throws a RangeError for a set without a loader. */
export function openDataset(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const open = openers[spec.id];
  if (!open) throw new RangeError(`no loader for the data set ${spec.id}`);
  return open(spec, options);
}
