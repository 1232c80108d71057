/** A target: what is to be trained, and what must then hold. */
import type { Trained, Training } from './training.ts';

export interface Claim {
  /** With its numbers, as it is printed. */
  readonly what: string;
  readonly holds: boolean;
}

export interface Target {
  readonly trainings: readonly Training[];
  /** `runs` are those of `trainings`, in their order. */
  readonly claims: (runs: readonly Trained[]) => readonly Claim[];
}

/** The same template from seeds 1, 2, 3. */
export const threeSeeds = (template: string): readonly Training[] => [1, 2, 3].map((seed) => ({ template, seed }));
