/** What the network says of an example that a person gives, asked again when the example or the weights have changed. */
import { useCallback, useEffect } from 'react';
import type { Result } from '../../base/result.ts';
import type { RunFailure } from '../../protocol/events.ts';
import type { ExampleRef, Prediction } from '../../protocol/trainer.ts';
import { runsStore } from '../../runs/store.ts';
import { offerGiven } from '../inside/example.ts';
import { useAsked } from '../inside/use-asked.ts';
import { useRunData } from '../inside/use-run-data.ts';

/** Milliseconds from an answer to the next question while steps run. */
const pause = 250;

export interface Said {
  /** Of what it is said: the answer to an earlier question stays until the next one is there. */
  readonly example: ExampleRef;
  /** Fails with what is wrong with the example. */
  readonly prediction: Result<Prediction, RunFailure>;
}

/** Null before there is an answer, and for a run without weights. */
export function useGivenPrediction(example: ExampleRef | null): Said | null {
  const ask = useCallback(async (): Promise<Said | null> => {
    const prediction = example && (await runsStore.getState().predict(example));
    return prediction && { example, prediction };
  }, [example]);
  const said = useAsked(example && ask, pause)?.answer ?? null;
  useOffer(said);
  return said;
}

/** What the network could take can be looked at in its blocks too. */
function useOffer(said: Said | null): void {
  const dataset = useRunData()?.spec.id;
  const taken = said?.prediction.ok && said.example.kind === 'given' ? said.example : null;
  useEffect(() => {
    if (taken && dataset !== undefined) offerGiven(dataset, taken);
  }, [taken, dataset]);
}
