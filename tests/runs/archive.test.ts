import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { createArchive } from '../../src/runs/archive.ts';
import { newRun, type Run } from '../../src/runs/run.ts';
import { perceptron } from '../train/documents.ts';

const document = perceptron('moons', 2);

function longRun(id: string, startedAt: number, steps: number): Run {
  const run = newRun(id, 1, document, 3, startedAt);
  const loss = Float32Array.from({ length: steps }, (_, step) => 1 / (1 + step));
  run.curve.append({ first: 1, loss, accuracy: loss, learningRate: loss, gradientNorm: loss });
  const values = Float32Array.of(1, 2);
  const checkpoint = { step: steps, epoch: 1, parameters: { 'a/weight': { shape: [2], values } }, moments: values };
  return { ...run, state: 'running', checkpoint };
}

it('gives runs back after a reload, newest first, with a thinned curve and the last checkpoint', async () => {
  const archive = createArchive('reload');
  await archive.save(longRun('old', 1000, 20));
  await archive.save(longRun('new', 2000, 20_000));
  const [newest, oldest] = await createArchive('reload').load();
  expect([newest?.id, oldest?.id]).toEqual(['new', 'old']);
  expect(newest?.curve.length).toBeLessThanOrEqual(5000);
  expect(newest?.curve.view.loss[0]).toBe(1);
  expect(oldest?.curve.length).toBe(20);
  expect(newest?.checkpoint).toEqual(longRun('new', 2000, 20_000).checkpoint);
  expect(newest?.document).toEqual(document);
});

it('has ended the run that was under way when the page went away', async () => {
  const archive = createArchive('under way');
  await archive.save(longRun('run', 1000, 5));
  const [run] = await archive.load();
  expect(run?.state).toBe('stopped');
});

it('keeps the latest state of a run, and forgets it when told to', async () => {
  const archive = createArchive('latest');
  await archive.save(longRun('run', 1000, 5));
  await archive.save({ ...longRun('run', 1000, 6), state: 'finished' });
  expect(await archive.load()).toMatchObject([{ state: 'finished' }]);
  await archive.remove('run');
  expect(await archive.load()).toEqual([]);
});
