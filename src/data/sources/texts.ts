/** Packed texts: each shard is the JSON of all its texts and of their labels. */
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { message } from '../../text/catalog.ts';
import type { Column } from '../column.ts';
import { DataError, type Dataset, type OpenOptions } from '../dataset.ts';
import { labelColumn } from '../label-column.ts';
import { openShards, type Shard } from '../shards.ts';

interface Texts {
  readonly texts: readonly string[];
  readonly labels: readonly number[];
}

export const encodeTexts = (texts: readonly string[], labels: readonly number[]): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ texts, labels } satisfies Texts));

/** Outputs `text` and, in a set with classes, `label`; answers when the manifest is there. Rejects with a DataError without one. */
export async function openTexts(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const { rows, locate } = await openShards(spec.id, options, (raw, shard) => decode(raw, shard, spec));
  const text: Column = {
    rows,
    read: (part, index) => {
      const { shard, row } = locate(part, index);
      return { text: shard.texts[row] as string };
    },
    of: (cell) => {
      if (!('text' in cell)) throw new DataError(message('data.given-no-text'));
      if (cell.text.trim() === '') throw new DataError(message('data.given-empty'));
      return cell;
    },
    steps: () => null,
  };
  if (spec.classes.length === 0) return { spec, rows, columns: { text } };
  const label = labelColumn(rows, spec.classes, (part, index) => {
    const { shard, row } = locate(part, index);
    return shard.labels[row] as number;
  });
  return { spec, rows, columns: { text, label } };
}

/** Null for a shard that does not hold its texts, or labels that the set does not have. */
function decode(raw: Uint8Array, { count }: Shard, { classes }: DatasetSpec): Texts | null {
  const isText = (text: unknown) => typeof text === 'string';
  const isLabel = (label: number) => Number.isInteger(label) && label >= 0 && label < Math.max(classes.length, 1);
  try {
    const { texts, labels } = JSON.parse(new TextDecoder().decode(raw)) as Texts;
    const areWhole = texts.length === count && labels.length === count;
    return areWhole && texts.every(isText) && labels.every(isLabel) ? { texts, labels } : null;
  } catch {
    return null;
  }
}
