/** What was done to a document, step by step, so that each step can be undone and done again. */
import { applyPatches, type Patch, produceWithPatches } from 'immer';
import type { Document } from './document.ts';
import { applyEdits } from './edits/apply.ts';
import type { Edit } from './edits/edit.ts';

/** One step of undo. */
export interface Entry {
  /** What a person reads in the list of steps. */
  readonly label: string;
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
}

export interface History {
  readonly present: Document;
  /** Oldest first. */
  readonly past: readonly Entry[];
  /** Undone steps, the next to be done again first. */
  readonly future: readonly Entry[];
  /** The gesture that the last entry belongs to, while it lasts. */
  readonly open: string | null;
}

/** Steps that can be undone; older ones are forgotten. */
export const HISTORY_LENGTH = 500;

export const newHistory = (document: Document): History => ({ present: document, past: [], future: [], open: null });

export interface Step {
  readonly label: string;
  /** Edits of one gesture (a drag, typing in a field) become one step until the gesture ends. */
  readonly gesture?: string;
}

/** Carries out the edits; what changes nothing leaves no step. */
export function record(history: History, edits: readonly Edit[], step: Step): History {
  const { document, patches, inverse } = applyEdits(history.present, edits);
  if (patches.length === 0) return history;
  const last = history.past.at(-1);
  if (last !== undefined && step.gesture !== undefined && step.gesture === history.open) {
    const before = applyPatches(history.present, last.inverse);
    const entry = { label: last.label, ...difference(before, document) };
    return { present: document, past: [...history.past.slice(0, -1), entry], future: [], open: history.open };
  }
  const past = [...history.past.slice(1 - HISTORY_LENGTH), { label: step.label, patches, inverse }];
  return { present: document, past, future: [], open: step.gesture ?? null };
}

export const endGesture = (history: History): History => (history.open === null ? history : { ...history, open: null });

export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (entry === undefined) return history;
  return {
    present: applyPatches(history.present, entry.inverse),
    past: history.past.slice(0, -1),
    future: [entry, ...history.future],
    open: null,
  };
}

export function redo(history: History): History {
  const entry = history.future[0];
  if (entry === undefined) return history;
  return {
    present: applyPatches(history.present, entry.patches),
    past: [...history.past, entry],
    future: history.future.slice(1),
    open: null,
  };
}

/** Patches that turn one document into another, a patch a top-level key: a long drag weighs no more than a short one. */
function difference(before: Document, after: Document): Pick<Entry, 'patches' | 'inverse'> {
  const [, patches, inverse] = produceWithPatches(before, (draft) => {
    Object.assign(draft, after);
  });
  return { patches, inverse };
}
