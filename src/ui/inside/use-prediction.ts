/** What the network says of the chosen example, a few times a second while it learns. */
import { useCallback } from 'react';
import type { ExampleRef, Prediction } from '../../protocol/trainer.ts';
import { runsStore } from '../../runs/store.ts';
import { useAsked } from './use-asked.ts';

const pause = 400;

/** Null before there is an answer, and for a network that predicts nothing. */
export function usePrediction(example: ExampleRef): Prediction | null {
  const ask = useCallback(() => runsStore.getState().predict(example), [example]);
  const answer = useAsked(ask, pause)?.answer;
  return answer?.ok ? answer.value : null;
}
