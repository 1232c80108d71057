/** Examples of a data block as the page shows them, run or no run. */
import { err, ok, type Result } from '../base/result.ts';
import { check } from '../check/check.ts';
import { type Column, writeCell } from '../data/column.ts';
import type { Document } from '../document/document.ts';
import type { RunFailure } from '../protocol/events.ts';
import type { Part, Samples } from '../protocol/trainer.ts';
import { failureOf } from './failure.ts';
import { type DataLibrary, specOf } from './library.ts';

/** `count` examples of the data block from the `first` on, as many as there are; fails when they cannot be had. */
export async function samplesOf(
  library: DataLibrary,
  document: Document,
  id: string,
  part: Part,
  first: number,
  count: number,
): Promise<Result<Samples, RunFailure>> {
  const block = check(document).blocks.get(id);
  if (!block?.definition?.dataset) return err({ code: 'not-trainable' });
  try {
    const { rows, columns } = await library.open(block, document.training.validationSplit);
    const { shape } = specOf(block);
    const end = Math.min(first + count, rows.count(part));
    await rows.whenAvailable(part, end);
    const indices = Array.from({ length: Math.max(end - first, 0) }, (_, index) => first + index);
    return ok({ block: id, part, indices, shape, ...readSamples(Object.values(columns), shape, part, indices) });
  } catch (error) {
    // Asked again, what did not arrive is fetched again.
    library.forget(block);
    return err(failureOf(error));
  }
}

/** The first column as features or texts and names of steps, the second as labels. */
function readSamples(
  [examples, label]: readonly Column[],
  shape: readonly number[],
  part: Part,
  indices: readonly number[],
): Pick<Samples, 'features' | 'texts' | 'steps' | 'labels'> {
  const cells = indices.map((index) => examples?.read(part, index, null));
  const labels = indices.flatMap((index) => {
    const cell = label?.classes && label.read(part, index, null);
    return cell && !('text' in cell) && cell.values.length === 1 ? [cell.values[0] as number] : [];
  });
  const texts = cells.flatMap((cell) => (cell && 'text' in cell ? [cell.text] : []));
  if (texts.length > 0) return { features: new Float32Array(), texts, steps: null, labels };
  const steps = cells.flatMap((cell, i) => {
    const names = cell && examples?.steps(cell, { part, index: indices[i] as number });
    return names ? [names] : [];
  });
  const size = shape.reduce((product, each) => product * each, 1);
  const features = new Float32Array(indices.length * size);
  for (const [position, cell] of cells.entries()) if (cell) writeCell(cell, features, position * size, size);
  return { features, texts: null, steps: steps.length > 0 ? steps : null, labels };
}
