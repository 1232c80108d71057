import { describe, expect, it } from 'vitest';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import type { Block } from '../../src/document/document.ts';
import { defaultOptimizers, type Training } from '../../src/document/training.ts';
import { find, view } from '../../src/train/parameters.ts';
import { perceptron } from './documents.ts';
import { listen, openSession, train } from './training-run.ts';

const backend = createWasmBackend();
const moons = (training: Partial<Training> = {}) =>
  perceptron('moons', 2, { epochs: 4, learningRate: 0.02, batchSize: 32, ...training }, { samples: 300 });

describe('on WebAssembly, a run', () => {
  it('has the same curve twice, bit for bit', async () => {
    const [first, second] = [await train(moons(), { backend }), await train(moons(), { backend })];
    expect(second.summary).toMatchObject({ curve: first.summary.curve, test: first.summary.test });
  });

  it('follows the reference', async () => {
    const [fast, exact] = [await train(moons(), { backend }), await train(moons())];
    for (const [step, loss] of fast.losses.entries()) expect(loss).toBeCloseTo(exact.losses[step] as number, 3);
  });

  it.each(['adam', 'sgd', 'rmsprop', 'adamw'] as const)(
    'with %s continues from a checkpoint bit for bit',
    async (kind) => {
      const settings = { ...defaultOptimizers[kind], ...(kind === 'sgd' && { momentum: 0.9 }) };
      const document = moons({ optimizer: settings as Training['optimizer'] });
      const whole = await train(document, { backend });
      const checkpoint = whole.checkpoints[1] ?? null;
      const rest = await train(document, { backend, resume: checkpoint });
      expect(rest.losses).toEqual(whole.losses.slice(checkpoint?.step));
      expect(rest.epochs).toEqual(whole.epochs.slice(2));
    },
  );

  it('names the block where a number first overflows', async () => {
    const wild = moons({ optimizer: defaultOptimizers.sgd, learningRate: 1e38 });
    const { summary, checkpoints } = await train(wild, { backend });
    expect(summary.failure).toMatchObject({
      code: 'diverged',
      divergence: { block: expect.stringMatching(/^(hidden|output|loss)$/) },
    });
    for (const { values } of Object.values(checkpoints.at(-1)?.parameters ?? {}))
      expect(values.every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['its output', { 'output/weight': 3e38 }, { step: 1, block: 'output', where: 'output' }],
    [
      'its gradient',
      { 'hidden/weight': 2e-38, 'output/weight': 3e38 },
      { step: 1, block: 'hidden', where: 'gradient' },
    ],
    ['its weights', { 'hidden/bias': Number.NaN }, { step: 0, block: 'hidden', where: 'weights' }],
  ] as const)('names the block that breaks first: %s', async (_, weights, divergence) => {
    const { blocks, wires, ...rest } = perceptron('iris', 4, { batchSize: 32, epochs: 1 });
    const kinds: { readonly [id: string]: Partial<Block> } = {
      hidden: { params: { units: 16 } },
      loss: { kind: 'mean-absolute' },
    };
    const document = {
      ...rest,
      blocks: blocks.map((block) => ({ ...block, ...kinds[block.id] })),
      wires: wires.map((wire) => (wire.to[1] === 'target' ? { ...wire, from: ['data', 'features'] as const } : wire)),
    };
    const session = await openSession(document, { backend });
    for (const [name, value] of Object.entries(weights)) {
      const slot = find(session.model.training.program.parameters, name);
      if (slot) view(session.model.training, slot).fill(value);
    }
    const { summary } = await listen(session);
    expect(summary.failure).toEqual({ code: 'diverged', divergence });
  });
});
