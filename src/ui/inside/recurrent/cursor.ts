/** The step, the unit and the sweep that are looked at: one cursor through gates, readout and the unrolled view. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { mostActive, type Sweep, stateOf } from './traces.ts';

interface Cursor {
  readonly step: number;
  /** Null until there is one. Where it is missing, the unit that moves most becomes it, and stays it while the weights change. */
  readonly unit: number | null;
  /** Position among the sweeps of a block. */
  readonly sweep: number;
}

const cursorStore = createStore<Cursor>()(() => ({ step: 0, unit: null, sweep: 0 }));

export const pointAt = (cursor: Partial<Cursor> | ((before: Cursor) => Partial<Cursor>)): void =>
  cursorStore.setState(cursor);

/** The one that is looked at; of a block with fewer sweeps, the first. */
export function useSweep(sweeps: readonly Sweep[]): Sweep | undefined {
  const chosen = useStore(cursorStore, ({ sweep }) => sweep);
  return sweeps[chosen] ?? sweeps[0];
}

/** The cursor within a sweep; of an example with fewer steps, its last one. */
export function useCursor(sweep: Sweep): { readonly step: number; readonly unit: number } {
  const { step, unit: pointed } = useStore(cursorStore);
  const state = stateOf(sweep);
  const isThere = pointed !== null && pointed < (state?.units ?? 0);
  const [liveliest = 0] = state && !isThere ? mostActive(state, 1) : [];
  const unit = isThere ? pointed : liveliest;
  useEffect(() => {
    if (!isThere) pointAt({ unit });
  }, [isThere, unit]);
  return { step: Math.max(0, Math.min(step, sweep.steps - 1)), unit };
}
