/** What an exception means for the run, as a value that survives the way to the page. */
import { DataError } from '../data/dataset.ts';
import type { RunFailure } from '../protocol/events.ts';

export function failureOf(error: unknown): RunFailure {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof DataError ? { code: 'data', message, block: error.block } : { code: 'internal', message };
}
