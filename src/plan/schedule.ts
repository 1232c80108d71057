/** The order of the steps. */
import type { Value } from './places.ts';

interface Ordered {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/**
 * Keeps the order in which the steps were made (the backward pass frees activations in the reverse of the order in which the
 * forward pass made them), but for two things: what a step reads is made before it, and steps that hang on no other step
 * (constants, random numbers, repeated parameters) stand just before their first reader, so that they do not lie about in memory.
 * `rootOf` maps a value to the one whose memory it shares.
 */
export function schedule<S extends Ordered>(steps: readonly S[], rootOf: (value: Value) => Value): S[] {
  const makers = new Map(steps.flatMap((step) => step.outputs.map((output) => [output, step] as const)));
  const makersOf = (step: S): S[] => step.inputs.flatMap((input) => makers.get(rootOf(input)) ?? []);
  const order = new Set<S>();
  const place = (step: S): void => {
    if (order.has(step)) return;
    makersOf(step).forEach(place);
    order.add(step);
  };
  for (const step of steps) if (makersOf(step).length > 0) place(step);
  steps.forEach(place);
  return [...order];
}
