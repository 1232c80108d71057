/** The order of the steps. */
import type { NodeId } from '../ir/graph.ts';
import type { Step } from './fuse.ts';

/**
 * Keeps the order in which the steps were made (the backward pass frees activations in the reverse of the order in which the
 * forward pass made them), but moves steps that hang on no other step (constants, random numbers, repeated parameters) to just
 * before their first reader, so that they do not lie about in memory. `storage` maps a value to the one whose memory it shares.
 */
export function schedule(steps: readonly Step[], storage: (value: NodeId) => NodeId): Step[] {
  const makers = new Map(steps.map((step) => [step.output, step]));
  const makersOf = (step: Step): Step[] => {
    return step.inputs.flatMap((input) => makers.get(storage(input)) ?? []);
  };
  const order: Step[] = [];
  const waiting = new Set<Step>();
  for (const step of steps) {
    const before = makersOf(step);
    if (before.length === 0) {
      waiting.add(step);
      continue;
    }
    for (const maker of before) if (waiting.delete(maker)) order.push(maker);
    order.push(step);
  }
  return [...order, ...waiting];
}
