/** The order of the steps. */
import type { Value } from './places.ts';

interface Ordered {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/**
 * Keeps the order in which the steps were made (the backward pass frees activations in the reverse of the order in which the
 * forward pass made them), but moves steps that hang on no other step (constants, random numbers, repeated parameters) to just
 * before their first reader, so that they do not lie about in memory. `rootOf` maps a value to the one whose memory it shares.
 */
export function schedule<S extends Ordered>(steps: readonly S[], rootOf: (value: Value) => Value): S[] {
  const makers = new Map(steps.flatMap((step) => step.outputs.map((output) => [output, step] as const)));
  const makersOf = (step: S): S[] => step.inputs.flatMap((input) => makers.get(rootOf(input)) ?? []);
  const order: S[] = [];
  const waiting = new Set<S>();
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
