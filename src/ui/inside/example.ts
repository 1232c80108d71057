/** The example that all blocks are looked at with: chosen once, shared by the inspector, the canvas and the maps. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ExampleRef } from '../../protocol/trainer.ts';

interface ExampleState {
  readonly example: ExampleRef;
  /** Position of the first example of the row to choose from. */
  readonly first: number;
  choose(index: number): void;
  showFrom(first: number): void;
}

/** How many examples are offered at once. */
export const offered = 8;
/** Examples that training does not see show what the network has learnt. */
export const inspectedPart = 'validation';

export const exampleStore = createStore<ExampleState>()((set) => ({
  example: { kind: 'sample', part: inspectedPart, index: 0 },
  first: 0,
  choose: (index) => set({ example: { kind: 'sample', part: inspectedPart, index } }),
  showFrom: (first) => set({ first, example: { kind: 'sample', part: inspectedPart, index: first } }),
}));

export const useExample = <T>(select: (state: ExampleState) => T): T => useStore(exampleStore, select);
