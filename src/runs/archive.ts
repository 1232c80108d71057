/** Earlier runs in the browser's database, so that they are there after a reload. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { Curve, type CurveColumns } from './curve.ts';
import { isActive, type Run } from './run.ts';

export interface RunArchive {
  /** Newest first. */
  load(): Promise<readonly Run[]>;
  save(run: Run): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Points of a curve that are kept. */
const keptPoints = 5000;

/** Runs of earlier versions of the page told neither gradients nor how many examples there are. */
type StoredRun = Omit<Run, 'curve' | 'gradients' | 'examples'> &
  Partial<Pick<Run, 'gradients' | 'examples'>> & { readonly curve: CurveColumns };

interface Schema extends DBSchema {
  runs: { key: string; value: StoredRun };
}

/** Opens the database at the first call. */
export function createArchive(name = 'gradwire-runs'): RunArchive {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () => {
    database ??= openDB<Schema>(name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('runs', { keyPath: 'id' });
      },
    });
    return database;
  };
  return {
    async load() {
      const stored = await (await open()).getAll('runs');
      return stored.map(revive).sort((a, b) => b.startedAt - a.startedAt);
    },
    async save(run) {
      await (await open()).put('runs', { ...run, curve: run.curve.thinned(keptPoints) });
    },
    async remove(id) {
      await (await open()).delete('runs', id);
    },
  };
}

/** A run that was under way when the page went away has ended there. */
function revive(stored: StoredRun): Run {
  const { curve, gradients = {}, examples = null, state } = stored;
  return { ...stored, curve: Curve.from(curve), gradients, examples, state: isActive(stored) ? 'stopped' : state };
}
