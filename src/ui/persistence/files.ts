/** Opening and exporting graph files. A file with faults leaves the open graph as it is, and each fault names its place. */
import { checkBlock } from '../../blocks/check-block.ts';
import type { Document } from '../../document/document.ts';
import { explainFaults } from '../../document/explain-fault.ts';
import { readDocument, writeDocument } from '../../document/file.ts';
import { limits } from '../../document/limits.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { formatBytes } from '../../text/format.ts';
import { editorStore } from '../store/editor.ts';
import { showNotice } from '../store/notice.ts';
import { viewStore } from '../store/view.ts';

/** Asks for a file and opens it. */
export function pickFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void openFile(file);
  });
  input.click();
}

export async function openFile(file: File): Promise<void> {
  const { showDialog } = viewStore.getState();
  if (file.size > limits.fileBytes) {
    const expected = formatBytes(limits.fileBytes);
    const faults = explainFaults([{ place: message('file.place-whole'), code: 'too-large', expected }]);
    showDialog({ kind: 'file-faults', name: file.name, faults });
    return;
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    // A folder, or a file that is gone or locked.
    showNotice(message('editor.file-unreadable', { name: file.name }), 'wrong');
    return;
  }
  const read = readDocument(text, { checkBlock });
  if (read.ok) openDocument(read.value);
  else showDialog({ kind: 'file-faults', name: file.name, faults: explainFaults(read.error) });
}

/** Another document in place of the open one, all of it in view; the old one can be brought back for a moment. */
export function openDocument(next: Document): void {
  const { history, open, reopen } = editorStore.getState();
  const bringIntoView = (): void => {
    // What was trained belongs to the graph before: it is found among the runs.
    void runsStore.getState().leave();
    viewStore.getState().showBody(null);
    viewStore.getState().unroll(null);
    viewStore.getState().openCard(null);
    viewStore.getState().request({ kind: 'fit' });
  };
  open(next);
  bringIntoView();
  if (history.present.blocks.length === 0) return;
  showNotice(message('editor.opened', { name: next.name }), 'plain', {
    label: message('editor.bring-back', { name: history.present.name }),
    run: () => {
      reopen(history);
      bringIntoView();
    },
  });
}

export function exportFile(): void {
  const { document: graph } = editorStore.getState();
  const url = URL.createObjectURL(new Blob([writeDocument(graph)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = message('file.save-name', { name: fileName(graph.name) });
  link.click();
  // The download has taken the blob by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** What every file system takes: letters and digits of any script, joined by dashes. */
function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return plain === '' ? 'graph' : plain;
}

export async function copyJson(): Promise<void> {
  try {
    await navigator.clipboard.writeText(writeDocument(editorStore.getState().document));
    showNotice(message('editor.copied-json'));
  } catch {
    showNotice(message('editor.clipboard-refused'), 'wrong');
  }
}
