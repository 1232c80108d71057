import { beforeEach, describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import type { Document } from '../../src/document/document.ts';
import type { Checkpoint, RunEvent, Stamped } from '../../src/protocol/events.ts';
import type { ExampleRef, Trainer } from '../../src/protocol/trainer.ts';
import { systemClock } from '../../src/train/clock.ts';
import { createTrainer } from '../../src/train/trainer.ts';
import { graph, perceptron } from './documents.ts';
import { noShards, train } from './training-run.ts';

/** An example that a person gives. */
const given = (...values: readonly number[]): ExampleRef => ({
  kind: 'given',
  cell: { values: Float32Array.from(values), steps: null },
});

/** What the network makes of an example that it can take. */
async function predicted(example: ExampleRef) {
  const prediction = await trainer.predict(example);
  return prediction?.ok ? prediction.value : null;
}

const moons = perceptron('moons', 2, { epochs: 4, learningRate: 0.02, batchSize: 32 }, { samples: 300 });

const ended = (event: RunEvent) =>
  event.kind === 'state' && (event.state === 'finished' || event.state === 'stopped' || event.state === 'failed');

let trainer: Trainer;
beforeEach(() => {
  trainer = createTrainer({ openBackend: async () => referenceBackend, fetchShard: noShards, clock: systemClock });
});

/** Starts a run; `told` grows, and `end` resolves with the run. */
async function start(
  document: Document,
  onEvent: (event: RunEvent) => void = () => {},
  paused = false,
  runId = 'run-1',
) {
  const told: Stamped[] = [];
  let finish: () => void = () => {};
  const end = new Promise<void>((resolve) => (finish = resolve));
  const started = await trainer.start({ runId, revision: 7, document, resume: null, paused }, (batch) => {
    for (const stamped of batch) {
      told.push(stamped);
      onEvent(stamped.event);
      if (ended(stamped.event)) finish();
    }
  });
  return { started, told, end };
}

describe('the trainer', () => {
  it('stamps the events of a run, in order and without a gap', async () => {
    const { started, told, end } = await start(moons);
    await end;
    expect(started).toMatchObject({ ok: true, value: { host: { backend: 'reference' } } });
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index));
    expect(new Set(told.map(({ runId, revision }) => `${runId} ${revision}`))).toEqual(new Set(['run-1 7']));
  });

  it('refuses a graph that is wrong', async () => {
    const broken = { ...moons, wires: moons.wires.slice(1) };
    const { started, told } = await start(broken);
    expect(started).toEqual({ ok: false, error: { code: 'not-trainable' } });
    expect(told).toEqual([]);
  });

  it('ends the run before when another starts', async () => {
    const first = await start({ ...moons, training: { ...moons.training, epochs: 100_000 } });
    const second = await start(moons, () => {}, false, 'run-2');
    await first.end;
    await second.end;
    expect(first.told.at(-1)?.event).toMatchObject({ state: 'stopped' });
    expect(second.told.at(-1)?.event).toMatchObject({ state: 'finished' });
  });

  it('has no answer of the run before once another starts', async () => {
    await (await start(moons)).end;
    expect(await predicted(given(0, 0))).not.toBeNull();
    const second = start(moons, () => {}, true, 'run-2');
    // A worker comes round to the next message a moment later.
    await Promise.resolve();
    const [answer, prediction] = await Promise.all([trainer.checkpoint(), predicted(given(0, 0)), second]);
    expect([answer, prediction]).toEqual([null, null]);
    await trainer.stop();
  });

  it('reports a backend without room as a failure with the bytes', async () => {
    trainer = createTrainer({
      openBackend: async () => ({
        host: referenceBackend.host,
        compile: () => Promise.reject(new RangeError('too much')),
      }),
      fetchShard: noShards,
      clock: systemClock,
    });
    const { started } = await start(moons);
    expect(started).toMatchObject({ ok: false, error: { code: 'memory', bytes: expect.any(Number) } });
  });

  it('has nothing to show before a run', async () => {
    expect(await trainer.inspect('hidden', { kind: 'sample', part: 'train', index: 0 })).toBeNull();
    expect(await trainer.predict(given(0, 0))).toBeNull();
    expect(await trainer.confusion('test')).toBeNull();
    expect(await trainer.surface(2, 2, [-1, 1], [-1, 1])).toBeNull();
    expect(await trainer.checkpoint()).toBeNull();
  });

  it('shows samples of a document that is not training', async () => {
    const samples = await trainer.samples(moons, 'data', 'test', 10, 3);
    expect(samples).toMatchObject({ ok: true, value: { indices: [10, 11, 12], shape: [2], part: 'test' } });
    expect(samples.ok && samples.value.features.length).toBe(6);
    const beyond = await trainer.samples(moons, 'data', 'test', 58, 10);
    expect(beyond).toMatchObject({ ok: true, value: { indices: [58, 59] } });
    expect(await trainer.samples(moons, 'hidden', 'test', 0, 1)).toMatchObject({ ok: false });
  });

  it('tells what stands at the real steps of a sample', async () => {
    const task = { id: 'task', kind: 'memory-task', params: { task: 'counting', delay: 5, samples: 100 } };
    const samples = await trainer.samples(graph([task], [], {}), 'task', 'train', 0, 20);
    if (!samples.ok) throw new Error(samples.error.code);
    const { steps, features, labels } = samples.value;
    for (const [i, names] of (steps ?? []).entries()) {
      const example = features.subarray(20 * i, 20 * (i + 1));
      expect(names.join('')).toMatch(/^a+b+$/);
      expect(example.filter((value) => value === 1)).toHaveLength(names.length);
      const count = (symbol: string) => names.filter((name) => name === symbol).length;
      expect(labels[i]).toBe(count('a') === count('b') ? 1 : 0);
    }
    expect(steps).toHaveLength(20);
    const points = await trainer.samples(moons, 'data', 'test', 0, 1);
    expect(points).toMatchObject({ ok: true, value: { steps: null } });
  });
});

describe('looking inside', () => {
  it('does not change a bit of the run', async () => {
    const looks: Promise<unknown>[] = [];
    const { told, end } = await start(moons, (event) => {
      if (event.kind !== 'epoch') return;
      looks.push(trainer.inspect('hidden', { kind: 'sample', part: 'validation', index: 3 }));
      looks.push(trainer.predict(given(0.5, -0.5)));
      looks.push(trainer.confusion('train'));
      looks.push(trainer.surface(9, 5, [-2, 2], [-1, 1]));
    });
    await end;
    for (const look of await Promise.all(looks)) expect(look).not.toBeNull();
    const series = told.flatMap(({ event }) => (event.kind === 'steps' ? [...event.series.loss] : []));
    expect(series).toEqual((await train(moons)).losses);
  });

  it('shows what a block takes, gives and holds, without the batch', async () => {
    const { end } = await start(moons);
    await end;
    const inspection = await trainer.inspect('hidden', { kind: 'sample', part: 'test', index: 0 });
    const samples = await trainer.samples(moons, 'data', 'test', 0, 1);
    expect(inspection?.inputs.x).toEqual({ shape: [2], values: samples.ok && samples.value.features });
    expect(inspection?.outputs.y?.shape).toEqual([16]);
    for (const [i, value] of (inspection?.beforeActivation?.values ?? []).entries()) {
      expect(inspection?.outputs.y?.values[i]).toBeCloseTo(Math.tanh(value), 6);
    }
    expect(Object.keys(inspection?.weights ?? {})).toEqual(['weight', 'bias']);
    const weight = inspection?.weights.weight;
    expect(weight?.shape).toEqual([2, 16]);
    expect(weight?.norm).toBeCloseTo(Math.hypot(...(weight?.values ?? [])), 6);
    expect(weight?.gradientNorm).toBeGreaterThan(0);
    expect(await trainer.inspect('nowhere', { kind: 'sample', part: 'test', index: 0 })).toBeNull();
    expect(await trainer.inspect('hidden', { kind: 'sample', part: 'test', index: 60 })).toBeNull();
  });

  it('shows what a loss is given and what the data block gives', async () => {
    const { end } = await start(moons);
    await end;
    const example = { kind: 'sample', part: 'test', index: 4 } as const;
    const loss = await trainer.inspect('loss', example);
    expect(Object.keys(loss?.inputs ?? {}).sort()).toEqual(['prediction', 'target']);
    const data = await trainer.inspect('data', example);
    const samples = await trainer.samples(moons, 'data', 'test', 4, 1);
    expect(data?.outputs.features?.values).toEqual(samples.ok && samples.value.features);
  });
});

describe('using the network', () => {
  it('predicts with probabilities that sum to one, as the confusion counts', async () => {
    const { end, told } = await start(moons);
    await end;
    const confusion = await trainer.confusion('test');
    const test = told.find(({ event }) => event.kind === 'test')?.event;
    expect(confusion?.counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(test).toMatchObject({ score: { accuracy: confusion?.accuracy } });
    const losses = confusion?.worst.map(({ loss }) => loss) ?? [];
    expect(losses).toHaveLength(10);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    const [worst] = confusion?.worst ?? [];
    const prediction = await predicted({ kind: 'sample', part: 'test', index: worst?.index ?? 0 });
    const probabilities = [...(prediction?.probabilities ?? [])];
    expect(probabilities[0]! + probabilities[1]!).toBeCloseTo(1, 6);
    expect(probabilities[worst?.prediction ?? 0]).toBeCloseTo(worst?.probability ?? 0, 6);
    expect(prediction?.classes).toEqual(['0', '1']);
  });

  it('draws a surface that agrees with single predictions', async () => {
    const { end } = await start(moons);
    await end;
    // More points than one batch holds, and not a multiple of it.
    const surface = await trainer.surface(13, 11, [-1.3, 1.3], [-1.1, 1.1]);
    expect(surface?.values).toHaveLength(13 * 11 * 2);
    for (const [column, row] of [
      [0, 0],
      [12, 0],
      [6, 5],
      [12, 10],
    ] as const) {
      const prediction = await predicted(given(-1.2 + 0.2 * column, -1 + 0.2 * row));
      const at = 2 * (row * 13 + column);
      expect(surface?.values[at]).toBeCloseTo(prediction?.probabilities?.[0] ?? -1, 5);
    }
  });

  it('takes no example of another size, and says which it takes', async () => {
    const { end } = await start(moons);
    await end;
    const refused = { code: 'data', message: expect.stringMatching(/3 numbers.* 2\b/) };
    expect(await trainer.predict(given(1, 2, 3))).toMatchObject({ ok: false, error: refused });
    expect(await trainer.inspect('hidden', given(1, 2, 3))).toBeNull();
  });
});

describe('commands', () => {
  it('reach the run: it starts paused, steps, and goes on', async () => {
    const checkpoints: Checkpoint[] = [];
    const { told, end } = await start(
      moons,
      (event) => {
        if (event.kind === 'checkpoint') checkpoints.push(event.checkpoint);
        if (event.kind === 'state' && event.state === 'paused')
          void (checkpoints.length < 3 ? trainer.step() : trainer.resume());
      },
      true,
    );
    await end;
    expect(checkpoints.slice(0, 3).map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(told.at(-1)?.event).toMatchObject({ state: 'finished' });
  });

  it('reach a run that is still being compiled', async () => {
    const endless = { ...moons, training: { ...moons.training, epochs: 100_000 } };
    const starting = start(endless);
    await trainer.stop();
    const { told, end } = await starting;
    await end;
    expect(told.at(-1)?.event).toMatchObject({ state: 'stopped' });
  });
});
