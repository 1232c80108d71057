/** Says what the schema found in the words of a file's faults: the place, what was expected, what is there. */
import type { z } from 'zod';
import type { Json } from '../base/json.ts';
import { described, type FileFault, placeOf, quoted, valueAt } from './fault.ts';

/** One fault a place: a text that is too long and has a bad character is told once. */
export function schemaFaults(issues: readonly z.core.$ZodIssue[], file: Json): FileFault[] {
  const byPlace = new Map<string, FileFault>();
  for (const fault of issues.flatMap((issue) => faultsOf(issue, file)))
    if (!byPlace.has(fault.place)) byPlace.set(fault.place, fault);
  return [...byPlace.values()];
}

function faultsOf(issue: z.core.$ZodIssue, file: Json): readonly FileFault[] {
  const place = placeOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ place: placeOf([...issue.path, key]), code: 'unknown-key' }));
    case 'invalid_key': {
      const expected = issue.issues[0]?.message ?? issue.message;
      return [{ place, code: 'unexpected-value', expected, actual: quoted(String(issue.path.at(-1))) }];
    }
    default:
      return [
        { place, code: 'unexpected-value', expected: issue.message, actual: described(valueAt(file, issue.path)) },
      ];
  }
}
