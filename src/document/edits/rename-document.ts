/** Renames the document; it cannot be without a name. */
import { limits } from '../limits.ts';
import type { DocumentDraft, EditOf } from './draft.ts';

export function renameDocument(draft: DocumentDraft, edit: EditOf<'rename-document'>): void {
  const name = edit.name.trim().slice(0, limits.name);
  if (name !== '') draft.name = name;
}
