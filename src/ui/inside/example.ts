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

/** What a person typed, drew or spoke in “Use it”. */
export type GivenRef = Extract<ExampleRef, { readonly kind: 'given' }>;

interface Offered {
  /** Id of the data set in whose place it was given. */
  readonly dataset: string;
  readonly example: GivenRef;
}

interface ChoiceState extends Choice {
  /** The latest that the network could take; null before there is one. */
  readonly latest: Offered | null;
  /** It is looked at, in place of the data set's examples. */
  readonly isGiven: boolean;
}

/** How many examples are offered at once. */
export const offered = 8;

const choiceStore = createStore<ChoiceState>()(() => ({ index: 0, first: 0, latest: null, isGiven: false }));

export const chooseExample = (index: number): void => choiceStore.setState({ index });

export const showExamplesFrom = (first: number): void => choiceStore.setState({ first, index: first });

/** Makes what a person gave one of the examples to choose; while it is looked at, the next one takes its place. */
export const offerGiven = (dataset: string, example: GivenRef): void =>
  choiceStore.setState({ latest: { dataset, example } });

export const chooseGiven = (isGiven: boolean): void => choiceStore.setState({ isGiven });

/** The choice, or the first examples where other data have not as many. */
export function choiceWithin({ index, first }: Choice, count: number): Choice {
  return { index: index < count ? index : 0, first: first < count ? first : 0 };
}

export interface ChosenExample extends Choice {
  readonly example: ExampleRef;
  /** What a person gave in the place of these data; null for nothing. */
  readonly given: GivenRef | null;
  /** It is the example. */
  readonly isGiven: boolean;
}

/** The choice among the examples of a run. */
export function useExample(data: RunData | null): ChosenExample {
  const choice = useStore(choiceStore);
  const { part, inspected } = data ?? { part: 'validation', inspected: 0 };
  const { index, first } = choiceWithin(choice, inspected);
  const given = choice.latest !== null && choice.latest.dataset === data?.spec.id ? choice.latest.example : null;
  const sample = useMemo(() => ({ kind: 'sample', part, index }) as const, [part, index]);
  const isGiven = choice.isGiven && given !== null;
  return { index, first, example: isGiven ? given : sample, given, isGiven };
}
