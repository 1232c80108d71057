/** The open document with its history, what the checker says of it, and what is selected. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { createChecker } from '../../check/check.ts';
import type { Report } from '../../check/report.ts';
import { bodyAt } from '../../document/bodies.ts';
import { type BlockId, type Document, endKey, findBlock } from '../../document/document.ts';
import type { Edit } from '../../document/edits/edit.ts';
import { emptyDocument } from '../../document/file.ts';
import { endGesture, type History, newHistory, record, redo, undo } from '../../document/history.ts';
import { parentOf } from '../../document/path.ts';
import { message } from '../../text/catalog.ts';

export interface Selection {
  /** Paths of blocks of one body. */
  readonly blocks: ReadonlySet<BlockId>;
  /** Key of the selected wire's end (`conv1.x`). */
  readonly wire: string | null;
}

/** `new`: nothing was worth saving yet. `overtaken`: another tab has stored another document, which is kept. */
export type SaveState = 'new' | 'saving' | 'saved' | 'failed' | 'overtaken';

export interface EditorState {
  readonly history: History;
  /** Always `history.present`. */
  readonly document: Document;
  readonly report: Report;
  /** Grows with every edit that changes what would be trained, not with layout and names. */
  readonly revision: number;
  readonly selection: Selection;
  readonly saveState: SaveState;

  /** Edits with the same `gesture` (a drag, a spin of a number) make one step of undo. */
  edit(edits: readonly Edit[], how: { readonly label: string; readonly gesture?: string }): void;
  endGesture(): void;
  undo(): void;
  redo(): void;
  selectBlocks(blocks: Iterable<BlockId>): void;
  selectWire(wire: string): void;
  clearSelection(): void;
  /** Another document in place of this one; its history starts anew. */
  open(document: Document): void;
  /** A document with the history that it had. */
  reopen(history: History): void;
  setSaveState(state: SaveState): void;
}

/** Remembers what it found, so that an edit costs what lies behind it. */
const check = createChecker();

const nothing: Selection = { blocks: new Set(), wire: null };

export const editorStore = createStore<EditorState>()((set, get) => {
  const arrive = (history: History): void => {
    const { document: before, report, revision, selection } = get();
    const after = history.present;
    const graphChanged =
      before.blocks !== after.blocks || before.wires !== after.wires || before.variables !== after.variables;
    set({
      history,
      document: after,
      report: graphChanged ? check(after) : report,
      revision: graphChanged || before.training !== after.training ? revision + 1 : revision,
      selection: graphChanged ? existing(selection, after) : selection,
    });
  };
  const document = emptyDocument(message('editor.untitled'));
  return {
    history: newHistory(document),
    document,
    report: check(document),
    revision: 0,
    selection: nothing,
    saveState: 'new',

    edit: (edits, how) => {
      if (edits.length > 0) arrive(record(get().history, edits, how));
    },
    endGesture: () => set({ history: endGesture(get().history) }),
    undo: () => arrive(undo(get().history)),
    redo: () => arrive(redo(get().history)),
    selectBlocks: (blocks) => set({ selection: { blocks: new Set(blocks), wire: null } }),
    selectWire: (wire) => set({ selection: { blocks: new Set(), wire } }),
    clearSelection: () => set({ selection: nothing }),
    open: (next) => get().reopen(newHistory(next)),
    reopen: (history) =>
      set({
        history,
        document: history.present,
        report: check(history.present),
        revision: get().revision + 1,
        selection: nothing,
      }),
    setSaveState: (saveState) => set({ saveState }),
  };
});

/** The selection without what is no longer there. */
function existing(selection: Selection, document: Document): Selection {
  const blocks = [...selection.blocks].filter((path) => findBlock(document, path) !== undefined);
  const wire = selection.wire !== null && isWire(selection.wire, document) ? selection.wire : null;
  return blocks.length === selection.blocks.size && wire === selection.wire
    ? selection
    : { blocks: new Set(blocks), wire };
}

/** Whether some wire ends there. */
function isWire(key: string, document: Document): boolean {
  const block = key.slice(0, key.lastIndexOf('.'));
  return bodyAt(document, parentOf(block)).wires.some((wire) => endKey(wire.to) === key);
}

export const useEditor = <T>(selector: (state: EditorState) => T): T => useStore(editorStore, selector);
