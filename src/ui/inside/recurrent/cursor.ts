/** The step and the unit that are looked at: one cursor through gates, readout and the unrolled view. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { mostActive, type Sweep, stateOf } from './traces.ts';

interface Cursor {
  readonly step: number;
  /** Null until one was pointed at: then the unit that moves most. */
  readonly unit: number | null;
}

const cursorStore = createStore<Cursor>()(() => ({ step: 0, unit: null }));

export const pointAt = (cursor: Partial<Cursor> | ((before: Cursor) => Partial<Cursor>)): void =>
  cursorStore.setState(cursor);

/** The cursor within a sweep; of an example with fewer steps, its last one. */
export function useCursor(sweep: Sweep): { readonly step: number; readonly unit: number } {
  const { step, unit } = useStore(cursorStore);
  const state = stateOf(sweep);
  const [liveliest = 0] = state && unit === null ? mostActive(state, 1) : [];
  return {
    step: Math.max(0, Math.min(step, sweep.steps - 1)),
    unit: unit === null || unit >= (state?.units ?? 0) ? liveliest : unit,
  };
}
