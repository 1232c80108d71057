/** Asks the worker of the present run again whenever its weights may have changed, one question at a time. */
import { useEffect, useMemo, useState } from 'react';
import { useRuns } from '../store/runs.ts';
import { poll } from './poll.ts';

/** A question to the run's worker; another function is another question. */
export type Ask<T> = () => Promise<T>;

/**
 * The latest answer; null before the present run has given one, and while there is nothing to ask. The answer to an
 * earlier question stays until the next one is there. `pause` is in milliseconds from an answer to the next asking while
 * steps run; a run that rests is asked after every step by hand.
 */
export function useAsked<T>(ask: Ask<T> | null, pause: number): { readonly asked: Ask<T>; readonly answer: T } | null {
  const runId = useRuns((runs) => runs.current?.id ?? null);
  const running = useRuns((runs) => runs.current?.state === 'running');
  const restingStep = useRuns(({ current }) => (current && current.state !== 'running' ? current.curve.length : -1));
  const question = useMemo(
    () => (ask === null || runId === null ? null : { ask, runId, running, restingStep }),
    [ask, runId, running, restingStep],
  );
  const [latest, setLatest] = useState<{ runId: string; asked: Ask<T>; answer: T } | null>(null);
  useEffect(() => {
    if (question === null) return;
    const { ask, runId, running } = question;
    return poll(ask, running ? pause : null, (answer) => setLatest({ runId, asked: ask, answer }));
  }, [question, pause]);
  return ask !== null && latest?.runId === runId ? latest : null;
}
