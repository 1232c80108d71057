import { describe, expect, it } from 'vitest';
import { defaultOptimizers } from '../../src/document/training.ts';
import type { Divergence } from '../../src/protocol/events.ts';
import { find, takeCheckpoint, view } from '../../src/train/parameters.ts';
import type { Session } from '../../src/train/session.ts';
import { perceptron } from './documents.ts';
import { listen, openSession, type Told, train } from './training-run.ts';

const document = perceptron('iris', 3, {
  optimizer: defaultOptimizers.sgd,
  learningRate: 0.05,
  batchSize: 32,
  epochs: 2,
});

function spoil(session: Session, name: string, value: number): void {
  const { training } = session.model;
  const slot = find(training.program.parameters, name);
  if (!slot) throw new Error(`no parameter ${name}`);
  view(training, slot).fill(value);
}

/** Runs two steps, spoils a parameter, goes on. */
async function spoiled(name: string, value: number): Promise<Told> {
  const session = await openSession(document, { paused: true });
  let rests = 0;
  return listen(session, (event) => {
    if (event.kind !== 'state' || event.state !== 'paused') return;
    rests++;
    if (rests === 3) spoil(session, name, value);
    session.control.step();
  });
}

const divergenceOf = ({ summary }: Told): Divergence | null =>
  summary.failure?.code === 'diverged' ? summary.failure.divergence : null;

describe('a number that is not finite', () => {
  it('in a forward pass: the first block whose output has it', async () => {
    expect(divergenceOf(await spoiled('output/weight', 1e308))).toEqual({ step: 3, block: 'output', where: 'output' });
  });

  it('in the weights: the update before it is to blame', async () => {
    expect(divergenceOf(await spoiled('hidden/weight', Number.NaN))).toEqual({
      step: 2,
      block: 'hidden',
      where: 'weights',
    });
  });

  it('in gradients that are finite while their squares are not: the block with the largest', async () => {
    const told = await spoiled('output/weight', 1e200);
    expect(divergenceOf(told)).toEqual({ step: 3, block: 'hidden', where: 'gradient' });
  });

  it('ends the run before the update and keeps the last weights that gave finite numbers', async () => {
    const told = await spoiled('output/weight', 1e308);
    const good = await train({ ...document, training: { ...document.training, epochs: 1 } });
    expect(told.summary).toMatchObject({ state: 'failed', steps: 2 });
    expect(told.losses).toEqual(good.losses.slice(0, 2));
    const kept = told.checkpoints.at(-1);
    for (const { values } of Object.values(kept?.parameters ?? {})) {
      for (const value of values) expect(Number.isFinite(value)).toBe(true);
    }
    const [beforeFirst, beforeSecond] = (await spoiled('output/weight', 1e308)).checkpoints;
    expect(beforeFirst?.step).toBe(0);
    expect(kept?.parameters).toEqual(beforeSecond?.parameters);
    expect(kept?.step).toBe(1);
  });

  it('comes of a learning rate that is far too large, and a block is named', async () => {
    const wild = { ...document, training: { ...document.training, learningRate: Number.MAX_VALUE } };
    const divergence = divergenceOf(await train(wild));
    expect(['hidden', 'output', 'loss']).toContain(divergence?.block);
  });

  it.each([
    ['the weights', Number.POSITIVE_INFINITY, 'weights'],
    ['what they give', Number.MAX_VALUE, 'output'],
  ] as const)('that the last update makes is found by the evaluation: in %s', async (_, learningRate, where) => {
    const wild = { ...document, training: { ...document.training, learningRate, batchSize: 150, epochs: 1 } };
    const told = await train(wild);
    expect(divergenceOf(told)).toEqual({ step: 1, block: expect.stringMatching(/hidden|output/), where });
    expect(told.summary).toMatchObject({ state: 'failed', steps: 1, epochs: [], test: null });
    const { model } = await openSession(wild);
    const { parameters } = takeCheckpoint(model.training, [], 0, 0);
    expect(told.checkpoints.at(-1)).toMatchObject({ step: 0, parameters });
  });
});
