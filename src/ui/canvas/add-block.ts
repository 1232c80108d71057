/** Puts a new block on the canvas: where it was dropped, or at a free place, joined to the selected block when that fits. */

import { newBlock } from '../../blocks/new-block.ts';
import { blockOf } from '../../blocks/registry.ts';
import type { Report } from '../../check/report.ts';
import { innerPitch, pitch } from '../../document/arrange.ts';
import type { Document, Position } from '../../document/document.ts';
import type { Edit } from '../../document/edits/edit.ts';
import { freshId } from '../../document/ids.ts';
import { message } from '../../text/catalog.ts';
import { editorStore } from '../store/editor.ts';
import { openBody } from '../store/open-body.ts';
import { viewStore } from '../store/view.ts';
import { GRID } from './anatomy.ts';
import { canvasStore } from './canvas-store.ts';
import { inputsOf, outputsOf } from './ports.ts';
import { consequences } from './prospect.ts';
import type { Rect } from './route.ts';
import { drawnBlocks, extentsOf } from './scene.ts';

const GAP = 2 * GRID;
const TYPICAL = { width: 140, height: 110 };

/** A block dropped with its head under the pointer. */
export function dropBlock(kind: string, pointer: Position): void {
  place(kind, snapped({ x: pointer.x - TYPICAL.width / 2, y: pointer.y - GRID }), null);
}

/** After the selected block, else near the middle of what is in view. */
export function addBlock(kind: string): void {
  const { report, selection } = editorStore.getState();
  const body = openBody();
  const rects = [...extentsOf(drawnBlocks(body, report), body.layout, new Map()).entries()];
  const [selected] = selection.blocks;
  const after = rects.find(([id]) => selection.blocks.size === 1 && id === selected)?.[1];
  const wanted = after === undefined ? middleOfView() : { x: after.x + columnNow(), y: after.y };
  const id = place(
    kind,
    freePlace(
      snapped(wanted),
      rects.map(([, rect]) => rect),
    ),
    after === undefined ? null : (selected ?? null),
  );
  if (id !== null) viewStore.getState().request({ kind: 'reveal', block: id });
}

function place(kind: string, position: Position, after: string | null): string | null {
  const { document, report, edit, selectBlocks } = editorStore.getState();
  const definition = blockOf(kind);
  if (definition === null) return null;
  const block = newBlock(definition, freshId(document, definition.stem, { inside: viewStore.getState().openBody }));
  const add: Edit = { kind: 'add-block', block, position };
  const join = after === null ? null : joining(document, report, after, add);
  edit(join === null ? [add] : [add, join], { label: message('editor.history-add', { kind: definition.title }) });
  selectBlocks([block.id]);
  keepView();
  return block.id;
}

/** What a person has placed stays where they put it: from now on the canvas is not fitted by itself. */
function keepView(): void {
  const { flow } = canvasStore.getState();
  if (flow !== null) viewStore.getState().setViewport(flow.getViewport());
}

/** The wire from the first output of `after` to the first input of the new block, unless it would be wrong. */
function joining(
  document: Document,
  report: Report,
  after: string,
  add: Extract<Edit, { kind: 'add-block' }>,
): Edit | null {
  const source = report.blocks.get(after);
  const output = outputsOf(source)[0];
  const { document: added, report: alone } = consequences(document, report, [add]);
  const input = inputsOf(alone.blocks.get(add.block.id))[0];
  if (output === undefined || input === undefined) return null;
  const wire: Edit = { kind: 'connect', from: [after, output.name], to: [add.block.id, input.name] };
  return consequences(added, alone, [wire]).faults.length === 0 ? wire : null;
}

/** From one block's left edge to the next. */
const columnNow = (): number => (viewStore.getState().openBody === null ? pitch : innerPitch).column;

const snapped = ({ x, y }: Position): Position => ({ x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID });

/** The wanted place, or the next one to the right or below that touches no block. */
function freePlace(wanted: Position, taken: readonly Rect[]): Position {
  const free = ({ x, y }: Position): boolean =>
    taken.every(
      (rect) =>
        x >= rect.x + rect.width + GAP ||
        x + TYPICAL.width + GAP <= rect.x ||
        y >= rect.y + rect.height + GAP ||
        y + TYPICAL.height + GAP <= rect.y,
    );
  // Some place in so many rows is free, as there are fewer blocks than places.
  for (let row = 0; row <= taken.length; row++) {
    for (let column = 0; column < 4; column++) {
      const here = { x: wanted.x + column * columnNow(), y: wanted.y + row * (TYPICAL.height + GAP + 3 * GRID) };
      if (free(here)) return here;
    }
  }
  return wanted;
}

function middleOfView(): Position {
  const { flow, element } = canvasStore.getState();
  const box = element?.getBoundingClientRect();
  if (flow === null || box === undefined) return { x: 0, y: 0 };
  const middle = flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  return { x: middle.x - TYPICAL.width / 2, y: middle.y - TYPICAL.height / 2 };
}
