/** Every command, in the order of menus and lists. */
import type { Command } from './command.ts';
import { copy } from './copy.ts';
import { copyJson } from './copy-json.ts';
import { cut } from './cut.ts';
import { deleteSelected } from './delete.ts';
import { deselect } from './deselect.ts';
import { duplicate } from './duplicate.ts';
import { exportFile } from './export-file.ts';
import { find } from './find.ts';
import { fit } from './fit.ts';
import { newDocument } from './new-document.ts';
import { nextProblem } from './next-problem.ts';
import { openBody } from './open-body.ts';
import { openFile } from './open-file.ts';
import { paste } from './paste.ts';
import { redo } from './redo.ts';
import { searchBlocks } from './search-blocks.ts';
import { selectAll } from './select-all.ts';
import { shortcuts } from './shortcuts.ts';
import { toggleDock } from './toggle-dock.ts';
import { toggleScheme } from './toggle-scheme.ts';
import { train } from './train.ts';
import { undo } from './undo.ts';
import { unroll } from './unroll.ts';
import { zoomIn } from './zoom-in.ts';
import { zoomOut } from './zoom-out.ts';

export const commands: readonly Command[] = [
  undo,
  redo,
  cut,
  copy,
  paste,
  duplicate,
  deleteSelected,
  selectAll,
  deselect,
  searchBlocks,
  nextProblem,
  openBody,
  unroll,
  fit,
  zoomIn,
  zoomOut,
  newDocument,
  openFile,
  exportFile,
  copyJson,
  train,
  find,
  toggleDock,
  toggleScheme,
  shortcuts,
];
