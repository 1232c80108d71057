/** What is on the canvas: the network, or the body of the block that a person has opened, its blocks named by their paths. */
import { bodyAt } from '../../document/bodies.ts';
import type { Body } from '../../document/document.ts';
import { editorStore, useEditor } from './editor.ts';
import { useView, viewStore } from './view.ts';

export const openBody = (): Body => bodyAt(editorStore.getState().document, viewStore.getState().openBody);

export function useOpenBody(): Body {
  const inside = useView((view) => view.openBody);
  return useEditor(({ document }) => bodyAt(document, inside));
}
