/** The last state of the page in the browser's database: the document as a file, the view and the selection. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SavedView } from '../store/view.ts';

export interface Session {
  /** The document as it would be exported. */
  readonly document: string;
  readonly view: SavedView;
  readonly selection: readonly string[];
}

/** One tab's hold on the session that all tabs share. */
export interface SessionStore {
  /** Null on a first visit. Rejects when the browser gives no storage. */
  load(): Promise<Session | null>;
  /**
   * False, and nothing is stored, when another tab has stored another document since this one last read or wrote, unless
   * that may be overwritten. Rejects when the browser refuses to store (private window, full disk).
   */
  save(session: Session, overwrite: boolean): Promise<boolean>;
}

interface Schema extends DBSchema {
  session: { key: 'last'; value: Session & { readonly version: number } };
}

/** Of the stored view: another one is not read. */
const SESSION_VERSION = 1;

/** Opens the database at the first call. */
export function createSessionStore(name = 'gradwire'): SessionStore {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  /** The stored document as this tab knows it. */
  let known: string | null = null;
  const open = () => {
    database ??= openDB<Schema>(name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('session');
      },
    });
    return database;
  };
  return {
    async load() {
      const stored = await (await open()).get('session', 'last');
      known = stored?.document ?? null;
      return stored?.version === SESSION_VERSION ? stored : null;
    },
    async save(session, overwrite) {
      const transaction = (await open()).transaction('session', 'readwrite');
      const stored = (await transaction.store.get('last'))?.document;
      const isOthers = stored !== undefined && stored !== known && stored !== session.document;
      if (isOthers && !overwrite) return false;
      await transaction.store.put({ ...session, version: SESSION_VERSION }, 'last');
      await transaction.done;
      known = session.document;
      return true;
    },
  };
}
