/** What a block of the run holds and gives on an example, a few times a second while the network learns. */
import { useCallback } from 'react';
import type { ExampleRef, Inspection } from '../../protocol/trainer.ts';
import { runsStore } from '../../runs/store.ts';
import { useAsked } from './use-asked.ts';

const pause = 250;

/** The latest answer for the block: undefined before there is one, null when the worker has nothing to tell. */
export function useInspection(block: string, example: ExampleRef): Inspection | null | undefined {
  const ask = useCallback(
    async () => ({ block, inspection: await runsStore.getState().inspect(block, example) }),
    [block, example],
  );
  const answer = useAsked(ask, pause)?.answer;
  return answer?.block === block ? answer.inspection : undefined;
}
