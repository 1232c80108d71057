import { describe, expect, it } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { RunArchive } from '../../src/runs/archive.ts';
import type { Run } from '../../src/runs/run.ts';
import { createRunsStore, keptRuns, maxOverlays, type RunsState } from '../../src/runs/store.ts';
import { perceptron } from '../train/documents.ts';
import { train } from '../train/training-run.ts';
import { InProcessWorker } from './in-process-worker.ts';

const moons = perceptron('moons', 2, { epochs: 3, learningRate: 0.02, batchSize: 32 }, { samples: 300 });
const endless = { ...moons, training: { ...moons.training, epochs: 100_000 } };

class MemoryArchive implements RunArchive {
  readonly runs = new Map<string, Run>();
  async load() {
    return [...this.runs.values()].sort((a, b) => b.startedAt - a.startedAt);
  }
  saves = 0;
  async save(run: Run) {
    this.saves++;
    this.runs.set(run.id, run);
  }
  async remove(id: string) {
    this.runs.delete(id);
  }
}

interface Page {
  readonly store: StoreApi<RunsState>;
  readonly archive: MemoryArchive;
  readonly workers: InProcessWorker[];
}

function openPage(archive = new MemoryArchive()): Page {
  const workers: InProcessWorker[] = [];
  let count = archive.runs.size;
  const store = createRunsStore({
    spawn: () => {
      const worker = new InProcessWorker();
      workers.push(worker);
      return worker;
    },
    archive,
    newId: () => `run-${++count}`,
    now: () => 1000 + count,
  });
  return { store, archive, workers };
}

/** Resolves when the state is as wanted. */
function when(store: StoreApi<RunsState>, wanted: (state: RunsState) => boolean): Promise<RunsState> {
  return new Promise((resolve) => {
    const look = (state: RunsState) => {
      if (!wanted(state)) return;
      unsubscribe();
      resolve(state);
    };
    const unsubscribe = store.subscribe(look);
    look(store.getState());
  });
}

const finished = ({ current }: RunsState) => current?.state === 'finished';
const losses = (run: Run | null | undefined) => [...(run?.curve.view.loss ?? [])];

/** Pages of a test are left with their workers at rest. */
async function close({ store, workers }: Page): Promise<void> {
  await store.getState().stop();
  for (const worker of workers) worker.terminate();
}

describe('a run on the page', () => {
  it('has the curve, the epochs, the score and the checkpoint that the trainer told', async () => {
    const page = openPage();
    await page.store.getState().train(moons, 5);
    const { current, version } = await when(page.store, finished);
    const told = await train(moons);
    expect(losses(current)).toEqual(told.losses);
    expect(current?.epochs).toEqual(told.epochs);
    expect(current?.test).toEqual(told.summary.test);
    expect(current?.checkpoint?.step).toBe(told.summary.steps);
    expect(current).toMatchObject({ number: 1, revision: 5, host: { backend: 'reference' }, failure: null });
    expect(version).toBeGreaterThan(0);
    expect(page.archive.runs.get('run-1')?.state).toBe('finished');
    await close(page);
  });

  it('is saved now and then while it trains, and when it comes to rest', async () => {
    const page = openPage();
    const brief = { ...moons, training: { ...moons.training, epochs: 200 } };
    await page.store.getState().train(brief, 1);
    const { current } = await when(page.store, finished);
    expect(current?.epochs).toHaveLength(200);
    // The clock of this page stands still.
    expect(page.archive.saves).toBeLessThanOrEqual(2);
    expect(page.archive.runs.get('run-1')?.checkpoint?.step).toBe(current?.progress?.steps);
    await close(page);
  });

  it('a step before any run: a new one takes one step and rests', async () => {
    const page = openPage();
    await page.store.getState().step(moons, 1);
    const { current } = await when(page.store, ({ current: run }) => run?.state === 'paused' && run.curve.length === 1);
    expect(current?.checkpoint?.step).toBe(1);
    await page.store.getState().step(moons, 1);
    await when(page.store, ({ current: run }) => run?.state === 'paused' && run.curve.length === 2);
    await page.store.getState().resume();
    await when(page.store, finished);
    expect(page.store.getState().earlier).toEqual([]);
    await close(page);
  });

  it('restart: the same document again as a new run with the same curve; the one before joins the earlier ones', async () => {
    const page = openPage();
    await page.store.getState().train(moons, 1);
    await when(page.store, finished);
    await page.store.getState().restart();
    const { current, earlier } = await when(page.store, (state) => finished(state) && state.earlier.length === 1);
    expect(current).toMatchObject({ id: 'run-2', number: 2, document: moons });
    expect(earlier[0]).toMatchObject({ id: 'run-1', number: 1 });
    expect(losses(current)).toEqual(losses(earlier[0]));
    await close(page);
  });

  it('training again while it runs ends the run before', async () => {
    const page = openPage();
    await page.store.getState().train(endless, 1);
    await when(page.store, ({ current }) => (current?.curve.length ?? 0) > 10);
    await page.store.getState().train(moons, 2);
    const { current, earlier } = await when(page.store, finished);
    expect(current?.revision).toBe(2);
    expect(losses(current)).toEqual((await train(moons)).losses);
    expect(earlier).toMatchObject([{ id: 'run-1', state: 'stopped' }]);
    await close(page);
  });

  it('left for another graph, it ends, joins the earlier ones, and can be resumed from where it stood', async () => {
    const page = openPage();
    const { store } = page;
    await store.getState().train(endless, 1);
    await when(store, ({ current }) => (current?.curve.length ?? 0) > 20);
    await store.getState().leave();
    const { current, earlier } = store.getState();
    expect(current).toBeNull();
    const steps = earlier[0]?.curve.length ?? 0;
    expect(earlier[0]).toMatchObject({ state: 'stopped' });
    expect(earlier[0]?.checkpoint?.step).toBeGreaterThan(20);
    expect(earlier[0]?.checkpoint?.step).toBeLessThanOrEqual(steps);
    expect(await store.getState().inspect('dense1', { kind: 'sample', part: 'train', index: 0 })).toBeNull();
    await store.getState().resumeFromCheckpoint(earlier[0]?.id);
    await when(store, (state) => (state.current?.curve.length ?? 0) > steps);
    expect(store.getState().current?.id).toBe(earlier[0]?.id);
    await close(page);
  });

  it('a graph that is wrong fails without a step', async () => {
    const page = openPage();
    await page.store.getState().train({ ...moons, wires: [] }, 1);
    expect(page.store.getState().current).toMatchObject({ state: 'failed', failure: { code: 'not-trainable' } });
    await close(page);
  });

  it('gives no answer of the run before for the one that has taken its place', async () => {
    const page = openPage();
    await page.store.getState().train(endless, 1);
    await when(page.store, ({ current }) => (current?.curve.length ?? 0) > 1);
    const answer = page.store.getState().inspect('hidden', { kind: 'sample', part: 'train', index: 0 });
    void page.store.getState().restart();
    expect(await answer).toBeNull();
    await when(page.store, ({ current }) => (current?.curve.length ?? 0) > 1);
    expect(await page.store.getState().inspect('hidden', { kind: 'sample', part: 'train', index: 0 })).not.toBeNull();
    await close(page);
  });

  it('answers questions about it', async () => {
    const page = openPage();
    await page.store.getState().train(moons, 1);
    await when(page.store, finished);
    const { inspect, predict, confusion, surface, samples } = page.store.getState();
    expect((await inspect('hidden', { kind: 'sample', part: 'test', index: 0 }))?.outputs.y?.shape).toEqual([16]);
    const point = { values: Float32Array.of(0, 0), steps: null };
    const prediction = await predict({ kind: 'given', cell: point });
    expect(prediction?.ok && prediction.value.probabilities).toHaveLength(2);
    expect((await confusion('test'))?.counts).toHaveLength(4);
    expect((await surface(3, 2, [-1, 1], [-1, 1]))?.values).toHaveLength(12);
    expect(await samples(moons, 'data', 'train', 0, 2)).toMatchObject({ ok: true });
    await close(page);
  });
});

describe('a worker that is lost', () => {
  it('takes neither the curve nor the checkpoint with it, and the run goes on from there', async () => {
    const page = openPage();
    await page.store.getState().train(endless, 1);
    await when(page.store, ({ current }) => (current?.epochs.length ?? 0) >= 2);
    page.workers[0]?.die();
    const { current: lost } = page.store.getState();
    expect(lost).toMatchObject({ state: 'failed', failure: { code: 'worker-died' } });
    expect(lost?.curve.length).toBeGreaterThan(0);
    const checkpoint = lost?.checkpoint?.step ?? 0;
    expect(checkpoint).toBeGreaterThan(0);

    await page.store.getState().resumeFromCheckpoint();
    await when(page.store, ({ current }) => (current?.curve.lastStep ?? 0) > checkpoint + 20);
    const { current: resumed, earlier } = page.store.getState();
    expect(resumed).toMatchObject({ id: 'run-1', state: 'running', failure: null });
    expect([...(resumed?.curve.view.step ?? [])]).toEqual(losses(resumed).map((_, index) => index + 1));
    expect(resumed?.epochs.map(({ epoch }) => epoch)).toEqual(resumed?.epochs.map((_, index) => index + 1));
    expect(earlier).toEqual([]);
    expect(page.workers).toHaveLength(2);
    await close(page);
  });

  it('answers its open questions with nothing', async () => {
    const page = openPage();
    await page.store.getState().train(endless, 1);
    await when(page.store, ({ current }) => (current?.curve.length ?? 0) > 0);
    const question = page.store.getState().confusion('test');
    page.workers[0]?.die();
    expect(await question).toBeNull();
    await close(page);
  });
});

describe('earlier runs', () => {
  it('are there after a reload, and can be resumed from their checkpoint', async () => {
    const first = openPage();
    await first.store.getState().train(moons, 1);
    await when(first.store, finished);
    await close(first);
    const second = openPage(first.archive);
    await second.store.getState().restore();
    expect(second.store.getState().earlier).toMatchObject([{ id: 'run-1', state: 'finished', number: 1 }]);
    await second.store.getState().train(moons, 1);
    await when(second.store, finished);
    expect(second.store.getState().current?.number).toBe(2);
    await second.store.getState().resumeFromCheckpoint('run-1');
    const { current, earlier } = await when(second.store, (state) => state.current?.id === 'run-1' && finished(state));
    expect(losses(current)).toEqual(losses(earlier[0]));
    await close(second);
  });

  it('are kept up to a number; the oldest goes, in the archive too', async () => {
    const page = openPage();
    const brief = { ...moons, training: { ...moons.training, epochs: 1 } };
    for (let i = 0; i < keptRuns + 2; i++) {
      await page.store.getState().train(brief, 1);
      await when(page.store, finished);
    }
    const { earlier } = page.store.getState();
    expect(earlier).toHaveLength(keptRuns);
    expect(earlier.at(-1)?.id).toBe('run-2');
    expect(page.archive.runs.has('run-1')).toBe(false);
    expect(page.archive.runs.has('run-2')).toBe(true);
    await close(page);
  });

  it('lie under the present curve when chosen, a few at most, and leave it when forgotten', () => {
    const { store } = openPage();
    for (let i = 0; i < maxOverlays + 2; i++) store.getState().toggleOverlay(`run-${i}`);
    expect(store.getState().overlays).toHaveLength(maxOverlays);
    store.getState().toggleOverlay('run-0');
    expect(store.getState().overlays).not.toContain('run-0');
    store.getState().forget('run-1');
    expect(store.getState().overlays).not.toContain('run-1');
  });
});
