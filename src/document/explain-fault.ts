/** Turns what is wrong with a file into sentences. */
import { message } from '../text/catalog.ts';
import type { FileFault } from './fault.ts';
import { limits } from './limits.ts';

/** `blocks[3].params.kernel: expected a whole number of at least 1, got "three"`. */
export function explainFault(fault: FileFault): string {
  const { place, expected = '', actual = '' } = fault;
  return message(`file.fault-${fault.code}`, { place, expected, actual });
}

/** The first faults, a sentence each, and how many more there are. */
export function explainFaults(faults: readonly FileFault[]): readonly string[] {
  const sentences = faults.slice(0, limits.shownFaults).map(explainFault);
  const more = faults.length - sentences.length;
  return more === 0 ? sentences : [...sentences, message('file.more-faults', { count: more })];
}
