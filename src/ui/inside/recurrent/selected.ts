/** The one selected block, if it walks over the steps of a sequence. */
import type { EditorState } from '../../store/editor.ts';

/** Its path; null for any other selection. */
export function selectedRecurrent({ selection, report }: EditorState): string | null {
  const [only] = selection.blocks;
  if (only === undefined || selection.blocks.size > 1) return null;
  const definition = report.blocks.get(only)?.definition;
  // What stands in a cell is a part of its step.
  return definition?.family === 'recurrent' && definition.place !== 'cell' ? only : null;
}
