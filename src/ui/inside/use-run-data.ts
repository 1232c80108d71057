/** The data of the present run, as far as its examples can be looked at. */
import { useMemo } from 'react';
import { useRuns } from '../store/runs.ts';
import { dataOf, type RunData, seenOf } from './run-data.ts';

/** Null without a run, and for a graph without data. */
export function useRunData(): RunData | null {
  // Not the run itself, which is another one with every step.
  const document = useRuns((runs) => runs.current?.document ?? null);
  const examples = useRuns((runs) => runs.current?.examples ?? null);
  return useMemo(() => {
    const data = document && dataOf(document);
    return data && seenOf(data, examples);
  }, [document, examples]);
}
