import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { openDataset } from '../../src/data/open.ts';
import type { Document } from '../../src/document/document.ts';
import { defaultOptimizers, type Training } from '../../src/document/training.ts';
import { compile, type Model } from '../../src/train/compile.ts';
import { Feed } from '../../src/train/feed.ts';
import { Learner } from '../../src/train/learner.ts';
import { specOf } from '../../src/train/library.ts';
import { initializeParameters, view } from '../../src/train/parameters.ts';
import type { Pipeline } from '../../src/train/pipeline.ts';
import { Scoring } from '../../src/train/scoring.ts';
import { normalised, perceptron } from './documents.ts';
import { noShards, pipelineOn } from './training-run.ts';

async function compiled(document: Document): Promise<Model> {
  const model = await compile(document, referenceBackend);
  if (!model.ok) throw new Error(model.error.code);
  initializeParameters(model.value.training, document.training.seed);
  return model.value;
}

const sgd = (change: Partial<Training> = {}) =>
  perceptron('iris', 3, { optimizer: defaultOptimizers.sgd, learningRate: 0.1, batchSize: 8, ...change });

let pipeline: Pipeline;
beforeAll(async () => {
  const [block] = (await compiled(sgd())).graph.data;
  if (!block) throw new Error('no data block');
  pipeline = pipelineOn(
    await openDataset(specOf(block), { fetchShard: noShards, validationSplit: 0.1, onProgress: () => {} }),
  );
});

function learnerOf(model: Model): { learner: Learner; feed: Feed } {
  const { clipNorm, seed } = model.settings;
  return {
    learner: new Learner(model.training, clipNorm, seed),
    feed: new Feed(model.training, model.lowered, pipeline),
  };
}

const parametersOf = ({ training }: Model) => [...view(training, training.program.parameterRegion)];
const gradientsOf = ({ training }: Model) => [...view(training, training.program.gradientRegion)];
const length = (vector: readonly number[]) => Math.hypot(...vector);

describe('one step', () => {
  it('of plain SGD moves every weight against its gradient by the learning rate', async () => {
    const model = await compiled(sgd());
    const { learner, feed } = learnerOf(model);
    const before = parametersOf(model);
    feed.load('train', Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7), 0, 8, 0);
    expect(learner.take(1, 0.1)).toBe(true);
    const gradients = gradientsOf(model);
    const after = parametersOf(model);
    for (const [i, gradient] of gradients.entries())
      expect(after[i]).toBeCloseTo((before[i] as number) - 0.1 * gradient, 12);
    expect(learner.gradientNorm).toBeCloseTo(length(gradients), 12);
  });

  it('of Adam moves every weight that has a gradient by about the learning rate at first', async () => {
    const model = await compiled(sgd({ optimizer: defaultOptimizers.adam }));
    const { learner, feed } = learnerOf(model);
    const before = parametersOf(model);
    feed.load('train', Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7), 0, 8, 0);
    learner.take(1, 0.01);
    const after = parametersOf(model);
    for (const [i, gradient] of gradientsOf(model).entries()) {
      if (Math.abs(gradient) < 1e-4) continue;
      expect((after[i] as number) - (before[i] as number)).toBeCloseTo(-0.01 * Math.sign(gradient), 5);
    }
  });

  it('is no longer than the clip allows, and keeps its direction', async () => {
    const free = await compiled(sgd());
    const clipped = await compiled(sgd({ clipNorm: 0.01 }));
    const steps = [free, clipped].map((model) => {
      const { learner, feed } = learnerOf(model);
      const before = parametersOf(model);
      feed.load('train', Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7), 0, 8, 0);
      learner.take(1, 0.1);
      return { norm: learner.gradientNorm, move: parametersOf(model).map((value, i) => value - (before[i] as number)) };
    });
    const [long, short] = steps as [(typeof steps)[0], (typeof steps)[0]];
    expect(long.norm).toBeGreaterThan(0.01);
    expect(short.norm).toBeCloseTo(long.norm, 12);
    expect(length(short.move)).toBeCloseTo(0.1 * 0.01, 12);
    const cosine = short.move.reduce((sum, value, i) => sum + value * (long.move[i] as number), 0);
    expect(cosine / length(short.move) / length(long.move)).toBeCloseTo(1, 12);
  });
});

describe('a padded batch', () => {
  it.each([
    ['a perceptron', perceptron],
    ['batch normalisation and dropout', normalised],
  ])('of %s has the loss, the gradients, the statistics and the score of its real examples alone', async (_, make) => {
    const padded = await compiled(make('iris', 3, { batchSize: 8 }));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 134 }), { minLength: 2, maxLength: 8 }), async (indices) => {
        const exact = await compiled(make('iris', 3, { batchSize: indices.length }));
        const [a, b] = [padded, exact].map((model) => {
          const feed = new Feed(model.training, model.lowered, pipeline);
          const scoring = new Scoring(model.training, model.lowered);
          initializeParameters(model.training, 1);
          feed.load('train', Uint32Array.from(indices), 0, indices.length, 0);
          model.training.run({ seed: 1, step: 1 });
          const numbers = [scoring.loss, ...gradientsOf(model), ...parametersOf(model)];
          return { numbers, answers: scoring.answers(indices.length) };
        });
        expect(a?.answers).toEqual(b?.answers);
        for (const [i, number] of (a?.numbers ?? []).entries()) expect(number).toBeCloseTo(b?.numbers[i] as number, 9);
      }),
      { numRuns: 20 },
    );
  });
});
