/** What a network wrote as it learnt: the newest sample, and before it those of steps that lie ever further apart. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface WrittenSample {
  /** Steps that had been taken. */
  readonly step: number;
  readonly text: string;
}

/** A sample is kept beside the newest once so many times the steps of the one before it have been taken. */
const spacing = 2;

/** Oldest first. A new sample takes the newest one's place, unless that one is far enough from the one before it to stay. */
export function withSample(history: readonly WrittenSample[], sample: WrittenSample): readonly WrittenSample[] {
  // A run that went back to its checkpoint writes those steps anew.
  const before = history.filter(({ step }) => step < sample.step);
  const [beforeLast, last] = [before.at(-2), before.at(-1)];
  const stays = last === undefined || beforeLast === undefined || last.step >= spacing * beforeLast.step;
  return [...(stays ? before : before.slice(0, -1)), sample];
}

interface Histories {
  /** The run of which the samples are. */
  readonly runId: string;
  readonly samples: readonly WrittenSample[];
}

const historyStore = createStore<Histories>()(() => ({ runId: '', samples: [] }));

/** Remembers a sample for as long as the run is the present one, whatever the page shows meanwhile. */
export function noteSample(runId: string, sample: WrittenSample): void {
  const { runId: known, samples } = historyStore.getState();
  historyStore.setState({ runId, samples: withSample(known === runId ? samples : [], sample) });
}

const none: readonly WrittenSample[] = [];

export const useWritten = (runId: string | null): readonly WrittenSample[] =>
  useStore(historyStore, (history) => (history.runId === runId ? history.samples : none));
