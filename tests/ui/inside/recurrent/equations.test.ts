/** The arithmetic that a person is shown is the one that the engine does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../../../src/backend/reference/reference.ts';
import { defaultsOf } from '../../../../src/blocks/params.ts';
import { registry } from '../../../../src/blocks/registry.ts';
import type { CheckedBlock } from '../../../../src/check/report.ts';
import { plan } from '../../../../src/plan/plan.ts';
import type { Inspection, Probe } from '../../../../src/protocol/trainer.ts';
import { equationsAt } from '../../../../src/ui/inside/recurrent/equations.ts';
import { sweepsIn } from '../../../../src/ui/inside/recurrent/sweeps.ts';
import { mostActive, type Sweep, stateOf, traceOf, valuesAt } from '../../../../src/ui/inside/recurrent/traces.ts';
import { type BlockCase, blockCases } from '../../../blocks/cases.ts';
import { around, lowered, valuesOf } from '../../../blocks/one-block.ts';
import { runOnce } from '../../../harness/run.ts';

const kinds = ['rnn', 'lstm', 'gru'] as const;

/** What the worker would tell of the block for one example, on random weights. */
async function inspected(drawn: BlockCase): Promise<{ readonly block: CheckedBlock; readonly inspection: Inspection }> {
  const model = lowered(drawn, 1, 'evaluate');
  const values = valuesOf(drawn, model, 1);
  const results = await runOnce(referenceBackend, plan(model.graph, { batch: 1 }), values);
  const block = around(drawn, 1).order.find(({ id }) => id === 'block') as CheckedBlock;
  const probe = (shape: readonly number[], numbers: readonly number[] = []): Probe => ({
    shape,
    values: Float32Array.from(numbers),
  });
  const inputs = Object.entries(drawn.inputs).map(([port, { sizes }]) => [
    port,
    probe(sizes, values.get(`${port}/value`)),
  ]);
  const weights = model.graph.parameters.flatMap(({ name, shape }) =>
    name.startsWith('block/')
      ? [[name.slice(6), { ...probe(shape, values.get(name)), norm: 0, gradientNorm: null }] as const]
      : [],
  );
  const traces = Object.keys(model.graph.outputs).flatMap((name) => {
    const numbers = results.get(`output ${name}`);
    const steps = drawn.inputs.x?.sizes[0] ?? 1;
    if (!name.startsWith('block/') || numbers === undefined) return [];
    return [[name.slice(6), probe([steps, numbers.length / steps], numbers)] as const];
  });
  const length = values.get('x/lengths')?.[0] ?? drawn.inputs.x?.sizes[0] ?? 0;
  return {
    block,
    inspection: {
      runId: 'run',
      step: 0,
      inputs: Object.fromEntries(inputs),
      outputs: {},
      weights: Object.fromEntries(weights),
      beforeActivation: null,
      traces: Object.fromEntries(traces),
      sequence: { length, names: null },
    },
  };
}

const traceIn = (sweep: Sweep, name: string) => {
  const trace = sweep.traces.find((each) => each.name === name);
  if (trace === undefined) throw new Error(`no trace of ${name}`);
  return trace;
};

describe.each(kinds)('the equations of a step of a %s', (kind) => {
  it('give what the engine gives at every step, whatever the options', async () => {
    await fc.assert(
      fc.asyncProperty(blockCases[kind], async (drawn) => {
        const { block, inspection } = await inspected(drawn);
        const sweeps = sweepsIn(block, inspection);
        expect(sweeps.length).toBeGreaterThan(0);
        for (const sweep of sweeps) {
          for (let step = 0; step < sweep.steps; step++) {
            const equations = equationsAt(block, inspection, sweeps, sweep, step) ?? [];
            const named = equations.filter(({ name }) => name !== '');
            expect(named.map(({ name }) => name).sort()).toEqual(sweep.traces.map(({ name }) => name).sort());
            for (const { name, values } of named) {
              const expected = valuesAt(traceIn(sweep, name), step);
              for (const [unit, value] of values.entries()) {
                const wanted = expected[unit] ?? Number.NaN;
                // Both are sums of numbers in single precision.
                expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(wanted)));
              }
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('an equation', () => {
  it('is written with the numbers of one unit, and with the step from which its state comes', async () => {
    const params = { ...defaultsOf(registry.lstm), units: 2, direction: 'both' } as const;
    const { block, inspection } = await inspected({
      kind: 'lstm',
      params,
      inputs: { x: { sizes: [3, 2], arriving: { of: 'real' } } },
    });
    const sweeps = sweepsIn(block, inspection);
    const [forward, backward] = sweeps as readonly [Sweep, Sweep];
    const at = (sweep: Sweep, name: string) =>
      equationsAt(block, inspection, sweeps, sweep, 1)?.find((each) => each.name === name);
    expect(at(forward, 'c')?.formula).toBe('f_t·c_{t−1} + i_t·g_t');
    expect(at(backward, 'c')?.formula).toBe('f_t·c_{t+1} + i_t·g_t');
    expect(at(forward, 'f')?.numbers(0)).toMatch(/^σ\(−?\d+\.\d\d [+−] \d+\.\d\d [+−] \d+\.\d\d\)$/);
    expect(at(forward, 'h')?.numbers(1)).toMatch(/^\d\.\d\d·tanh\(−?\d+\.\d\d\)$/);
  });
});

describe('the most active units', () => {
  it('are those that vary most over the steps, in their own order', () => {
    const values = Float32Array.of(0, 5, 1, 0, 5, -1, 0, 5, 3);
    const trace = traceOf('h', '', { shape: [3, 3], values }, 3);
    expect(mostActive(trace, 1)).toEqual([2]);
    expect(mostActive(trace, 9)).toEqual([0, 1, 2]);
  });

  it('are asked of the state that is given out', async () => {
    const { block, inspection } = await inspected({
      kind: 'lstm',
      params: { ...defaultsOf(registry.lstm), units: 2 },
      inputs: { x: { sizes: [3, 2], arriving: { of: 'real' } } },
    });
    expect(stateOf(sweepsIn(block, inspection)[0] as Sweep)?.name).toBe('h');
  });
});
