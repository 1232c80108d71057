/** The data set that a run's first data block names, and how many of its examples can be looked at. */
import { type DatasetSpec, partCounts } from '../../blocks/data/datasets.ts';
import { readParams } from '../../blocks/params.ts';
import { blockOf } from '../../blocks/registry.ts';
import type { Document } from '../../document/document.ts';

export interface RunData {
  /** Path of the data block. */
  readonly id: string;
  readonly spec: DatasetSpec;
  /** Examples of the validation part. */
  readonly inspected: number;
}

export function dataOf(document: Pick<Document, 'blocks' | 'training'>): RunData | null {
  for (const block of document.blocks) {
    const definition = blockOf(block.kind);
    if (!definition?.dataset) continue;
    const spec = definition.dataset(readParams(definition, block.params).params as never);
    const { validation } = partCounts(spec, document.training.validationSplit);
    return { id: block.id, spec, inspected: validation };
  }
  return null;
}
