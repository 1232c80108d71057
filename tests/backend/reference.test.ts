/** The reference backend against numbers from elsewhere: by hand, from definitions, from PyTorch's formulas. */
import { describe, expect, it } from 'vitest';
import { erf, unary } from '../../src/backend/reference/functions.ts';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import type { Optimizer } from '../../src/base/optimizer.ts';
import { philox4x32 } from '../../src/base/philox.ts';
import { backward } from '../../src/grad/backward.ts';
import { Builder } from '../../src/ir/builder.ts';
import type { NodeId } from '../../src/ir/graph.ts';
import { derivativeReads, unaryFunctions } from '../../src/ir/ops.ts';
import { plan } from '../../src/plan/plan.ts';
import { trainable } from '../harness/case.ts';
import { everyBackend } from '../harness/every-backend.ts';
import { smallExtent } from '../harness/op-cases.ts';
import { read, runOnce, write } from '../harness/run.ts';

everyBackend('reference', async () => referenceBackend, { tolerance: 0, runs: 10, extent: smallExtent });

async function output(make: (builder: Builder) => NodeId, values: Record<string, readonly number[]> = {}) {
  const builder = new Builder();
  builder.output('y', make(builder));
  const found = await runOnce(referenceBackend, plan(builder.finish(), { batch: 1 }), new Map(Object.entries(values)));
  return found.get('output y')!;
}

describe('ops, by hand', () => {
  it('conv2d is cross-correlation: the kernel is not flipped', async () => {
    const attrs = { stride: [1, 1], dilation: [1, 1], padding: [0, 1, 0, 0], groups: 1 } as const;
    const y = await output((b) => b.conv2d(b.input('x', [1, 2, 3, 1]), b.input('w', [2, 2, 1, 1]), attrs), {
      x: [1, 2, 3, 4, 5, 6],
      w: [1, 10, 100, 1000],
    });
    expect(y).toEqual([1 + 20 + 400 + 5000, 2 + 30 + 500 + 6000, 4 + 50, 5 + 60]);
  });

  it('two groups see their own channels only', async () => {
    const attrs = { stride: [1, 1], dilation: [1, 1], padding: [0, 0, 0, 0], groups: 2 } as const;
    const y = await output((b) => b.conv2d(b.input('x', [1, 1, 1, 2]), b.input('w', [1, 1, 1, 2]), attrs), {
      x: [3, 5],
      w: [10, 100],
    });
    expect(y).toEqual([30, 500]);
  });

  it('the first of equal elements wins, and padding never does', async () => {
    const pool = { window: [2, 2], stride: [2, 2], padding: [1, 0, 1, 0] } as const;
    const x = { x: [-1, -1, -1, -2, -2, -2, -2, -2, -2], dy: [1, 2, 3, 4] };
    expect(await output((b) => b.maxPool(b.input('x', [1, 3, 3, 1]), pool), x)).toEqual([-1, -1, -2, -2]);
    const gradient = await output(
      (b) => b.add('maxPoolGrad', pool, [b.input('x', [1, 3, 3, 1]), b.input('dy', [1, 2, 2, 1])]),
      x,
    );
    expect(gradient).toEqual([1, 2, 0, 3, 4, 0, 0, 0, 0]);
  });

  it('averages count padding or not', async () => {
    const pool = { window: [2, 2], stride: [2, 2], padding: [1, 0, 1, 0] } as const;
    const average = (countPadding: boolean) =>
      output((b) => b.avgPool(b.input('x', [1, 1, 1, 1]), { ...pool, countPadding }), { x: [8] });
    expect(await average(true)).toEqual([2]);
    expect(await average(false)).toEqual([8]);
  });

  it('cross-entropy of huge logits stays finite', async () => {
    const [right, wrong] = await output((b) => b.crossEntropy(b.input('x', [2, 2]), b.input('labels', [2])), {
      x: [1000, -1000, 1000, -1000],
      labels: [0, 1],
    });
    expect([right, wrong]).toEqual([0, 2000]);
  });

  it('uniform numbers are those of Philox, four to a counter', async () => {
    const y = await output((b) => b.uniform([6], 99));
    const words = new Uint32Array(4);
    philox4x32(words, 1, 1, 99, 0, 42, 0);
    expect(y.slice(4)).toEqual([words[0]!, words[1]!].map((word) => (word >>> 8) / 2 ** 24));
  });

  it('a dropout mask keeps the mean', async () => {
    const mask = await output((b) => b.dropoutMask(b.uniform([4000], 5), 0.25));
    expect(new Set(mask)).toEqual(new Set([0, 4 / 3]));
    expect(mask.reduce((sum, value) => sum + value) / 4000).toBeCloseTo(1, 1);
  });
});

describe('elementwise functions', () => {
  it('erf has the values of the tables', () => {
    // Abramowitz & Stegun, table 7.1.
    expect(erf(0.5)).toBeCloseTo(0.5204998778, 10);
    expect(erf(-1)).toBeCloseTo(-0.8427007929, 10);
    expect(erf(2)).toBeCloseTo(0.995322265, 9);
    expect([erf(0), erf(7), erf(Number.POSITIVE_INFINITY)]).toEqual([0, 1, 1]);
  });

  it('derivatives at a kink are those of PyTorch', () => {
    const atZero = (fn: 'relu' | 'leaky-relu' | 'elu' | 'abs') => unary[fn].derivative(0, 0.1);
    expect([atZero('relu'), atZero('leaky-relu'), atZero('elu'), atZero('abs')]).toEqual([0, 0.1, 0.1, 0]);
  });

  it.each(unaryFunctions)('%s: the derivative reads what the table says', (fn) => {
    const { value, derivative } = unary[fn];
    for (const x of [0.3, 0.9, 2.5]) {
      const numeric = (value(x + 1e-6, 0.5) - value(x - 1e-6, 0.5)) / 2e-6;
      const operand = derivativeReads[fn] === 'value' ? value(x, 0.5) : x;
      expect(derivative(operand, 0.5)).toBeCloseTo(numeric, 7);
    }
  });
});

/** The parameter after each of some steps on the loss w·g, whose gradient is g. */
async function descend(rule: Optimizer, gradients: readonly number[], start: number, l2 = 0, scale = 1) {
  const builder = new Builder();
  const w = builder.parameter({ ...trainable('w', [1]), l2 });
  const loss = builder.binary('multiply', w, builder.input('g', [1]));
  const program = plan(backward(builder.finish(), loss), { batch: 1 });
  const executable = await referenceBackend.compile(program, rule);
  write(executable, new Map([['w', [start]]]));
  return gradients.map((gradient, index) => {
    write(executable, new Map([['g', [gradient]]]));
    executable.run({ seed: 1, step: index + 1 });
    executable.update({ learningRate: 0.1, step: index + 1, gradientScale: scale });
    return read(executable, program.parameters[0]!)[0]!;
  });
}

describe('optimizers, by hand', () => {
  it('SGD', async () => {
    const rule = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0.5 } as const;
    const [first] = await descend(rule, [1], 2);
    expect(first).toBeCloseTo(2 - 0.1 * (1 + 0.5 * 2), 12);
  });

  it('SGD with momentum: the first buffer is the gradient itself', async () => {
    const rule = { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0 } as const;
    const [first, second] = await descend(rule, [1, 2], 0);
    expect(first).toBeCloseTo(-0.1, 12);
    expect(second).toBeCloseTo(-0.1 - 0.1 * (0.9 + 2), 12);
  });

  it('SGD with Nesterov momentum', async () => {
    const rule = { kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 0 } as const;
    const [first, second] = await descend(rule, [1, 2], 0);
    expect(first).toBeCloseTo(-0.1 * 1.9, 12);
    expect(second).toBeCloseTo(-0.19 - 0.1 * (2 + 0.9 * 2.9), 12);
  });

  it('Adam steps by the learning rate at first, whatever the gradient', async () => {
    const rule = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
    expect((await descend(rule, [1000], 1))[0]).toBeCloseTo(0.9, 9);
    expect((await descend(rule, [-0.001], 1))[0]).toBeCloseTo(1.1, 5);
    const [, second] = await descend(rule, [1, 3], 0);
    const mean = (0.9 * 0.1 + 0.1 * 3) / (1 - 0.81);
    const square = (0.999 * 0.001 + 0.001 * 9) / (1 - 0.999 ** 2);
    expect(second).toBeCloseTo(-0.1 - (0.1 * mean) / Math.sqrt(square), 7);
  });

  it('AdamW shrinks the weight by itself, Adam through the gradient', async () => {
    const moments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.5 };
    const [decoupled] = await descend({ kind: 'adamw', ...moments }, [1], 2);
    expect(decoupled).toBeCloseTo(2 * (1 - 0.1 * 0.5) - 0.1, 7);
    const [coupled] = await descend({ kind: 'adam', ...moments }, [1], 2);
    expect(coupled).toBeCloseTo(2 - 0.1, 7);
  });

  it('RMSProp, plain and with momentum', async () => {
    const plain = { kind: 'rmsprop', alpha: 0.99, epsilon: 1e-8, momentum: 0, weightDecay: 0 } as const;
    expect((await descend(plain, [2], 0))[0]).toBeCloseTo((-0.1 * 2) / Math.sqrt(0.04), 6);
    const [first, second] = await descend({ ...plain, momentum: 0.5 }, [2, 1], 0);
    const kick = 1 / Math.sqrt(0.99 * 0.04 + 0.01);
    expect(second! - first!).toBeCloseTo(-0.1 * (0.5 * 10 + kick), 5);
  });

  it('l2 joins the gradient before the clip, weight decay after it', async () => {
    const rule = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0.3 } as const;
    const [first] = await descend(rule, [1], 2, 0.7, 0.5);
    expect(first).toBeCloseTo(2 - 0.1 * ((1 + 0.7 * 2) * 0.5 + 0.3 * 2), 12);
  });

  it('the squared norm counts l2, and is not finite when a gradient is not', async () => {
    const builder = new Builder();
    const w = builder.parameter({ ...trainable('w', [2]), l2: 0.5 });
    const loss = builder.sum(builder.binary('multiply', w, builder.input('g', [2])), [0]);
    const program = plan(backward(builder.finish(), loss), { batch: 1 });
    const executable = await referenceBackend.compile(program, null);
    const squares = (g: readonly number[]): number => {
      write(
        executable,
        new Map([
          ['w', [2, 4]],
          ['g', g],
        ]),
      );
      executable.run({ seed: 1, step: 1 });
      return executable.gradientSquares();
    };
    expect(squares([1, 1])).toBe(4 + 9);
    expect(Number.isFinite(squares([1, Number.NaN]))).toBe(false);
    expect(() => executable.update({ learningRate: 1, step: 1, gradientScale: 1 })).toThrow('without an optimizer');
  });
});
