/** The data set that a run's first data block names, and how many of its examples can be looked at. */
import { type DatasetSpec, partCounts } from '../../blocks/data/datasets.ts';
import { readParams } from '../../blocks/params.ts';
import { blockOf } from '../../blocks/registry.ts';
import type { Document } from '../../document/document.ts';
import type { ExampleCounts } from '../../protocol/events.ts';
import type { Part } from '../../protocol/trainer.ts';

export interface RunData {
  /** Path of the data block. */
  readonly id: string;
  readonly spec: DatasetSpec;
  /** The part to look at: examples that training does not see show what has been learnt, where there are any. */
  readonly part: Part;
  /** Examples of that part. */
  readonly inspected: number;
  /** They are those of the data set: not windows or passages that are cut from them. */
  readonly isOfSet: boolean;
}

export function dataOf(document: Pick<Document, 'blocks' | 'training'>): RunData | null {
  for (const block of document.blocks) {
    const definition = blockOf(block.kind);
    if (!definition?.dataset) continue;
    const spec = definition.dataset(readParams(definition, block.params).params as never);
    const counts = partCounts(spec, document.training.validationSplit);
    const part = counts.validation > 0 ? 'validation' : 'train';
    return { id: block.id, spec, part, inspected: counts[part], isOfSet: true };
  }
  return null;
}

/** The same with the examples that the network sees of it, once a run has told how many they are. */
export function seenOf(data: RunData, counts: ExampleCounts | null): RunData {
  if (counts === null) return data;
  const part = counts.validation > 0 ? 'validation' : 'train';
  return { ...data, part, inspected: counts[part], isOfSet: counts[data.part] === data.inspected };
}
