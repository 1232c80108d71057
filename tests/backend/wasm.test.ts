/** The WebAssembly backend computes what the reference computes, fused and plain, and the same bits each time. */
import { setFlagsFromString } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Executable } from '../../src/backend/backend.ts';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import type { Optimizer } from '../../src/base/optimizer.ts';
import { backward } from '../../src/grad/backward.ts';
import { Builder } from '../../src/ir/builder.ts';
import type { NodeId } from '../../src/ir/graph.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Program } from '../../src/plan/program.ts';
import { trainable } from '../harness/case.ts';
import { compareBackends, everyBackend, optimizerRules } from '../harness/every-backend.ts';
import { lenet } from '../harness/lenet.ts';
import { wideExtent } from '../harness/op-cases.ts';
import { read, runOnce } from '../harness/run.ts';

// Node 20 has relaxed SIMD behind a flag that must be set before the first module is compiled.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const fused = createWasmBackend({ fma: true });
/** In single precision, sums of up to 14,641 terms that nearly cancel come within 5e-5 of the truth; all else is far closer. */
const conformance = { tolerance: 5e-5, runs: 40, extent: wideExtent };

everyBackend('fused', async () => fused, conformance);
everyBackend('plain', async () => createWasmBackend({ fma: false }), conformance);

const programOf = (define: (builder: Builder) => NodeId): Program => {
  const builder = new Builder();
  builder.output('y', define(builder));
  return plan(builder.finish(), { batch: 1 });
};

/** Numbers without a pattern that single precision holds exactly. */
function fill(executable: Executable): void {
  const { inputs, parameters } = executable.program;
  for (const { name, offset, length } of [...inputs, ...parameters]) {
    for (let i = 0; i < length; i++) {
      executable.memory[offset + i] = name === 'labels' ? i % 10 : Math.fround(Math.sin(i * i + offset) / 8);
    }
  }
}

async function trained(program: Program, rule: Optimizer, steps: number): Promise<Float32Array> {
  const executable = await fused.compile(program, rule);
  fill(executable);
  for (let step = 1; step <= steps; step++) {
    executable.run({ seed: 7, step });
    executable.update({ learningRate: 0.01, step, gradientScale: 1 });
  }
  return Float32Array.from(executable.memory);
}

describe('a loop', () => {
  it('multiplies by matrices that are packed before it, and by those that it writes itself', async () => {
    const [steps, rows, width] = [3, 33, 185];
    const builder = new Builder();
    const square = [width, width];
    const { final, stacked } = builder.scan(
      {
        states: [builder.input('h', [rows, width]), builder.input('m', square)],
        sequences: [builder.input('x', [steps, rows, width])],
        shared: [builder.input('w', square), builder.input('v', square)],
        steps,
      },
      (body, { states: [h, m], sequences: [x], shared: [w, v] }) => {
        const next = body.unary('tanh', body.binary('add', body.matmul(h!, w!), body.matmul(x!, v!, false, true)));
        const moving = body.scalar('multiply', body.binary('add', m!, w!), 0.5);
        return { after: [next, moving], stacked: [body.matmul(next, m!), body.matmul(x!, w!, false, true)] };
      },
    );
    for (const [index, id] of [...final, ...stacked].entries()) builder.output(`y${index}`, id);
    const program = plan(builder.finish(), { batch: rows });
    const values = new Map(
      program.inputs.map(({ name, length, offset }) => [
        name,
        Array.from({ length }, (_, i) => Math.fround(Math.sin(i * i + offset) / 8)),
      ]),
    );
    for (const backend of [fused, createWasmBackend({ fma: false })]) {
      const found = await compareBackends(program, values, backend);
      expect(found.filter(({ deviation }) => !(deviation <= 1e-5))).toEqual([]);
    }
  });
});

describe('a run', () => {
  it('gives the same bits each time', async () => {
    const { graph, loss } = lenet(5);
    const program = plan(backward(graph, loss), { batch: 5 });
    const [first, second] = [
      await trained(program, optimizerRules[3]!, 4),
      await trained(program, optimizerRules[3]!, 4),
    ];
    expect(Buffer.compare(Buffer.from(first.buffer), Buffer.from(second.buffer))).toBe(0);
  });

  it('leaves what it does not own alone', async () => {
    // Every ragged edge is stored lane by lane: a value behind a tensor must survive.
    const program = programOf((builder) => builder.unary('exp', builder.input('x', [7])));
    const spare: Program = { ...program, length: program.length + 8 };
    const executable = await fused.compile(spare, null);
    executable.memory.fill(3, program.length);
    executable.run({ seed: 1, step: 1 });
    expect([...executable.memory.subarray(program.length)]).toEqual(new Array(8).fill(3));
  });

  it('draws the reference’s random numbers, bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 1, max: 100 }),
        async (seed, step, stream, count) => {
          const program = programOf((builder) => builder.add('uniform', { stream }, [], [count]));
          const [expected, actual] = await Promise.all(
            [referenceBackend, fused].map((backend) => runOnce(backend, program, new Map(), null, { seed, step })),
          );
          expect(actual!.get('output y')).toEqual(expected!.get('output y'));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not swallow a NaN', async () => {
    const x = Array.from({ length: 36 }, (_, i) => (i === 14 ? Number.NaN : i));
    const pool = { window: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0] } as const;
    const makers: { readonly [name: string]: (builder: Builder) => NodeId } = {
      relu: (builder) => builder.unary('relu', builder.input('x', [36])),
      matmul: (builder) => builder.matmul(builder.input('x', [6, 6]), builder.constant([6, 6], 0)),
      maximum: (builder) => builder.max(builder.input('x', [6, 6]), [1]),
      'maximum of columns': (builder) => builder.max(builder.input('x', [6, 6]), [0]),
      'max-pool': (builder) => builder.maxPool(builder.input('x', [1, 6, 6, 1]), pool),
      softmax: (builder) => builder.softmax(builder.input('x', [6, 6])),
      'a fused relu': (builder) =>
        builder.unary('relu', builder.matmul(builder.input('x', [6, 6]), builder.constant([6, 6], 1))),
    };
    for (const [name, define] of Object.entries(makers)) {
      const found = await runOnce(fused, programOf(define), new Map([['x', x]]));
      expect(found.get('output y')!.some(Number.isNaN), name).toBe(true);
    }
  });

  it('gives the whole gradient of a tie to the first, overlapping windows and all', async () => {
    const attrs = { window: [2, 3], stride: [1, 2], padding: [1, 0, 1, 1] } as const;
    const program = programOf((builder) =>
      builder.add('maxPoolGrad', attrs, [builder.input('x', [1, 3, 5, 5]), builder.input('dy', [1, 3, 3, 5])]),
    );
    const values = new Map([
      ['x', Array.from({ length: 75 }, (_, i) => [2, 2, 0, -0, 1][(i * i) % 5]!)],
      ['dy', Array.from({ length: 45 }, (_, i) => i + 1)],
    ]);
    const [expected, actual] = [
      await runOnce(referenceBackend, program, values),
      await runOnce(fused, program, values),
    ];
    expect(actual.get('output y')).toEqual(expected.get('output y'));
  });

  it('gives a NaN for a label that is no class, and reads nothing beyond the logits', async () => {
    const program = programOf((builder) =>
      builder.crossEntropy(builder.input('x', [4, 3]), builder.input('labels', [4])),
    );
    const values = new Map([
      ['x', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
      ['labels', [1, 3, -1, 1e30]],
    ]);
    const found = (await runOnce(fused, program, values)).get('output y')!;
    expect(found[0]).toBeCloseTo(Math.log(3), 6);
    expect(found.slice(1)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe('the gradients', () => {
  it('have a norm that is not finite as soon as one of them is not', async () => {
    const builder = new Builder();
    const w = builder.parameter(trainable('w', [9]));
    const loss = builder.sum(builder.unary('log', w), [0]);
    builder.output('loss', loss);
    const executable = await fused.compile(plan(backward(builder.finish(), loss), { batch: 1 }), null);
    const [slot] = executable.program.parameters;
    executable.memory.fill(1, slot!.offset, slot!.offset + 9);
    executable.run({ seed: 1, step: 1 });
    expect(executable.gradientSquares()).toBe(9);
    executable.memory[slot!.offset + 8] = 0;
    executable.run({ seed: 1, step: 2 });
    expect(Number.isFinite(executable.gradientSquares())).toBe(false);
  });

  it.each(optimizerRules)(
    'are followed by $kind (momentum $momentum, decay $weightDecay) for 20 steps',
    async (rule) => {
      const builder = new Builder();
      const long = builder.parameter({ ...trainable('long', [61]), l2: 0.01 });
      const loss = builder.sum(builder.unary('softplus', builder.unary('square', long)), [0]);
      builder.output('loss', loss);
      const program = plan(backward(builder.finish(), loss), { batch: 1 });
      const [expected, actual] = await Promise.all(
        [referenceBackend, fused].map(async (backend) => {
          const executable = await backend.compile(program, rule);
          fill(executable);
          for (let step = 1; step <= 20; step++) {
            executable.run({ seed: 1, step });
            executable.update({ learningRate: 0.003, step, gradientScale: 1 / (1 + step) });
          }
          return read(executable, program.parameters[0]!);
        }),
      );
      for (const [i, value] of expected!.entries()) expect(actual![i]).toBeCloseTo(value, 5);
    },
  );
});

describe('a program that is too large', () => {
  it('is refused with the bytes that it needs', async () => {
    const program = programOf((builder) => builder.unary('exp', builder.input('x', [7])));
    const compiled = fused.compile({ ...program, length: 2 ** 31 }, null);
    await expect(compiled).rejects.toThrow(/^the program needs 8590\d{6} bytes/);
    await expect(compiled).rejects.toBeInstanceOf(RangeError);
  });
});
