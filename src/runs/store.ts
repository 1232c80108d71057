/** The page's store of runs: the one under way, the earlier ones, and what can be asked of the worker. */
import * as Comlink from 'comlink';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { err } from '../base/result.ts';
import type { Document } from '../document/document.ts';
import type { Checkpoint, RunFailure, Stamped } from '../protocol/events.ts';
import type { Trainer } from '../protocol/trainer.ts';
import { createArchive, type RunArchive } from './archive.ts';
import { loadingPatience, TrainerClient, type WorkerLike, type WorkerLoss, WorkerLostError } from './client.ts';
import { applyEvent, isActive, newRun, type Run, rewound } from './run.ts';

/** Earlier runs that are kept; the oldest goes first. */
export const keptRuns = 12;
/** Milliseconds between two saves of a run under way: short epochs tell a checkpoint many times a second. */
const saveEvery = 2000;
/** Curves that can be laid under the present one. */
export const maxOverlays = 6;

/** Milliseconds that steps wait for one another: a small network takes hundreds of epochs a second. */
const drawnEvery = 40;

/** The worker's answers, each null or a fault when the worker is lost meanwhile. */
type Answers = Pick<Trainer, 'inspect' | 'predict' | 'write' | 'forecast' | 'confusion' | 'surface' | 'samples'>;

export interface RunsState extends Answers {
  readonly current: Run | null;
  /** Newest first. */
  readonly earlier: readonly Run[];
  /** Ids of the earlier runs whose curves lie under the present one. */
  readonly overlays: readonly string[];
  /** Grows whenever the current run's curve does: charts redraw by it. */
  readonly version: number;

  /** Loads the runs of earlier visits; the page calls it once. */
  restore(): Promise<void>;
  /** Starts a run of the document from its seed; a run that is under way ends. */
  train(document: Document, revision: number): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** One step, then paused; without a run under way, the first step of a new one. */
  step(document: Document, revision: number): Promise<void>;
  stop(): Promise<void>;
  /** The current run's document from its seed again, as a new run. */
  restart(): Promise<void>;
  /** The page turns to another graph: a run that is under way ends with a checkpoint, and joins the earlier ones. */
  leave(): Promise<void>;
  /** Goes on from the last checkpoint of the run (the current one unless an earlier one is named). */
  resumeFromCheckpoint(id?: string): Promise<void>;
  toggleOverlay(id: string): void;
  forget(id: string): void;
}

export interface RunsServices {
  readonly spawn: () => WorkerLike;
  readonly archive: RunArchive;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function createRunsStore(services: RunsServices): StoreApi<RunsState> {
  const { archive } = services;
  return createStore<RunsState>((set, get) => {
    /** Id under which the worker knows the current run: another one after each start, so that late events are told apart. */
    let attempt = '';
    let attempts = 0;
    let keptAt = Number.NEGATIVE_INFINITY;

    // A browser that keeps nothing for us still trains.
    const keep = (run: Run) => {
      keptAt = services.now();
      void archive.save(run).catch(() => {});
    };
    const drop = (id: string) => void archive.remove(id).catch(() => {});

    const change = (run: Run) => set({ current: run });
    const fail = (failure: RunFailure) => {
      const { current } = get();
      if (!current) return;
      change({ ...current, state: 'failed', failure });
      keep(get().current ?? current);
    };

    const client = new TrainerClient({
      spawn: services.spawn,
      onLost: (loss: WorkerLoss) => {
        settle();
        const { current } = get();
        if (current && isActive(current)) fail(loss);
      },
    });

    /** Events of a run that takes its steps: they wait for one another, so that the page is drawn some times a second. */
    let pending: Stamped[] = [];
    let due: ReturnType<typeof setTimeout> | null = null;

    const receive = (batch: readonly Stamped[]) => {
      pending.push(...batch);
      if (batch.some(({ event }) => event.kind === 'state' || event.kind === 'test')) settle();
      else due ??= setTimeout(settle, drawnEvery);
    };

    const settle = () => {
      if (due !== null) clearTimeout(due);
      due = null;
      const batch = pending;
      pending = [];
      let run = get().current;
      if (!run || batch.length === 0) return;
      const before = run.curve.length;
      let worthKeeping = false;
      for (const { runId, event } of batch) {
        if (runId !== attempt) continue;
        run = applyEvent(run, event);
        if (event.kind === 'checkpoint') worthKeeping ||= services.now() - keptAt >= saveEvery;
        else if (event.kind === 'state') worthKeeping ||= event.state === 'paused' || !isActive(run);
      }
      set({ current: run, version: run.curve.length === before ? get().version : get().version + 1 });
      if (worthKeeping) keep(run);
    };

    /** The current run joins the earlier ones, if it ever took a step. */
    const shelve = () => {
      settle();
      const { current, earlier, overlays } = get();
      if (!current) return;
      const shelved = isActive(current) ? { ...current, state: 'stopped' as const } : current;
      const all = current.curve.length > 0 ? [shelved, ...earlier.filter((run) => run.id !== current.id)] : earlier;
      for (const { id } of all.slice(keptRuns)) drop(id);
      const kept = all.slice(0, keptRuns);
      set({ current: null, earlier: kept, overlays: overlays.filter((id) => kept.some((run) => run.id === id)) });
      if (current.curve.length > 0) keep(shelved);
    };

    const start = async (run: Run, resume: Checkpoint | null, paused: boolean) => {
      attempt = `${run.id}/${++attempts}`;
      const request = { runId: attempt, revision: run.revision, document: run.document, resume, paused };
      change(run);
      const mine = attempt;
      client.setPatience(loadingPatience);
      const started = await guarded(
        client.call((trainer) => trainer.start(request, Comlink.proxy(receive))),
        (loss) => err(loss),
      );
      const { current } = get();
      if (attempt !== mine || !current) return;
      if (!started.ok) return fail(started.error);
      client.setPatience(started.value.patience);
      change({ ...current, host: started.value.host });
    };

    const begin = (document: Document, revision: number, paused: boolean) => {
      shelve();
      const number = Math.max(0, ...get().earlier.map((run) => run.number)) + 1;
      return start(newRun(services.newId(), number, document, revision, services.now()), null, paused);
    };

    /** A command to a worker that is lost meanwhile has nothing left to command. */
    const command = (use: (trainer: Trainer) => Promise<void>) => guarded(client.call(use), () => {});
    const ask = <T>(use: (trainer: Trainer) => Promise<T | null>) => guarded(client.call(use), () => null);

    return {
      current: null,
      earlier: [],
      overlays: [],
      version: 0,
      async restore() {
        const stored = (await archive.load().catch(() => [])).filter((run) => run.id !== get().current?.id);
        const known = new Set(get().earlier.map((run) => run.id));
        set({ earlier: [...get().earlier, ...stored.filter((run) => !known.has(run.id))].slice(0, keptRuns) });
      },
      train: (document, revision) => begin(document, revision, false),
      pause: () => command((trainer) => trainer.pause()),
      resume: () => command((trainer) => trainer.resume()),
      async step(document, revision) {
        const { current } = get();
        if (!current || !isActive(current)) await begin(document, revision, true);
        await command((trainer) => trainer.step());
      },
      stop: () => command((trainer) => trainer.stop()),
      async restart() {
        const { current } = get();
        if (current) await begin(current.document, current.revision, false);
      },
      async leave() {
        const leaving = get().current;
        if (!leaving) return;
        const checkpoint = isActive(leaving) ? await ask((trainer) => trainer.checkpoint()) : null;
        settle();
        const { current } = get();
        // Another run has been started, or this one resumed, while the checkpoint was on its way.
        if (current?.id !== leaving.id) return;
        if (checkpoint) change({ ...current, checkpoint });
        attempt = '';
        shelve();
        await command((trainer) => trainer.stop());
      },
      async resumeFromCheckpoint(id) {
        const { current, earlier } = get();
        const run = id === undefined || id === current?.id ? current : earlier.find((each) => each.id === id);
        if (!run?.checkpoint) return;
        if (run !== current) {
          shelve();
          set({
            earlier: get().earlier.filter((each) => each.id !== run.id),
            overlays: get().overlays.filter((each) => each !== run.id),
          });
        }
        const { checkpoint } = run;
        set({ version: get().version + 1 });
        await start(rewound(run, checkpoint), checkpoint, false);
      },
      toggleOverlay(id) {
        const { overlays } = get();
        if (overlays.includes(id)) set({ overlays: overlays.filter((each) => each !== id) });
        else if (overlays.length < maxOverlays) set({ overlays: [...overlays, id] });
      },
      forget(id) {
        set({
          earlier: get().earlier.filter((run) => run.id !== id),
          overlays: get().overlays.filter((each) => each !== id),
        });
        drop(id);
      },
      async inspect(block, example) {
        const inspection = await ask((trainer) => trainer.inspect(block, example));
        // Asked of a run, answered by the next one.
        return inspection?.runId === attempt ? inspection : null;
      },
      predict: (example) => ask((trainer) => trainer.predict(example)),
      write: (request) => ask((trainer) => trainer.write(request)),
      forecast: (request) => ask((trainer) => trainer.forecast(request)),
      confusion: (part) => ask((trainer) => trainer.confusion(part)),
      surface: (columns, rows, x, y) => ask((trainer) => trainer.surface(columns, rows, x, y)),
      samples: (document, block, part, first, count) =>
        guarded(
          client.call((trainer) => trainer.samples(document, block, part, first, count)),
          (loss) => err(loss),
        ),
    };
  });
}

/** What a call gives, or what stands for its answer when the worker was lost meanwhile. */
async function guarded<T>(call: Promise<T>, lost: (loss: WorkerLoss) => T): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof WorkerLostError) return lost(error.loss);
    throw error;
  }
}

/** The page's own store: its worker starts with the first call. */
export const runsStore = createRunsStore({
  spawn: () => new Worker(new URL('../../workers/trainer.worker.ts', import.meta.url), { type: 'module' }),
  archive: createArchive(),
  newId: () => crypto.randomUUID(),
  now: () => Date.now(),
});
