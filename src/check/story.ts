/** The story of a size: `Height went 28 → 24 (conv1) → 12 (pool1).` or where it starts. */
import type { AxisName, Dim, Trace } from '../tensor/shape.ts';
import { type Run, rich } from '../text/catalog.ts';
import type { Namer } from './names.ts';

/** Changes that are told; of a longer story the last ones. */
const MOST_STEPS = 8;

export interface Step {
  readonly block: string;
  readonly size: Dim;
}

/**
 * Oldest first; steps that left the size as it was are no news. A size that a parameter sets (`filters`, `units`) is born
 * there, whatever it was before.
 */
export function stepsOf(trace: Trace): readonly Step[] {
  const steps: Step[] = [];
  for (let at: Trace | null = trace; at !== null; at = at.previous) {
    if (at.param === undefined && at.previous?.size === at.size) continue;
    steps.unshift({ block: at.block, size: at.size });
    if (at.param !== undefined) break;
  }
  return steps;
}

export function story(trace: Trace, axis: AxisName, names: Namer): readonly Run[] {
  const [first, ...rest] = stepsOf(trace);
  if (first === undefined) return [];
  const start = `${first.size}`;
  if (rest.length === 0) return rich('diagnostics.starts', { axis, size: start, block: names.block(first.block) });
  const told = rest.slice(-MOST_STEPS).map(({ size, block }) => `${size} (${names.block(block)})`);
  const steps = rest.length > MOST_STEPS ? [start, '…', ...told] : [start, ...told];
  return rich('diagnostics.went', { axis, steps: steps.join(' → ') });
}
