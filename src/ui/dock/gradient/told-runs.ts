/** The runs whose gradients are shown side by side, and the scale that they share. */
import { blockOf } from '../../../blocks/registry.ts';
import { type Decades, decadesOf } from '../../../charts/log-scale.ts';
import { type Document, findBlock } from '../../../document/document.ts';
import type { GradientColumn } from '../../../runs/gradients.ts';
import type { Run } from '../../../runs/run.ts';

/** A state that a run watched, with what was told of it. */
export interface Told {
  readonly run: Run;
  /** `lstm1.h` */
  readonly state: string;
  /** The other states of the run, this one among them. */
  readonly states: readonly string[];
  /** Not empty. */
  readonly history: readonly GradientColumn[];
  /** Steps of the sequence. */
  readonly steps: number;
}

/** Decades that one scale can tell apart. */
const shownDecades = 8;

/** The run's state of that name, or its first one; null when the run told of none. */
export function toldBy(run: Run, chosen: string | undefined): Told | null {
  const states = Object.keys(run.gradients).filter((state) => (run.gradients[state]?.length ?? 0) > 0);
  const state = states.find((each) => each === chosen) ?? states[0];
  const history = state === undefined ? undefined : run.gradients[state];
  if (state === undefined || history === undefined) return null;
  return { run, state, states, history, steps: history[0]?.norms.length ?? 0 };
}

/** What a person calls the block of the state: `LSTM`. */
export function kindOf({ run, state }: Told): string {
  const kind = findBlock(run.document, state.slice(0, state.lastIndexOf('.')))?.kind ?? '';
  return blockOf(kind)?.title ?? kind;
}

/** One scale for all of them; a decade below 1 where nothing was told but zeros. */
export function sharedDecades(all: readonly Told[]): Decades {
  const columns = all.flatMap(({ history }) => history.map(({ norms }) => norms));
  return decadesOf(columns, shownDecades) ?? { low: -1, high: 0 };
}

/** What of the last step's gradient reaches the first step: the ratio of the norms; NaN where the last has none. */
export function shareOfFirst({ norms }: GradientColumn): number {
  const last = norms[norms.length - 1] ?? 0;
  return last > 0 ? (norms[0] ?? 0) / last : Number.NaN;
}

/** The blocks of a graph that tell gradients step by step, by their names. */
export function tellingBlocks(document: Pick<Document, 'blocks'>): readonly string[] {
  return document.blocks.filter(({ kind }) => blockOf(kind)?.family === 'recurrent').map(({ id, name }) => name ?? id);
}
