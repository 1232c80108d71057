/** Carries out edits, and gives the patches that do and undo them. */
import { type Draft, enablePatches, type Patch, produceWithPatches } from 'immer';
import type { Document } from '../document.ts';
import { addBlock } from './add-block.ts';
import { connect } from './connect.ts';
import { disconnect } from './disconnect.ts';
import type { DocumentDraft, EditOf } from './draft.ts';
import type { Edit } from './edit.ts';
import { moveBlocks } from './move-blocks.ts';
import { paste } from './paste.ts';
import { removeBlocks } from './remove-blocks.ts';
import { renameBlock } from './rename-block.ts';
import { renameDocument } from './rename-document.ts';
import { replaceKind } from './replace-kind.ts';
import { setParam } from './set-param.ts';
import { setTraining } from './set-training.ts';

enablePatches();

const appliers: { readonly [K in Edit['kind']]: (draft: DocumentDraft, edit: EditOf<K>) => void } = {
  'add-block': addBlock,
  'remove-blocks': removeBlocks,
  connect,
  disconnect,
  'set-param': setParam,
  'replace-kind': replaceKind,
  'rename-block': renameBlock,
  'move-blocks': moveBlocks,
  'rename-document': renameDocument,
  'set-training': setTraining,
  paste,
};

export interface Applied {
  readonly document: Document;
  /** Empty when the edits changed nothing; the document is then the very same object. */
  readonly patches: readonly Patch[];
  /** Undo the patches. */
  readonly inverse: readonly Patch[];
}

/** An edit of something that is not there changes nothing. */
export function applyEdits(document: Document, edits: readonly Edit[]): Applied {
  const [next, patches, inverse] = produceWithPatches(document, (draft: Draft<Document>) => {
    for (const edit of edits) applyOne(draft as DocumentDraft, edit);
  });
  return { document: next, patches, inverse };
}

function applyOne<K extends Edit['kind']>(draft: DocumentDraft, edit: EditOf<K> & { readonly kind: K }): void {
  appliers[edit.kind](draft, edit);
}
