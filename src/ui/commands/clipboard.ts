/** Blocks as text on the system's clipboard, whichever way the text gets there. */
import { copyBlocks, pasteBlocks } from '../../document/clipboard.ts';
import { endKey } from '../../document/document.ts';
import type { Edit } from '../../document/edits/edit.ts';
import { explainFaults } from '../../document/explain-fault.ts';
import { message } from '../../text/catalog.ts';
import { editorStore } from '../store/editor.ts';
import { showNotice } from '../store/notice.ts';
import { openBody } from '../store/open-body.ts';
import { viewStore } from '../store/view.ts';

export const hasSelectedBlocks = (): boolean => editorStore.getState().selection.blocks.size > 0;

export function selectedText(): string {
  const { document, selection } = editorStore.getState();
  return copyBlocks(document, selection.blocks);
}

/** Pastes and selects what was pasted; text that holds no blocks is told, not pasted. */
export function pasteText(text: string): void {
  const pasted = pasteBlocks(editorStore.getState().document, text, { inside: viewStore.getState().openBody });
  if (pasted.ok) insert(pasted.value);
  else showNotice(message('editor.paste-failed', { reason: explainFaults(pasted.error)[0] ?? '' }), 'wrong');
}

function insert(paste: Extract<Edit, { kind: 'paste' }>): void {
  const { edit, selectBlocks } = editorStore.getState();
  edit([paste], { label: message('editor.history-paste', { count: paste.blocks.length }) });
  selectBlocks(paste.blocks.map((block) => block.id));
}

export function removeSelected(): void {
  const { selection, edit } = editorStore.getState();
  const count = selection.blocks.size;
  if (count > 0) {
    const label = message('editor.history-remove', { count });
    edit([{ kind: 'remove-blocks', blocks: [...selection.blocks] }], { label });
    return;
  }
  const wire = openBody().wires.find(({ to }) => endKey(to) === selection.wire);
  if (wire !== undefined) edit([{ kind: 'disconnect', to: wire.to }], { label: message('editor.history-unwire') });
}

/** For menus; the keys go through the browser's own clipboard events, which need no permission. False when refused. */
export async function copyToSystem(): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(selectedText());
    return true;
  } catch {
    showNotice(message('editor.clipboard-refused'), 'wrong');
    return false;
  }
}

export async function pasteFromSystem(): Promise<void> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    showNotice(message('editor.clipboard-refused'), 'wrong');
    return;
  }
  pasteText(text);
}
