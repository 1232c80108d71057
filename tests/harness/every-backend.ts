/** One suite for all backends: each op, epilogue, optimizer and whole programs agree with the float64 reference. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../../src/backend/backend.ts';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import type { Optimizer } from '../../src/base/optimizer.ts';
import { backward } from '../../src/grad/backward.ts';
import { Builder } from '../../src/ir/builder.ts';
import type { OpKind } from '../../src/ir/ops.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Program } from '../../src/plan/program.ts';
import type { CaseGraph, Values } from './case.ts';
import { graphOf, operand, trainable } from './case.ts';
import { elementwiseGraphs } from './elementwise-cases.ts';
import type { EpilogueCase, Extent } from './op-cases.ts';
import { epilogueCases, opCases, opKinds } from './op-cases.ts';
import { randomGraphs } from './random-graph.ts';
import { results, runOnce, write } from './run.ts';
import { randomScans } from './scan-cases.ts';

/** The largest deviation of a tensor, in units of the larger of 1 and the reference's largest magnitude. */
export interface Comparison {
  readonly name: string;
  readonly deviation: number;
}

function compare(expected: ReadonlyMap<string, readonly number[]>, actual: typeof expected): Comparison[] {
  return [...expected].map(([name, numbers]) => {
    const others = actual.get(name);
    if (others?.length !== numbers.length) throw new Error(`${name}: ${others?.length} numbers for ${numbers.length}`);
    const scale = numbers.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
    let deviation = 0;
    for (const [i, value] of numbers.entries()) {
      const difference = Math.abs(value - others[i]!);
      // A NaN on one side only must not pass as small.
      deviation = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(deviation, difference / scale);
      if (deviation === Number.POSITIVE_INFINITY) break;
    }
    return { name, deviation };
  });
}

const toFloat32 = (values: Values): Values =>
  new Map([...values].map(([name, numbers]) => [name, numbers.map(Math.fround)]));

/** Runs the program once on the reference and on the candidate, with the same numbers, and compares all that they compute. */
export async function compareBackends(program: Program, values: Values, candidate: Backend): Promise<Comparison[]> {
  const rounded = toFloat32(values);
  return compare(await runOnce(referenceBackend, program, rounded), await runOnce(candidate, program, rounded));
}

/** The same after some steps of an optimizer, with the same gradients and clip each step; also the norm of the gradients. */
async function compareOptimizer(program: Program, values: Values, candidate: Backend, rule: Optimizer, steps: number) {
  const rounded = toFloat32(values);
  const [expected, actual] = await Promise.all(
    [referenceBackend, candidate].map(async (backend) => {
      const executable = await backend.compile(program, rule);
      write(executable, rounded);
      for (let step = 1; step <= steps; step++) {
        executable.run({ seed: 1, step });
        executable.update({ learningRate: 0.01, step, gradientScale: 0.5 });
      }
      const found = new Map([...results(executable), ['gradientSquares', [executable.gradientSquares()]]]);
      executable.dispose();
      return found;
    }),
  );
  return compare(expected!, actual!);
}

export const optimizerRules: readonly Optimizer[] = [
  { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 },
  { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0.1 },
  { kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 0.1 },
  { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  { kind: 'adam', beta1: 0.8, beta2: 0.99, epsilon: 1e-6, weightDecay: 0.1 },
  { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 },
  { kind: 'rmsprop', alpha: 0.99, epsilon: 1e-8, momentum: 0, weightDecay: 0 },
  { kind: 'rmsprop', alpha: 0.9, epsilon: 1e-6, momentum: 0.9, weightDecay: 0.1 },
];

/** A product with a bias and an activation behind it, which the plan fuses into one kernel. */
export function epilogueGraph({ product, bias, activation }: EpilogueCase): CaseGraph {
  const builder = new Builder();
  const values = new Map<string, readonly number[]>();
  const leaves = product.operands.map(({ shape, values: numbers }, index) => {
    values.set(`x${index}`, numbers);
    return builder.input(`x${index}`, shape);
  });
  let y = builder.add(product.op, product.attrs, leaves);
  const shape = builder.shapeOf(y);
  if (bias) {
    const row = shape.map((size, axis) => (axis === shape.length - 1 ? size : 1));
    const parameter = builder.parameter(trainable('bias', [shape.at(-1)!]));
    values.set('bias', operand([shape.at(-1)!], 5).values);
    y = builder.binary('add', y, builder.broadcast(builder.reshape(parameter, row), shape));
  }
  if (activation) y = builder.unary(activation.fn, y, activation.alpha);
  builder.output('y', y);
  return { graph: builder.finish(), values };
}

/** Two parameters with different l2 in a loss whose gradients change from step to step. */
function optimizerProgram(): { readonly program: Program; readonly values: Values } {
  const builder = new Builder();
  const decayed = builder.parameter({ ...trainable('decayed', [5, 3]), l2: 0.2 });
  const plain = builder.parameter(trainable('plain', [7]));
  const loss = builder.binary(
    'add',
    builder.reshape(builder.sum(builder.unary('gelu', decayed), [0, 1]), [1]),
    builder.sum(builder.unary('square', plain), [0]),
  );
  builder.output('loss', loss);
  const values = new Map([
    ['decayed', operand([5, 3], 3).values],
    ['plain', operand([7], 4).values],
  ]);
  return { program: plan(backward(builder.finish(), loss), { batch: 1 }), values };
}

export interface Conformance {
  /** Largest deviation allowed; see `Comparison`. */
  readonly tolerance: number;
  /** Random cases an op. */
  readonly runs: number;
  readonly extent: Extent;
}

const within = (comparisons: readonly Comparison[], tolerance: number) =>
  expect(comparisons.filter(({ deviation }) => !(deviation <= tolerance))).toEqual([]);

/** Registers the suite for a backend. `backend` is asked for when the tests run. */
export function everyBackend(name: string, backend: () => Promise<Backend>, conformance: Conformance): void {
  const { tolerance, runs, extent } = conformance;
  describe(`${name} computes what the reference computes`, () => {
    const cases = opCases(extent);
    const covered = new Map<OpKind, number>();

    it.each(opKinds)('%s', async (op) => {
      const candidate = await backend();
      await fc.assert(
        fc.asyncProperty(cases[op], async (drawn) => {
          const { graph, values } = graphOf(drawn);
          within(await compareBackends(plan(graph, { batch: 1 }), values, candidate), tolerance);
          covered.set(op, (covered.get(op) ?? 0) + 1);
        }),
        { numRuns: runs },
      );
    });

    it('and no op was left out', () => {
      expect(opKinds.map((op) => [op, covered.get(op)])).toEqual(opKinds.map((op) => [op, runs]));
    });

    it('products with a bias and an activation', async () => {
      const candidate = await backend();
      await fc.assert(
        fc.asyncProperty(epilogueCases(extent), async (drawn) => {
          const { graph, values } = epilogueGraph(drawn);
          within(await compareBackends(plan(graph, { batch: 1 }), values, candidate), tolerance);
        }),
        { numRuns: 3 * runs },
      );
    });

    it('whole programs with gradients and updates, in shared memory', async () => {
      const candidate = await backend();
      await fc.assert(
        fc.asyncProperty(randomGraphs, async ({ graph, values, loss }) => {
          const program = plan(backward(graph, loss), { batch: 1 });
          within(await compareBackends(program, values, candidate), tolerance);
        }),
        // A fixed seed: at a kink or a tie, f32 may rightly fall on the other side than float64.
        { numRuns: runs, seed: 1 },
      );
    });

    it('elementwise work that is fused', async () => {
      const candidate = await backend();
      await fc.assert(
        fc.asyncProperty(elementwiseGraphs, async ({ graph, values }) => {
          within(await compareBackends(plan(graph, { batch: 1 }), values, candidate), tolerance);
        }),
        // A fixed seed: powers of powers may leave what single precision can hold.
        { numRuns: runs, seed: 2 },
      );
    });

    it('loops over the steps of a sequence, forward and backward', async () => {
      const candidate = await backend();
      await fc.assert(
        fc.asyncProperty(randomScans, async ({ graph, values, loss }) => {
          const program = plan(backward(graph, loss), { batch: 1 });
          within(await compareBackends(program, values, candidate), tolerance);
        }),
        { numRuns: runs, seed: 1 },
      );
    });

    it.each(optimizerRules)('$kind, momentum $momentum, nesterov $nesterov, decay $weightDecay', async (rule) => {
      const { program, values } = optimizerProgram();
      within(await compareOptimizer(program, values, await backend(), rule, 5), tolerance);
    });
  });
}
