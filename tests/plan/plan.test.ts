/** Laws of the planner: none of its freedoms changes a number, and its memory is sound. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { backward } from '../../src/grad/backward.ts';
import { Builder } from '../../src/ir/builder.ts';
import { verify } from '../../src/ir/verify.ts';
import { eliminateDead } from '../../src/plan/dead.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Call, Program, Slot } from '../../src/plan/program.ts';
import { simplify } from '../../src/plan/simplify.ts';
import { type Access, accesses, overlap } from '../harness/accesses.ts';
import { operand, trainable } from '../harness/case.ts';
import { lenet } from '../harness/lenet.ts';
import { randomGraphs } from '../harness/random-graph.ts';
import { results, runOnce, write } from '../harness/run.ts';

const arenaStart = ({ inputs, momentRegion }: Program) => {
  const last = inputs.at(-1);
  return Math.ceil((last ? last.offset + last.length : momentRegion.offset + momentRegion.length) / 16) * 16;
};

/** No access writes over what it reads, but for elementwise kernels exactly in place. */
function expectSound({ op, reads, writes }: Access): void {
  for (const written of writes) {
    for (const range of reads.filter((each) => overlap(each, written))) {
      expect(range).toEqual(written);
      expect(['unary', 'unaryGrad', 'binary', 'dropoutMask', 'fused']).toContain(op);
    }
  }
}

describe('what a plan may choose', () => {
  it('sharing memory and fusing leave every number as it was', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraphs, async ({ graph, loss, values }) => {
        const trained = backward(graph, loss);
        const run = (options: { reuse: boolean; fused: boolean }) =>
          runOnce(referenceBackend, plan(trained, { batch: 2, ...options }), values);
        const apart = await run({ reuse: false, fused: false });
        expect(await run({ reuse: true, fused: true })).toEqual(apart);
        expect(await run({ reuse: true, fused: false })).toEqual(apart);
        expect(await run({ reuse: false, fused: true })).toEqual(apart);
      }),
      { numRuns: 30 },
    );
  });

  it('simplifying leaves every number as it was', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraphs, async ({ graph, loss, values }) => {
        const trained = backward(graph, loss);
        const simple = simplify(trained);
        verify(simple);
        verify(eliminateDead(trained));
        expect(simplify(simple)).toEqual(simple);
        expect(simple.nodes.length).toBeLessThanOrEqual(trained.nodes.length);
        const program = plan(trained, { batch: 2 });
        // A second run in the same memory shows that no call relies on what an earlier run left there.
        const executable = await referenceBackend.compile(program, null);
        write(executable, values);
        executable.run({ seed: 1, step: 1 });
        const first = results(executable);
        executable.memory.fill(Number.NaN, arenaStart(program));
        write(executable, values);
        executable.run({ seed: 1, step: 1 });
        expect(results(executable)).toEqual(first);
      }),
      { numRuns: 30 },
    );
  });

  it('a program is plain data', () => {
    const { graph, loss } = lenet(2);
    const program = plan(backward(graph, loss), { batch: 2 });
    expect(structuredClone(program)).toEqual(program);
    expect(JSON.parse(JSON.stringify(program))).toEqual(program);
  });
});

describe('the memory of a program', () => {
  it('no call writes over what it reads, but for elementwise ones exactly in place', () => {
    fc.assert(
      fc.property(randomGraphs, fc.boolean(), ({ graph, loss }, fused) => {
        const program = plan(backward(graph, loss), { batch: 2, fused });
        accesses(program).forEach(expectSound);
      }),
    );
  });

  it('parameters and inputs are never written, everything lies inside, and the arena holds the largest live set', () => {
    fc.assert(
      fc.property(randomGraphs, ({ graph, loss }) => {
        const program = plan(backward(graph, loss), { batch: 2 });
        const { parameterRegion, inputs } = program;
        const fixed = [...inputs, parameterRegion].map((each) => [each.offset, each.offset + each.length] as const);
        for (const { reads, writes } of accesses(program)) {
          for (const written of writes) expect(fixed.filter((region) => overlap(region, written))).toEqual([]);
          for (const [, end] of [...reads, ...writes]) expect(end).toBeLessThanOrEqual(program.length);
        }
        expect(program.length - arenaStart(program)).toBeGreaterThanOrEqual(program.largestLiveSet);
      }),
    );
  });

  it('slots overlap no other slot of their kind', () => {
    fc.assert(
      fc.property(randomGraphs, ({ graph, loss }) => {
        const program = plan(backward(graph, loss), { batch: 2 });
        const gradients = program.parameters.flatMap(({ gradient, length }): Pick<Slot, 'offset' | 'length'>[] =>
          gradient === null ? [] : [{ offset: gradient, length }],
        );
        const all = [...program.parameters, ...program.inputs, ...gradients].sort((a, b) => a.offset - b.offset);
        for (const [index, slot] of all.entries()) {
          const next = all[index + 1]?.offset ?? program.length;
          expect(slot.offset + slot.length).toBeLessThanOrEqual(next);
        }
      }),
    );
  });

  it('trainable parameters come first, one segment for each l2, and gradients lie as they do', () => {
    const builder = new Builder();
    const specs = [
      { ...trainable('a', [3]), l2: 0.1 },
      { ...trainable('running', [2]), trainable: false },
      trainable('b', [5, 2]),
      { ...trainable('c', [4]), l2: 0.1 },
      trainable('d', [1]),
    ];
    const [a, , b, c, d] = specs.map((spec) => builder.parameter(spec));
    const sums = [a!, c!, d!].map((id) => builder.sum(builder.unary('square', id), [0]));
    const matrix = builder.reshape(builder.sum(builder.unary('square', b!), [0, 1]), [1]);
    const loss = sums.reduce((total, each) => builder.binary('add', total, each), matrix);
    const program = plan(backward(builder.finish(), loss), { batch: 1 });
    expect(program.parameters.map(({ name }) => name)).toEqual(['b', 'd', 'a', 'c', 'running']);
    expect(program.segments.map(({ l2 }) => l2)).toEqual([0, 0.1]);
    for (const { name, offset, gradient } of program.parameters) {
      if (name === 'running') expect(gradient).toBeNull();
      else expect(gradient! - program.gradientRegion.offset).toBe(offset - program.parameterRegion.offset);
    }
    const [plain, decayed] = program.segments;
    expect(decayed!.parameters).toBeGreaterThanOrEqual(plain!.parameters + plain!.length);
    expect(program.momentRegion.length).toBe(2 * program.gradientRegion.length);
  });

  it('programs of one graph share the layout of their parameters', () => {
    const { graph, loss } = lenet(2);
    const training = plan(backward(graph, loss), { batch: 2 });
    const evaluation = plan(graph, { batch: 2 });
    const places = ({ parameters }: Program) => parameters.map(({ name, offset }) => [name, offset]);
    expect(places(evaluation)).toEqual(places(training));
    expect(evaluation.gradientRegion.length).toBe(0);
    expect(evaluation.segments).toEqual([]);
  });
});

describe('LeNet', () => {
  const { graph, loss } = lenet(64);
  const program = plan(backward(graph, loss), { batch: 64 });
  const ops = accesses(program).map(({ op }) => op);

  it('is a product a layer forward, and needs no kernel for its biases and activations', () => {
    const forward = program.calls
      .filter((call): call is Call => call.pass === 'forward' && 'kernel' in call)
      .map(({ kernel }) => program.kernels[kernel]!);
    expect(forward.map(({ op }) => op)).toEqual([
      'conv2d',
      'maxPool',
      'conv2d',
      'maxPool',
      'matmul',
      'crossEntropy',
      'binary',
      'reduce',
    ]);
    const relu = { fn: 'relu', alpha: 1 };
    expect(forward.filter(({ op }) => op === 'conv2d').map(({ epilogue }) => epilogue)).toEqual([
      { bias: true, activation: relu },
      { bias: true, activation: relu },
    ]);
  });

  it('computes each gradient in its place, and none for the image', () => {
    expect(program.copies).toEqual([]);
    expect(ops.filter((op) => op === 'conv2dGradFilter')).toHaveLength(2);
    expect(ops.filter((op) => op === 'conv2dGradInput')).toHaveLength(1);
  });

  it('wastes little memory', () => {
    const arena = program.length - arenaStart(program);
    expect(arena / program.largestLiveSet).toBeLessThan(1.1);
  });
});

describe('the outputs of a program', () => {
  const { graph, loss } = lenet(2);
  const trained = backward(graph, loss);

  it('are all, or those asked for, without what only the others needed', () => {
    const all = plan(graph, { batch: 2 });
    expect(all.outputs.map(({ name }) => name)).toEqual(['loss', 'logits']);
    const some = plan(graph, { batch: 2, keep: ['logits'] });
    expect(some.outputs.map(({ name, shape }) => [name, shape])).toEqual([['logits', [2, 10]]]);
    expect(some.kernels.map(({ op }) => op)).not.toContain('crossEntropy');
    expect(some.inputs).toEqual(all.inputs);
  });

  it('without reuse every call has a place of its own, for a look at each afterwards', () => {
    const program = plan(trained, { batch: 2, reuse: false });
    const { calls, kernels } = program;
    expect(new Set(accesses(program).map(({ writes }) => writes[0]![0])).size).toBe(calls.length);
    expect(kernels.filter(({ epilogue }) => epilogue.bias || epilogue.activation)).toEqual([]);
  });
});

describe('equal blocks share kernels', () => {
  it('a hundred need as many as ten', () => {
    const stack = (depth: number): Program => {
      const builder = new Builder();
      let x = builder.input('x', [4, 8]);
      for (let i = 0; i < depth; i++) {
        builder.at(`dense${i}`);
        const w = builder.parameter(trainable(`w${i}`, [8, 8]));
        const bias = builder.parameter(trainable(`b${i}`, [8]));
        x = builder.unary('tanh', builder.binary('add', builder.matmul(x, w), builder.reshape(bias, [1, 8])));
      }
      const loss = builder.mean(builder.unary('square', x), [0, 1]);
      return plan(backward(builder.finish(), loss), { batch: 4 });
    };
    expect(stack(100).kernels).toEqual(stack(10).kernels);
    expect(stack(100).calls.length).toBeGreaterThan(9 * stack(10).calls.length);
  });
});

describe('a copy after the run', () => {
  it('updates a buffer, and gives a parameter whose gradient is another value its own', async () => {
    const builder = new Builder();
    const x = builder.input('x', [3]);
    const w = builder.parameter(trainable('w', [3]));
    const running = builder.parameter({ ...trainable('running', [3]), trainable: false });
    builder.update('running', builder.binary('add', builder.scalar('multiply', running, 0.5), x));
    const loss = builder.sum(builder.binary('multiply', w, x), [0]);
    builder.output('loss', loss);
    const program = plan(backward(builder.finish(), loss), { batch: 1 });
    const values = new Map([
      ['x', [1, 2, 3]],
      ['w', operand([3], 1).values],
      ['running', [10, 20, 30]],
    ]);
    const found = await runOnce(referenceBackend, program, values);
    expect(found.get('gradient w')).toEqual([1, 2, 3]);
    expect(found.get('parameter running')).toEqual([6, 12, 18]);
  });
});
