/** A wire dropped on the body of a block takes the first open port that fits there. */
import type { FinalConnectionState } from '@xyflow/react';
import type { Report } from '../../check/report.ts';
import { type Document, type End, endKey } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import { editorStore } from '../store/editor.ts';
import { openBody } from '../store/open-body.ts';
import { inputsOf, outputsOf } from './ports.ts';
import { prospectOf } from './prospect.ts';

export function dropOnBlock(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
  const { document, report, edit } = editorStore.getState();
  const near = state.fromHandle;
  const far = blockUnder(event);
  if (near?.id == null || far === null || far === near.nodeId) return;
  const start: End = [near.nodeId, near.id];
  const wire =
    near.type === 'source' ? bestInput(document, report, start, far) : bestOutput(document, report, far, start);
  if (wire !== null) edit([{ kind: 'connect', ...wire }], { label: message('editor.history-wire') });
}

function blockUnder(event: MouseEvent | TouchEvent): string | null {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (point === undefined) return null;
  const node = window.document.elementFromPoint(point.clientX, point.clientY)?.closest('.react-flow__node');
  return node?.getAttribute('data-id') ?? null;
}

interface Ends {
  readonly from: End;
  readonly to: End;
}

/** The first unwired input that the wire fits, else the first unwired one. */
function bestInput(document: Document, report: Report, from: End, block: string): Ends | null {
  const taken = new Set(openBody().wires.map((wire) => endKey(wire.to)));
  const open = inputsOf(report.blocks.get(block))
    .map((port): End => [block, port.name])
    .filter((to) => !taken.has(endKey(to)));
  const to = open.find((each) => prospectOf(document, report, from, each).fault === null) ?? open[0];
  return to === undefined ? null : { from, to };
}

function bestOutput(document: Document, report: Report, block: string, to: End): Ends | null {
  const outputs = outputsOf(report.blocks.get(block)).map((port): End => [block, port.name]);
  const from = outputs.find((each) => prospectOf(document, report, each, to).fault === null) ?? outputs[0];
  return from === undefined ? null : { from, to };
}
