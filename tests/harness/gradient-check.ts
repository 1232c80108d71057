/** Compares gradients with central differences, in float64 on the reference backend. */
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { backward } from '../../src/grad/backward.ts';
import type { Graph, NodeId } from '../../src/ir/graph.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Values } from './case.ts';
import { firstStep, read, write } from './run.ts';

export interface Deviation {
  readonly parameter: string;
  readonly index: number;
  readonly analytic: number;
  readonly numeric: number;
  /** |analytic − numeric| in units of the larger of 1 and their magnitudes. */
  readonly relative: number;
}

const step = 1e-5;

/**
 * The worst element of all trainable parameters; null when the graph has none. At most `samples` elements of each parameter,
 * evenly spread, are tried.
 */
export async function checkGradients(
  graph: Graph,
  loss: NodeId,
  values: Values,
  samples = Number.POSITIVE_INFINITY,
): Promise<Deviation | null> {
  const program = plan(backward(graph, loss), { batch: 1, keep: ['loss'] });
  const executable = await referenceBackend.compile(program, null);
  write(executable, values);
  const lossSlot = program.outputs.find(({ name }) => name === 'loss')!;
  const run = (): number => {
    executable.run(firstStep);
    return read(executable, lossSlot)[0]!;
  };
  run();
  const before = executable.memory.slice();
  let worst: Deviation | null = null;
  for (const { name, offset, length, gradient } of program.parameters) {
    if (gradient === null) continue;
    for (let index = 0; index < length; index += Math.max(1, Math.floor(length / samples))) {
      const lossAt = (delta: number): number => {
        executable.memory.set(before);
        // Carried states have taken new values.
        write(executable, values);
        executable.memory[offset + index]! += delta;
        return run();
      };
      const numeric = (lossAt(step) - lossAt(-step)) / (2 * step);
      const analytic = before[gradient + index]!;
      const relative = Math.abs(analytic - numeric) / Math.max(1, Math.abs(analytic), Math.abs(numeric));
      if (!worst || !(relative <= worst.relative)) worst = { parameter: name, index, analytic, numeric, relative };
    }
  }
  return worst;
}
