/** The last state of the page in the browser's database: the document as a file, the view and the selection. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SavedView } from '../store/view.ts';

export interface Session {
  /** The document as it would be exported. */
  readonly document: string;
  readonly view: SavedView;
  readonly selection: readonly string[];
}

interface Schema extends DBSchema {
  session: { key: 'last'; value: Session & { readonly version: number } };
}

/** Of the stored view: another one is not read. */
const SESSION_VERSION = 1;

let database: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('gradwire', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('session');
    },
  });
  return database;
}

/** Null on a first visit. Rejects when the browser gives no storage. */
export async function loadSession(): Promise<Session | null> {
  const stored = await (await open()).get('session', 'last');
  return stored?.version === SESSION_VERSION ? stored : null;
}

/** Rejects when the browser refuses to store (private window, full disk). */
export async function saveSession(session: Session): Promise<void> {
  await (await open()).put('session', { ...session, version: SESSION_VERSION }, 'last');
}
