/** What the values of a scan's body hang on: what decides where they can be computed. */
import { isBatchable } from './batch.ts';
import type { ScanAttrs } from './ops.ts';

/** At most: nothing that changes, the step's part of a sequence, or a state. */
export const hangsOn = { nothing: 0, sequence: 1, state: 2 } as const;

/**
 * By node of the body. What has no form for all steps at once has to stay in the loop as what hangs on a state does, and so do
 * tapped states, because the loop alone sees their whole gradient: they count as that.
 */
export function dependences({ body: { nodes, states, sequences }, taps }: ScanAttrs): readonly number[] {
  const tapped = new Set(taps.map(({ state }) => states[state]!.after));
  const found = new Array<number>(nodes.length).fill(hangsOn.nothing);
  for (const id of sequences) found[id] = hangsOn.sequence;
  for (const { before } of states) found[before] = hangsOn.state;
  for (const [id, node] of nodes.entries()) {
    if (node.op === 'input') continue;
    const most = node.inputs.reduce((highest, input) => Math.max(highest, found[input]!), hangsOn.nothing);
    const isLeft = most === hangsOn.sequence && !isBatchable(node, (input) => found[input] !== hangsOn.nothing);
    found[id] = isLeft || tapped.has(id) ? hangsOn.state : most;
  }
  return found;
}
