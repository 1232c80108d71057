/** Laws of loops: a planned scan computes what its body written out for every step computes, and its memory is sound. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { elementCount } from '../../src/base/rowmajor.ts';
import { backward } from '../../src/grad/backward.ts';
import { Builder, type StepRule } from '../../src/ir/builder.ts';
import type { Graph, NodeId } from '../../src/ir/graph.ts';
import { verify } from '../../src/ir/verify.ts';
import { eliminateDead } from '../../src/plan/dead.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Program } from '../../src/plan/program.ts';
import { simplify } from '../../src/plan/simplify.ts';
import { accesses, loopsOf, overlap } from '../harness/accesses.ts';
import { operand, type Values } from '../harness/case.ts';
import { type Results, results, runOnce, write } from '../harness/run.ts';
import { randomScans } from '../harness/scan-cases.ts';
import { unroll } from '../harness/unroll.ts';

const choices = [
  { reuse: false, fused: false },
  { reuse: true, fused: true },
  { reuse: true, fused: false },
  { reuse: false, fused: true },
] as const;

function expectEqual(found: Results, wanted: Results): void {
  for (const [name, numbers] of wanted) {
    const largest = Math.max(
      ...numbers.map((value, i) => Math.abs(value - found.get(name)![i]!) / Math.max(1, Math.abs(value))),
    );
    expect(largest, name).toBeLessThan(1e-9);
  }
}

const runPlanned = (graph: Graph, values: Values, options: object = {}) =>
  runOnce(referenceBackend, plan(graph, { batch: 2, ...options }), values);

/** A scan over x [3, 2] whose final states and stacked values are outputs, and what it should give, from its body written out. */
async function expectUnrolled(states: number, step: StepRule): Promise<Program> {
  const builder = new Builder();
  const initial = Array.from({ length: states }, (_, index) => builder.input(`s${index}`, [2]));
  const { final, stacked } = builder.scan(
    { states: initial, sequences: [builder.input('x', [3, 2])], shared: [builder.input('w', [2])], steps: 3 },
    step,
  );
  for (const [index, id] of [...final, ...stacked].entries()) builder.output(`y${index}`, id);
  const graph = builder.finish();
  const values = new Map(
    graph.nodes.flatMap((node, id): [string, readonly number[]][] =>
      node.op === 'input' ? [[node.attrs.name, operand(node.shape, id + 1).values]] : [],
    ),
  );
  const wanted = await runPlanned(unroll(graph).graph, values);
  for (const options of choices) expectEqual(await runPlanned(graph, values, options), wanted);
  return plan(graph, { batch: 2 });
}

describe('a loop', () => {
  it('computes what the body written out for every step does, whatever the plan chooses', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        const trained = backward(graph, loss);
        const wanted = await runPlanned(unroll(trained).graph, values, { reuse: false });
        for (const options of choices) expectEqual(await runPlanned(trained, values, options), wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('relies on nothing that an earlier run has left', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        const executable = await referenceBackend.compile(plan(backward(graph, loss), { batch: 2 }), null);
        write(executable, values);
        executable.run({ seed: 1, step: 1 });
        const first = results(executable);
        executable.memory.fill(Number.NaN);
        write(executable, values);
        executable.run({ seed: 1, step: 1 });
        expect(results(executable)).toEqual(first);
      }),
      { numRuns: 30 },
    );
  });

  it('never writes on what it reads, but for elementwise kernels exactly in place, and stays inside', () => {
    fc.assert(
      fc.property(randomScans, ({ graph, loss }) => {
        const program = plan(backward(graph, loss), { batch: 2 });
        for (const { op, reads, writes } of accesses(program)) {
          for (const written of writes) {
            expect(written[1]).toBeLessThanOrEqual(program.length);
            for (const range of reads.filter((each) => overlap(each, written))) {
              expect(range).toEqual(written);
              expect(['unary', 'unaryGrad', 'binary', 'dropoutMask', 'fused']).toContain(op);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is plain data', () => {
    fc.assert(
      fc.property(randomScans, ({ graph }) => {
        const program = plan(graph, { batch: 2 });
        expect(structuredClone(program)).toEqual(program);
        expect(JSON.parse(JSON.stringify(program))).toEqual(program);
      }),
      { numRuns: 5 },
    );
  });
});

describe('states', () => {
  it('may change places', async () => {
    await expectUnrolled(2, (body, { states: [a, b], sequences: [x] }) => ({
      after: [b!, body.binary('add', a!, x!)],
      stacked: [a!],
    }));
    await expectUnrolled(3, (_, { states: [a, b, c] }) => ({ after: [b!, c!, a!], stacked: [c!] }));
  });

  it('may stay as they are, or become an argument or one and the same value', async () => {
    await expectUnrolled(3, (body, { states: [a, b, c], sequences: [x], shared: [w] }) => {
      const sum = body.binary('add', a!, w!);
      return { after: [sum, x!, sum], stacked: [body.binary('multiply', b!, c!)] };
    });
    await expectUnrolled(2, (body, { states: [a, b], shared: [w] }) => ({
      after: [a!, w!],
      stacked: [body.binary('add', a!, b!)],
    }));
  });

  it('may be read after they have their next value', async () => {
    await expectUnrolled(1, (body, { states: [a], sequences: [x] }) => {
      const next = body.binary('add', a!, x!);
      return { after: [next], stacked: [body.binary('multiply', next, a!)] };
    });
  });

  it('are written in their place when nobody reads them any more', async () => {
    const program = await expectUnrolled(1, (body, { states: [a], sequences: [x] }) => ({
      after: [body.unary('tanh', body.binary('add', a!, x!))],
    }));
    expect(loopsOf(program)[0]!.after).toEqual([]);
  });
});

describe('what is stacked', () => {
  it('is computed in its place, which moves with the step', async () => {
    const program = await expectUnrolled(1, (body, { states: [a], sequences: [x], shared: [w] }) => {
      const product = body.binary('multiply', a!, w!);
      return { after: [body.binary('add', a!, x!)], stacked: [product] };
    });
    const [loop] = loopsOf(program);
    expect(loop!.after).toEqual([]);
    expect(loop!.calls.map(({ outputStrides }) => outputStrides)).toEqual([[2], [0]]);
  });

  it('is copied there if it lies elsewhere', async () => {
    await expectUnrolled(1, (body, { states: [a], sequences: [x], shared: [w] }) => {
      const sum = body.binary('add', a!, x!);
      return { after: [sum], stacked: [sum, body.reshape(sum, [1, 2]), x!, w!, a!] };
    });
  });
});

describe('simplifying a scan', () => {
  it('leaves a graph that is right, and no simpler the second time', () => {
    fc.assert(
      fc.property(randomScans, ({ graph, loss }) => {
        const trained = backward(graph, loss);
        verify(eliminateDead(trained));
        const simple = simplify(trained);
        verify(simple);
        expect(simplify(simple)).toEqual(simple);
      }),
    );
  });

  /** Ops of the body when output `y` is the first of the stacked values that the step computes. */
  function opsOf(step: (body: Builder, x: NodeId, w: NodeId, state: NodeId) => readonly NodeId[]) {
    const builder = new Builder();
    const { stacked } = builder.scan(
      {
        states: [builder.input('s', [2])],
        sequences: [builder.input('x', [3, 2])],
        shared: [builder.input('w', [2])],
        steps: 3,
      },
      (body, { states: [s], sequences: [x], shared: [w] }) => {
        const values = step(body, x!, w!, s!);
        return { after: [body.binary('add', s!, values.at(-1)!)], stacked: values };
      },
    );
    builder.output('y', stacked[0]!);
    const { nodes } = simplify(builder.finish());
    const bodies = nodes.flatMap((node) => (node.op === 'scan' ? [node.attrs.body.nodes] : []));
    return bodies.map((body) => body.map(({ op }) => op).filter((op) => op !== 'input'));
  }

  it('drops results that nobody reads, with the states that only they needed', () => {
    expect(opsOf((body, x) => [body.unary('exp', x), body.unary('log', x)])).toEqual([['unary']]);
  });

  it('folds constants within', () => {
    expect(opsOf((body, x) => [body.scalar('multiply', body.unary('exp', x), 1)])).toEqual([['unary']]);
  });

  it('makes equal scans one', () => {
    const builder = new Builder();
    const x = builder.input('x', [3, 2]);
    const results = ['a', 'b'].map((name) => {
      const { stacked } = builder.scan({ states: [], sequences: [x], steps: 3 }, (body, { sequences: [each] }) => ({
        after: [],
        stacked: [body.unary('exp', each!)],
      }));
      builder.output(name, stacked[0]!);
      return stacked[0]!;
    });
    expect(new Set(results).size).toBe(2);
    expect(simplify(builder.finish()).nodes.map(({ op }) => op)).toEqual(['input', 'scan', 'scanResult']);
  });
});

describe('what is carried to the next run', () => {
  it('is in the input slot afterwards, even if two inputs change places', async () => {
    const builder = new Builder();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => builder.input(name, [2]));
    builder.carry('a', b!);
    builder.carry('b', a!);
    builder.carry('c', builder.binary('add', c!, a!));
    const program = plan(builder.finish(), { batch: 1 });
    const executable = await referenceBackend.compile(program, null);
    write(
      executable,
      new Map([
        ['a', [1, 2]],
        ['b', [3, 4]],
        ['c', [5, 6]],
      ]),
    );
    executable.run({ seed: 1, step: 1 });
    const found = program.inputs.map(({ offset, length }) => [...executable.memory.subarray(offset, offset + length)]);
    expect(found).toEqual([
      [3, 4],
      [1, 2],
      [6, 8],
    ]);
  });
});

describe('memory', () => {
  it('of a long loop is what it stacks, its operands and the values of one step', () => {
    const arenaOf = (steps: number) => {
      const builder = new Builder();
      const { final } = builder.scan(
        { states: [builder.input('s', [64])], sequences: [builder.input('x', [steps, 64])], steps },
        (body, { states: [s], sequences: [x] }) => ({
          after: [body.unary('tanh', body.softmax(body.softmax(body.binary('add', s!, x!))))],
        }),
      );
      builder.output('y', final[0]!);
      return plan(builder.finish(), { batch: 1 }).largestLiveSet;
    };
    expect(arenaOf(100)).toBe(arenaOf(10));
    expect(arenaOf(10)).toBeLessThanOrEqual(3 * elementCount([64]));
  });
});
