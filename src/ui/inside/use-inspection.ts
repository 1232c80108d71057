/** Asks the worker a few times a second what a block holds, one question at a time, while the network learns. */
import { useEffect, useMemo, useState } from 'react';
import type { ExampleRef, Inspection } from '../../protocol/trainer.ts';
import { runsStore } from '../../runs/store.ts';
import { useRuns } from '../store/runs.ts';

/** Milliseconds between an answer and the next question while steps run. */
const pause = 250;

interface Answer {
  readonly runId: string;
  readonly block: string;
  readonly inspection: Inspection | null;
}

/** The latest answer for the block: undefined before there is one, null when the worker has nothing to tell. */
export function useInspection(block: string, example: ExampleRef): Inspection | null | undefined {
  const runId = useRuns((runs) => runs.current?.id ?? null);
  const running = useRuns((runs) => runs.current?.state === 'running');
  // While the run rests, every step is by hand: each one is a new question.
  const restingStep = useRuns((runs) =>
    runs.current && runs.current.state !== 'running' ? runs.current.curve.length : -1,
  );
  const question = useMemo(
    () => (runId === null ? null : { block, example, runId, running, restingStep }),
    [block, example, runId, running, restingStep],
  );
  const [answer, setAnswer] = useState<Answer | null>(null);

  useEffect(() => {
    if (question === null) return;
    let live = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const inspection = await runsStore.getState().inspect(question.block, question.example);
      if (!live) return;
      setAnswer({ runId: question.runId, block: question.block, inspection });
      if (question.running) timer = setTimeout(ask, pause);
    };
    void ask();
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [question]);

  return answer !== null && answer.block === block && answer.runId === runId ? answer.inspection : undefined;
}
