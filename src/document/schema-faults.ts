/** Says what the schema found in the words of a file's faults: the place, what was expected, what is there. */
import type { z } from 'zod';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { described, type FileFault, placeOf, quoted, valueAt } from './fault.ts';

/** The value if it fits the schema, else what is wrong with it. */
export function parseBy<T>(
  schema: z.ZodType<T>,
  value: Json | Readonly<Record<string, unknown>>,
  file: Json,
): Result<T, FileFault[]> {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? ok(parsed.data) : err(schemaFaults(parsed.error.issues, file));
  } catch (error) {
    // The library hands its findings on as arguments of a call: some hundred thousand are more than the stack holds.
    if (!(error instanceof RangeError)) throw error;
    return err([{ place: placeOf([]), code: 'too-many-faults' }]);
  }
}

/** One fault a place: a text that is too long and has a bad character is told once. */
function schemaFaults(issues: readonly z.core.$ZodIssue[], file: Json): FileFault[] {
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
