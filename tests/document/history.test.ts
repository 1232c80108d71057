import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/document/edits/edit.ts';
import { emptyDocument, readDocument, writeDocument } from '../../src/document/file.ts';
import {
  endGesture,
  HISTORY_LENGTH,
  type History,
  newHistory,
  record,
  redo,
  undo,
} from '../../src/document/history.ts';
import { documentArb, editArb, everything } from './samples.ts';

const stepsArb = fc.array(
  fc.record({
    edits: fc.array(editArb, { maxLength: 3 }),
    gesture: fc.constantFrom(undefined, 'drag', 'typing'),
    ends: fc.boolean(),
  }),
  { maxLength: 12 },
);

function play(
  start: History,
  steps: readonly { edits: Edit[]; gesture: string | undefined; ends: boolean }[],
): History {
  return steps.reduce((history, { edits, gesture, ends }) => {
    const next = record(history, edits, { label: 'step', ...(gesture !== undefined && { gesture }) });
    return ends ? endGesture(next) : next;
  }, start);
}

function all(history: History, move: (history: History) => History): History {
  let next = move(history);
  while (next !== history) [history, next] = [next, move(next)];
  return history;
}

const move = (x: number): Edit => ({ kind: 'move-blocks', positions: { conv1: { x, y: 5 } } });

describe('history', () => {
  it('undoes everything and does it all again', () => {
    fc.assert(
      fc.property(documentArb, stepsArb, (document, steps) => {
        const done = play(newHistory(document), steps);
        const undone = all(done, undo);
        expect(undone.present).toEqual(document);
        expect(undone.past).toEqual([]);
        const redone = all(undone, redo);
        expect(redone.present).toEqual(done.present);
        expect(redone.past).toHaveLength(done.past.length);
      }),
      { numRuns: 300 },
    );
  });

  it('has no step for a gesture that ends where it began', () => {
    const start = newHistory({ ...everything, layout: { conv1: { x: 1, y: 5 } } });
    const drag = [7, 9, 1].reduce(
      (history, x) => record(history, [move(x)], { label: 'Move', gesture: 'drag' }),
      start,
    );
    expect(endGesture(drag).past).toEqual([]);
    expect(record(drag, [move(3)], { label: 'Move' }).past).toHaveLength(1);
    expect(undo(endGesture(drag)).present).toEqual(start.present);
  });

  it('comes back to the same bytes', () => {
    fc.assert(
      fc.property(documentArb, stepsArb, (document, steps) => {
        const before = writeDocument(document);
        expect(writeDocument(all(play(newHistory(document), steps), undo).present)).toBe(before);
      }),
    );
  });

  it('leads to nothing that a file could not hold', () => {
    fc.assert(
      fc.property(documentArb, stepsArb, (document, steps) => {
        const { present } = play(newHistory(document), steps);
        expect(readDocument(writeDocument(present), { acceptCycles: true })).toEqual({ ok: true, value: present });
      }),
      { numRuns: 300 },
    );
  });

  it('makes one step of a gesture, however long', () => {
    let history = newHistory(everything);
    for (let x = 0; x < 300; x++) history = record(history, [move(x + 0.4)], { label: 'Move conv1', gesture: 'drag' });
    expect(history.past).toHaveLength(1);
    expect(history.past[0]?.patches.map((patch) => patch.path.join('.'))).toEqual(['layout.conv1.x', 'layout.conv1.y']);
    expect(history.present.layout.conv1).toEqual({ x: 299, y: 5 });
    expect(undo(history).present).toEqual(everything);
    expect(redo(undo(history)).present).toEqual(history.present);
  });

  it('begins another step after the gesture ends, and after any other edit', () => {
    const drag = { label: 'Move', gesture: 'drag' };
    let history = record(newHistory(everything), [move(1)], drag);
    history = record(endGesture(history), [move(2)], drag);
    expect(history.past).toHaveLength(2);
    history = record(history, [{ kind: 'rename-document', name: 'other' }], { label: 'Rename' });
    history = record(history, [move(3)], drag);
    expect(history.past.map((entry) => entry.label)).toEqual(['Move', 'Move', 'Rename', 'Move']);
    history = record(undo(history), [move(4)], drag);
    expect(history.past).toHaveLength(4);
  });

  it('leaves no step where nothing changed', () => {
    const history = newHistory(everything);
    const nothing: Edit[] = [
      { kind: 'remove-blocks', blocks: ['nowhere'] },
      { kind: 'connect', from: ['digits', 'image'], to: ['conv1', 'x'] },
      { kind: 'connect', from: ['digits', 'image'], to: ['nowhere', 'x'] },
      { kind: 'set-param', block: 'conv1', param: 'missing', value: undefined },
      { kind: 'set-training', training: { batchSize: 0 } },
      { kind: 'set-training', training: { batchSize: everything.training.batchSize } },
      { kind: 'rename-document', name: ' ' },
      { kind: 'move-blocks', positions: { conv1: everything.layout.conv1 as { x: number; y: number } } },
    ];
    expect(record(history, nothing, { label: 'Nothing' })).toBe(history);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it('forgets what was undone once something else is done', () => {
    const history = record(undo(record(newHistory(everything), [move(1)], { label: 'a' })), [move(2)], { label: 'b' });
    expect(history.future).toEqual([]);
  });

  it('remembers only so many steps', () => {
    let history = newHistory(emptyDocument('0'));
    for (let n = 1; n <= HISTORY_LENGTH + 20; n++)
      history = record(history, [{ kind: 'rename-document', name: `${n}` }], { label: `${n}` });
    expect(history.past).toHaveLength(HISTORY_LENGTH);
    expect(all(history, undo).present.name).toBe('20');
  });

  it('does not touch the graph when blocks are moved', () => {
    const { present } = record(newHistory(everything), [move(1)], { label: 'Move' });
    expect(present.blocks).toBe(everything.blocks);
    expect(present.wires).toBe(everything.wires);
  });
});
