/** What the first button of the transport does now: train, pause, resume, or wait; and why it cannot. */
import type { Body, Document } from '../../document/document.ts';
import { writeDocument } from '../../document/file.ts';
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

/** Why a graph cannot be trained, counted as the list of problems counts; null when it can. */
export function obstacleOf(
  document: Pick<Document, 'blocks'>,
  report: {
    readonly blocking: readonly unknown[];
    readonly diagnostics: readonly { readonly severity: Severity }[];
  },
): Obstacle | null {
  if (document.blocks.length === 0) return { kind: 'empty' };
  if (report.blocking.length === 0) return null;
  const count = (wanted: Severity) => report.diagnostics.filter(({ severity }) => severity === wanted).length;
  const wrong = count('wrong');
  return wrong > 0 ? { kind: 'wrong', count: wrong } : { kind: 'incomplete', count: count('incomplete') };
}

/** Whether both documents train the same network in the same way: layout, names and the order of parameters do not count. */
export function trainsTheSame(a: Document, b: Document): boolean {
  const parts = ['blocks', 'wires', 'variables', 'training'] as const;
  return parts.every((part) => a[part] === b[part]) || writeDocument(trained(a)) === writeDocument(trained(b));
}

const trained = (document: Document): Document => ({
  ...document,
  name: '',
  ...drawnAlike(document),
});

/** Without what people call blocks and where they stand, in bodies too. */
const drawnAlike = ({ blocks, wires }: Body): Body => ({
  blocks: blocks.map(({ name: _, body, ...block }) => ({ ...block, ...(body && { body: drawnAlike(body) }) })),
  wires,
  layout: {},
});
