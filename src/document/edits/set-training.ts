/** Changes training settings; a change that a file could not hold is not made. */
import { trainingSchema } from '../schema.ts';
import type { DocumentDraft, EditOf } from './draft.ts';

export function setTraining(draft: DocumentDraft, edit: EditOf<'set-training'>): void {
  const given = Object.entries(edit.training).filter(([, value]) => value !== undefined);
  const next = trainingSchema.safeParse({ ...draft.training, ...Object.fromEntries(given) });
  if (next.success && JSON.stringify(next.data) !== JSON.stringify(draft.training)) draft.training = next.data;
}
