/** Finds the block that first made a NaN or an Inf, by running the step once more with every intermediate result kept. */
import type { Elements } from '../backend/backend.ts';
import { plan } from '../plan/plan.ts';
import type { Divergence } from '../protocol/events.ts';
import type { Model } from './compile.ts';
import { find, view } from './parameters.ts';

/**
 * Traces the step with this number, whose inputs still lie in the training program. `weights` is its parameter region as
 * it was before the step. Looks at the weights (then the update before is to blame), at the data, at every result in
 * the order in which it is computed.
 */
export async function traceDivergence(model: Model, weights: Elements, step: number): Promise<Divergence> {
  const { program } = model.training;
  const first = program.parameterRegion.offset;
  const broken = program.parameters.find(
    ({ offset, length }) => !allFinite(weights.subarray(offset - first, offset - first + length)),
  );
  if (broken) return { step: step - 1, block: ownerOf(broken.name, '/'), where: 'weights' };
  const fed = program.inputs.find((slot) => !allFinite(view(model.training, slot)));
  if (fed) return { step, block: ownerOf(fed.name, ':'), where: 'output' };

  const traced = await model.backend.compile(plan(model.learning, { batch: program.batch, reuse: false }), null);
  try {
    for (const slot of traced.program.inputs) {
      const source = find(program.inputs, slot.name);
      if (source) view(traced, slot).set(view(model.training, source));
    }
    view(traced, traced.program.parameterRegion).set(weights);
    traced.run({ seed: model.settings.seed, step });
    for (const call of traced.program.calls) {
      const length = traced.program.kernels[call.kernel]?.output.reduce((product, size) => product * size, 1) ?? 0;
      if (allFinite(view(traced, { offset: call.output, length }))) continue;
      return { step, block: call.block, where: call.pass === 'forward' ? 'output' : 'gradient' };
    }
  } finally {
    traced.dispose();
  }
  return { step, block: largestGradient(model), where: 'gradient' };
}

/** Every number was finite and only their squares overflowed: the owner of the largest one. */
function largestGradient({ training }: Model): string | null {
  let largest = 0;
  let block: string | null = null;
  for (const slot of training.program.parameters) {
    if (slot.gradient === null) continue;
    for (const value of view(training, { offset: slot.gradient, length: slot.length })) {
      if (Math.abs(value) <= largest) continue;
      largest = Math.abs(value);
      block = ownerOf(slot.name, '/');
    }
  }
  return block;
}

function allFinite(values: Elements): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** `cell/dense1/weight` belongs to `cell/dense1`, `digits:image` to `digits`. */
const ownerOf = (name: string, separator: string): string => name.slice(0, name.lastIndexOf(separator));
