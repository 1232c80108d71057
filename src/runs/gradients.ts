/** How much each step of a sequence mattered to the loss in the course of a run: a bounded history, plain data. */

/** What one training step told of one state. */
export interface GradientColumn {
  /** The training step, counted from 1. */
  readonly step: number;
  /** ‖∂loss/∂state‖ after each step of the sequence, [T]. */
  readonly norms: Float32Array;
}

/** Columns of each watched state (`lstm1.h`), by ascending training step. */
export type GradientHistory = { readonly [state: string]: readonly GradientColumn[] };

/** Columns of a state that are kept: as many as a map of them has pixels to tell apart. */
export const keptColumns = 240;

/**
 * The history with what `step` told. When a state has too many columns, the one whose neighbours lie closest together goes:
 * those that stay are spread over the whole run, its first and its newest among them.
 */
export function withGradients(
  history: GradientHistory,
  step: number,
  norms: { readonly [state: string]: Float32Array },
): GradientHistory {
  const added = Object.entries(norms).map(([state, values]) => {
    const columns = [...(history[state] ?? []), { step, norms: values }];
    return [state, columns.length > keptColumns ? columns.toSpliced(mostCrowded(columns), 1) : columns] as const;
  });
  return { ...history, ...Object.fromEntries(added) };
}

/** Forgets the columns after this training step: the run goes on from there. */
export function gradientsUpTo(history: GradientHistory, step: number): GradientHistory {
  return Object.fromEntries(
    Object.entries(history).map(([state, columns]) => [state, columns.filter((column) => column.step <= step)]),
  );
}

/** Index of the inner column between the closest neighbours; the earliest of equal ones. */
function mostCrowded(columns: readonly GradientColumn[]): number {
  let index = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < columns.length - 1; i++) {
    const gap = stepAt(columns, i + 1) - stepAt(columns, i - 1);
    if (gap < least) [index, least] = [i, gap];
  }
  return index;
}

const stepAt = (columns: readonly GradientColumn[], index: number): number => columns[index]?.step ?? 0;
