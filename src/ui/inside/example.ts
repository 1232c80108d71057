/** The example that all blocks are looked at with: chosen once, shared by the inspector, the canvas and the maps. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ExampleRef } from '../../protocol/trainer.ts';
import type { RunData } from './run-data.ts';

interface Choice {
  /** Position of the chosen example in its part. */
  readonly index: number;
  /** Position of the first example of the row to choose from. */
  readonly first: number;
}

/** How many examples are offered at once. */
export const offered = 8;

const choiceStore = createStore<Choice>()(() => ({ index: 0, first: 0 }));

export const chooseExample = (index: number): void => choiceStore.setState({ index });

export const showExamplesFrom = (first: number): void => choiceStore.setState({ first, index: first });

/** The choice, or the first examples where other data have not as many. */
export function choiceWithin({ index, first }: Choice, count: number): Choice {
  return { index: index < count ? index : 0, first: first < count ? first : 0 };
}

/** The choice among the examples of a run. */
export function useExample(data: RunData | null): Choice & { readonly example: ExampleRef } {
  const choice = useStore(choiceStore);
  const { part, inspected } = data ?? { part: 'validation', inspected: 0 };
  const { index, first } = choiceWithin(choice, inspected);
  const example = useMemo(() => ({ kind: 'sample', part, index }) as const, [part, index]);
  return { index, first, example };
}
