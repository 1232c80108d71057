/** How an example of a data set is shown: what a person would recognise in it. */
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { memoryId, memoryTasks } from '../../blocks/data/memory-sets.ts';
import { seriesIds } from '../../blocks/data/series-sets.ts';
import { soundDatasets } from '../../blocks/data/sound-sets.ts';

export type SampleKind = 'picture' | 'point' | 'numbers' | 'text' | 'clip' | 'series' | 'symbols';

export function sampleKind({ id, axes, shape }: DatasetSpec): SampleKind {
  if (axes.length === 0) return 'text';
  if (axes.length === 3) return 'picture';
  if (memoryTasks.some((task) => memoryId(task) === id)) return 'symbols';
  if (seriesIds.some((each) => each === id)) return 'series';
  if (id in soundDatasets) return 'clip';
  return shape.length === 1 && shape[0] === 2 ? 'point' : 'numbers';
}
