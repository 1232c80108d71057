/** Finds the block that first made a NaN or an Inf, by running it once more with every intermediate result kept. */
import type { Elements, Executable } from '../backend/backend.ts';
import type { Graph } from '../ir/graph.ts';
import { plan } from '../plan/plan.ts';
import type { Slot } from '../plan/program.ts';
import type { Divergence } from '../protocol/events.ts';
import type { Model } from './compile.ts';
import { allFinite, firstBrokenCall, type Rerun } from './first-broken.ts';
import { view } from './parameters.ts';

/** The inputs of a program as they were at a run, by name. */
export type Inputs = ReadonlyMap<string, Elements>;

/** States that are carried are left out: the run has written its own over them. */
export const inputsOf = (executable: Executable, { carries }: Model['lowered']): Inputs =>
  new Map(
    executable.program.inputs
      .filter(({ name }) => !carries.includes(name))
      .map((slot) => [slot.name, view(executable, slot).slice()]),
  );

/**
 * Traces the step with this number, whose inputs still lie in the training program. `weights` is its parameter region as
 * it was before the step. Looks at the weights (then the update before is to blame), at the data, at every result in
 * the order in which it is computed.
 */
export async function traceDivergence(model: Model, weights: Elements, step: number): Promise<Divergence> {
  const broken = brokenWeights(model, weights);
  if (broken !== null) return { step: step - 1, block: broken, where: 'weights' };
  const inputs = inputsOf(model.training, model.lowered);
  const found = await firstBroken(model, { graph: model.learning, executable: model.training, inputs, weights, step });
  return found ? { step, ...found } : { step, block: largestGradient(model), where: 'gradient' };
}

/** Traces a batch of an evaluation after the step with this number, on the weights that it left. */
export async function traceEvaluation(
  model: Model,
  inputs: Inputs,
  weights: Elements,
  step: number,
): Promise<Divergence> {
  const broken = brokenWeights(model, weights);
  if (broken !== null) return { step, block: broken, where: 'weights' };
  const found = await firstBroken(model, { graph: model.scoring, executable: model.evaluation, inputs, weights, step });
  return { step, block: null, where: 'output', ...found };
}

function brokenWeights({ training }: Model, weights: Elements): string | null {
  const { parameterRegion, parameters } = training.program;
  const first = parameterRegion.offset;
  const isBroken = ({ offset, length }: Slot) => !allFinite(weights.subarray(offset - first, offset - first + length));
  const broken = parameters.find(isBroken);
  return broken ? ownerOf(broken.name, '/') : null;
}

interface Suspect {
  readonly graph: Graph;
  readonly executable: Executable;
  readonly inputs: Inputs;
  readonly weights: Elements;
  readonly step: number;
}

/** The first block whose data or result is not finite; null when all are. */
async function firstBroken(
  { backend, settings }: Model,
  { graph, executable, inputs, weights, step }: Suspect,
): Promise<Pick<Divergence, 'block' | 'where'> | null> {
  for (const [name, values] of inputs) {
    if (!allFinite(values)) return { block: ownerOf(name, ':'), where: 'output' };
  }
  const rerun: Rerun = async (program, look) => {
    const traced = await backend.compile(program, null);
    try {
      for (const slot of program.inputs) {
        const values = inputs.get(slot.name);
        if (values) view(traced, slot).set(values);
      }
      view(traced, program.parameterRegion).set(weights);
      traced.run({ seed: settings.seed, step });
      return look(traced);
    } finally {
      traced.dispose();
    }
  };
  const found = await firstBrokenCall(plan(graph, { batch: executable.program.batch, reuse: false }), rerun);
  return found && { block: found.block, where: found.pass === 'forward' ? 'output' : 'gradient' };
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

/** `cell/dense1/weight` belongs to `cell/dense1`, `digits:image` to `digits`. */
const ownerOf = (name: string, separator: string): string => name.slice(0, name.lastIndexOf(separator));
