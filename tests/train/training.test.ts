import { describe, expect, it } from 'vitest';
import type { Training } from '../../src/document/training.ts';
import { learningRateAt } from '../../src/train/schedule.ts';
import { perceptron } from './documents.ts';
import { listen, openSession, train } from './training-run.ts';

const quick: Partial<Training> = { epochs: 3, learningRate: 0.02, batchSize: 32 };
const moons = (training: Partial<Training> = {}) => perceptron('moons', 2, { ...quick, ...training }, { samples: 300 });

describe('a run', () => {
  it('learns to tell the two moons apart', async () => {
    const { summary } = await train(perceptron('moons', 2, { epochs: 20, learningRate: 0.02, batchSize: 32 }));
    expect(summary.state).toBe('finished');
    expect(summary.test?.accuracy).toBeGreaterThan(0.98);
    expect(summary.epochs.at(-1)?.validation?.accuracy).toBeGreaterThan(0.98);
  });

  it('learns the irises, which have no test part', async () => {
    const { summary } = await train(perceptron('iris', 3, { epochs: 40, learningRate: 0.02, batchSize: 32 }));
    expect(summary.epochs.at(-1)?.train.accuracy).toBeGreaterThan(0.94);
    expect(summary.test).toBeNull();
  });

  it('tells every step once, in order, then the epoch, the test and the end', async () => {
    const { events, losses, epochs, checkpoints, summary } = await train(moons());
    const stepsPerEpoch = Math.ceil((240 * 0.9) / 32);
    expect(summary.steps).toBe(3 * stepsPerEpoch);
    expect(losses).toHaveLength(summary.steps);
    let next = 1;
    for (const event of events) {
      if (event.kind !== 'steps') continue;
      expect(event.series.first).toBe(next);
      next += event.series.loss.length;
      expect(event.progress.step).toBe(next - 1);
    }
    expect(epochs.map(({ step }) => step)).toEqual([stepsPerEpoch, 2 * stepsPerEpoch, 3 * stepsPerEpoch]);
    expect(checkpoints.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(events.flatMap((event) => (event.kind === 'state' ? [event.state] : []))).toEqual([
      'loading',
      'running',
      'finished',
    ]);
    expect(events.at(-1)?.kind).toBe('state');
  });

  it('gives the same curve for the same seed, bit for bit, and another one for another', async () => {
    const [first, second, other] = [await train(moons()), await train(moons()), await train(moons({ seed: 2 }))];
    expect(second.summary.curve).toBe(first.summary.curve);
    expect(second.losses).toEqual(first.losses);
    expect(second.epochs).toEqual(first.epochs);
    expect(other.summary.curve).not.toBe(first.summary.curve);
  });

  it('takes each step at the rate of its schedule', async () => {
    const settings = moons({ warmup: 5, schedule: { kind: 'cosine', floor: 0.1 } });
    const { learningRates, summary } = await train(settings);
    const expected = learningRates.map((_, step) => learningRateAt(settings.training, step, summary.steps / 3));
    expect(learningRates).toEqual(expected.map(Math.fround));
  });

  it('reports an epoch as the mean of its steps, weighted by their examples', async () => {
    const { losses, epochs } = await train(moons({ epochs: 1 }));
    const sizes = losses.map((_, batch) => Math.min(32, 216 - 32 * batch));
    const mean = losses.reduce((sum, loss, batch) => sum + loss * (sizes[batch] as number), 0) / 216;
    expect(epochs[0]?.train.loss).toBeCloseTo(mean, 6);
  });

  it('fails with a value when the data cannot be had', async () => {
    const digits = perceptron('moons', 2, quick);
    const image = {
      ...digits,
      blocks: digits.blocks.map((block) => (block.id === 'data' ? { id: 'data', kind: 'image', params: {} } : block)),
    };
    const flat = {
      ...image,
      blocks: [
        ...image.blocks.map((block) => (block.id === 'output' ? { ...block, params: { units: 10 } } : block)),
        { id: 'flat', kind: 'flatten', params: {} },
      ],
      wires: [
        { from: ['data', 'image'] as const, to: ['flat', 'x'] as const },
        { from: ['flat', 'y'] as const, to: ['hidden', 'x'] as const },
        ...image.wires.slice(1),
      ],
    };
    const { summary, events } = await train(flat);
    expect(summary.state).toBe('failed');
    expect(summary.failure).toMatchObject({ message: expect.stringContaining('manifest.json was asked for') });
    expect(events.at(-1)).toMatchObject({ kind: 'state', state: 'failed' });
  });
});

describe('a person at the controls', () => {
  it('pause, single steps and resume leave the curve as it would have been', async () => {
    const undisturbed = await train(moons());
    const session = await openSession(moons(), { paused: true });
    let rests = 0;
    const told = await listen(session, (event) => {
      if (event.kind !== 'state' || event.state !== 'paused') return;
      rests++;
      if (rests <= 9) session.control.step();
      else session.control.resume();
    });
    expect(rests).toBe(10);
    expect(told.summary.curve).toBe(undisturbed.summary.curve);
    expect(told.epochs).toEqual(undisturbed.epochs);
  });

  it('one step while it runs: the step is taken, then it rests with a checkpoint', async () => {
    const session = await openSession(moons(), { paused: true });
    const steps: number[] = [];
    const told = await listen(session, (event) => {
      if (event.kind === 'checkpoint') steps.push(event.checkpoint.step);
      if (event.kind !== 'state' || event.state !== 'paused') return;
      if (steps.length === 1) session.control.step();
      else session.control.stop();
    });
    expect(steps.slice(0, 2)).toEqual([0, 1]);
    expect(told.summary).toMatchObject({ state: 'stopped', steps: 1, test: null });
  });

  it('stop ends the run in an orderly way, with its weights', async () => {
    const session = await openSession(moons({ epochs: 1000 }));
    const told = await listen(session, (event) => {
      if (event.kind === 'epoch' && event.point.epoch === 2) session.control.stop();
    });
    expect(told.summary.state).toBe('stopped');
    expect(told.summary.failure).toBeNull();
    expect(told.checkpoints.at(-1)?.step).toBe(told.summary.steps);
  });
});

describe('a checkpoint', () => {
  it('continues the curve where it left off', async () => {
    const whole = await train(moons());
    const checkpoint = whole.checkpoints[0];
    const rest = await train(moons(), { resume: checkpoint ?? null });
    expect(rest.summary.steps).toBe(whole.summary.steps);
    expect(rest.epochs.map(({ epoch }) => epoch)).toEqual([2, 3]);
    const expected = whole.losses.slice(checkpoint?.step);
    expect(rest.losses).toHaveLength(expected.length);
    // The reference computes in float64 and a checkpoint keeps f32.
    for (const [index, loss] of rest.losses.entries()) expect(loss).toBeCloseTo(expected[index] as number, 5);
  });

  it('of another graph is not used', async () => {
    const { checkpoints } = await train(moons());
    const other = perceptron('iris', 3, quick);
    const resumed = await train(other, { resume: checkpoints[0] ?? null });
    expect(resumed.summary.curve).toBe((await train(other)).summary.curve);
  });
});
