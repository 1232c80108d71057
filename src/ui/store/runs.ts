/** The store of runs, for components. */
import { useStore } from 'zustand';
import type { RunsState } from '../../runs/store.ts';
import { runsStore } from '../../runs/store.ts';

export const useRuns = <T>(select: (state: RunsState) => T): T => useStore(runsStore, select);
