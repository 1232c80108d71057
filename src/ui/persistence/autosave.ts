/** Saves the page's state a moment after each change and when the page goes away, and restores it at the start. */
import { findBlock } from '../../document/document.ts';
import { readDocument, writeDocument } from '../../document/file.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { editorStore } from '../store/editor.ts';
import { showNotice } from '../store/notice.ts';
import { savedView, viewStore } from '../store/view.ts';
import { createSessionStore, type Session } from './session.ts';

const DELAY_MS = 400;

const sessions = createSessionStore();

/** Restores the last session and the earlier runs, then keeps saving. */
export async function startPersistence(): Promise<void> {
  void runsStore.getState().restore();
  try {
    restore(await sessions.load());
  } catch {
    failed();
  }
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    void save(false);
  };
  const later = (): void => {
    // Nothing of an empty page is worth another tab's work.
    if (editorStore.getState().saveState === 'new') return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(flush, DELAY_MS);
  };
  editorStore.subscribe((state, before) => {
    if (state.document === before.document && state.selection === before.selection) return;
    const settled = state.saveState === 'new' || state.saveState === 'saved';
    if (state.document !== before.document && settled) state.setSaveState('saving');
    later();
  });
  viewStore.subscribe(later);
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
}

function restore(session: Session | null): void {
  if (session === null) return;
  viewStore.getState().restore(session.view);
  const read = readDocument(session.document, { acceptCycles: true });
  if (!read.ok) {
    showNotice(message('editor.restore-failed'), 'wrong');
    return;
  }
  const { open, selectBlocks, setSaveState } = editorStore.getState();
  open(read.value);
  selectBlocks(session.selection.filter((path) => findBlock(read.value, path) !== undefined));
  setSaveState('saved');
}

/** Over what another tab has stored: the person has chosen. */
export const saveOver = (): void => void save(true);

async function save(overwrite: boolean): Promise<void> {
  const { document, selection, saveState, setSaveState } = editorStore.getState();
  const session: Session = {
    document: writeDocument(document),
    view: savedView(viewStore.getState()),
    selection: [...selection.blocks],
  };
  try {
    if (!(await sessions.save(session, overwrite))) return overtaken();
    // An edit made meanwhile has started the next save.
    if (editorStore.getState().document === document && saveState !== 'new') setSaveState('saved');
  } catch {
    failed();
  }
}

/** Another tab's work is not overwritten unasked; a tab in which nothing is new keeps silent. */
function overtaken(): void {
  const { saveState, setSaveState } = editorStore.getState();
  if (saveState !== 'saving' && saveState !== 'failed') return;
  showNotice(message('editor.overtaken'), 'wrong', { label: message('editor.save-over'), run: saveOver });
  setSaveState('overtaken');
}

function failed(): void {
  const { saveState, setSaveState } = editorStore.getState();
  if (saveState !== 'failed') showNotice(message('editor.save-failed'), 'wrong');
  setSaveState('failed');
}
