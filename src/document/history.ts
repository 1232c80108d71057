/** What was done to a document, step by step, so that each step can be undone and done again. */
import { applyPatches, type Patch, produceWithPatches } from 'immer';
import type { BlockId, Body, Document } from './document.ts';
import { applyEdits } from './edits/apply.ts';
import type { Edit } from './edits/edit.ts';
import { joinPath } from './path.ts';

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
  /** The document before the open gesture. */
  readonly before: Document | null;
}

const closed = { open: null, before: null } as const;

/** Steps that can be undone; older ones are forgotten. */
export const HISTORY_LENGTH = 500;

export const newHistory = (document: Document): History => ({
  present: document,
  past: [],
  future: [],
  ...closed,
});

export interface Step {
  readonly label: string;
  /** Edits of one gesture (a drag, typing in a field) become one step until the gesture ends. */
  readonly gesture?: string;
}

/** Carries out the edits; what changes nothing leaves no step. */
export function record(history: History, edits: readonly Edit[], step: Step): History {
  const { document, patches, inverse } = applyEdits(history.present, edits);
  if (patches.length === 0) return history;
  const gesture = step.gesture ?? null;
  const last = history.past.at(-1);
  if (last !== undefined && history.before !== null && gesture === history.open) {
    const entry = { label: last.label, ...difference(history.before, document) };
    return { ...history, present: document, past: [...history.past.slice(0, -1), entry], future: [] };
  }
  const past = [...endGesture(history).past.slice(1 - HISTORY_LENGTH), { label: step.label, patches, inverse }];
  return { present: document, past, future: [], open: gesture, before: gesture === null ? null : history.present };
}

/** A gesture that ended where it began (a block dragged away and back) leaves no step. */
export function endGesture(history: History): History {
  if (history.open === null) return history;
  const isIdle = history.past.at(-1)?.patches.length === 0;
  return { ...history, ...(isIdle && { past: history.past.slice(0, -1) }), ...closed };
}

export function undo(history: History): History {
  const { present, past, future } = endGesture(history);
  const entry = past.at(-1);
  if (entry === undefined) return history;
  return {
    present: applyPatches(present, entry.inverse),
    past: past.slice(0, -1),
    future: [entry, ...future],
    ...closed,
  };
}

export function redo(history: History): History {
  const entry = history.future[0];
  if (entry === undefined) return history;
  return {
    present: applyPatches(history.present, entry.patches),
    past: [...history.past, entry],
    future: history.future.slice(1),
    ...closed,
  };
}

/**
 * The block in whose body the patches of a document change something; null for the document itself, undefined where they change
 * no graph.
 */
export function changedBody(document: Document, patches: readonly Patch[]): BlockId | null | undefined {
  const path = patches
    .map((patch) => patch.path)
    .find(([key]) => key === 'blocks' || key === 'wires' || key === 'layout');
  return path && bodyAlong(document, path, null);
}

function bodyAlong(body: Pick<Body, 'blocks'>, path: Patch['path'], inside: BlockId | null): BlockId | null {
  const [list, index, part, ...rest] = path;
  const block = list === 'blocks' ? body.blocks[Number(index)] : undefined;
  if (block === undefined || part !== 'body') return inside;
  return bodyAlong(block.body ?? { blocks: [] }, rest, joinPath(inside, block.id));
}

/** Patches that turn one document into another, no more of them than there are differences: a long drag weighs as a short one. */
function difference(before: Document, after: Document): Pick<Entry, 'patches' | 'inverse'> {
  const [, patches, inverse] = produceWithPatches(before, (draft) => {
    change(fieldsOf(draft), fieldsOf(before), fieldsOf(after));
  });
  return { patches, inverse };
}

/** The members of an object, or the items of a list. */
type Fields = Record<string, unknown>;

const fieldsOf = (value: object): Fields => value as Fields;

function change(draft: Fields, before: Fields, after: Fields): void {
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) delete draft[key];
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (value === old) continue;
    if (isFields(old) && isFields(value) && alike(old, value)) change(draft[key] as Fields, old, value);
    else draft[key] = value;
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Lists are compared item by item only where they have the same length: else items may have moved. */
const alike = (a: Fields, b: Fields): boolean =>
  Array.isArray(a) ? Array.isArray(b) && a.length === b.length : !Array.isArray(b);
