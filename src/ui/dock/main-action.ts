/** What the first button of the transport does now: train, pause, resume, or wait; and why it cannot. */
import type { Document } from '../../document/document.ts';
import { isActive, type Run } from '../../runs/run.ts';
import type { Severity } from '../../tensor/diagnostic.ts';

export type MainAction = 'train' | 'pause' | 'resume' | 'prepare';

export function mainActionOf(run: Pick<Run, 'state'> | null): MainAction {
  if (run === null || !isActive(run)) return 'train';
  if (run.state === 'running') return 'pause';
  return run.state === 'paused' ? 'resume' : 'prepare';
}

/** `empty`: there is no block yet. `wrong` counts faults, `incomplete` only what is not wired or not there yet. */
export type Obstacle = { readonly kind: 'empty' } | { readonly kind: 'wrong' | 'incomplete'; readonly count: number };

/** Why a graph cannot be trained; null when it can. */
export function obstacleOf(
  document: Pick<Document, 'blocks'>,
  blocking: readonly { readonly severity: Severity }[],
): Obstacle | null {
  if (document.blocks.length === 0) return { kind: 'empty' };
  if (blocking.length === 0) return null;
  const wrong = blocking.filter(({ severity }) => severity === 'wrong').length;
  return wrong > 0 ? { kind: 'wrong', count: wrong } : { kind: 'incomplete', count: blocking.length };
}

type Trained = Pick<Document, 'blocks' | 'wires' | 'variables' | 'training'>;

/** Whether both documents train the same network in the same way: layout and names do not count. */
export function trainsTheSame(a: Trained, b: Trained): boolean {
  const parts = ['blocks', 'wires', 'variables', 'training'] as const;
  return parts.every((part) => a[part] === b[part]) || JSON.stringify(trained(a)) === JSON.stringify(trained(b));
}

function trained({ blocks, wires, variables, training }: Trained): Trained {
  return { blocks: blocks.map(({ name: _, ...block }) => block), wires, variables, training };
}
