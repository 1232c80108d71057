import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { innerPitch } from '../../src/document/arrange.ts';
import { bodyAt, bodyOf } from '../../src/document/bodies.ts';
import { copyBlocks, pasteBlocks } from '../../src/document/clipboard.ts';
import type { Block, Document, End } from '../../src/document/document.ts';
import { findBlock } from '../../src/document/document.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import type { Edit } from '../../src/document/edits/edit.ts';
import { explainFaults } from '../../src/document/explain-fault.ts';
import { emptyDocument, readDocument, writeDocument } from '../../src/document/file.ts';
import { joinPath } from '../../src/document/path.ts';
import { documentArb, editArb, everything } from './samples.ts';

/** The same edit of the blocks in the body of `cell`. */
function inCell(edit: Edit): Edit {
  const path = (id: string): string => joinPath('cell', id);
  const end = ([id, port]: End): End => [path(id), port];
  const named = (block: Block): Block => ({ ...block, id: path(block.id) });
  const placed = <T>(positions: { readonly [id: string]: T }) =>
    Object.fromEntries(Object.entries(positions).map(([id, position]) => [path(id), position]));
  switch (edit.kind) {
    case 'add-block':
      return { ...edit, block: named(edit.block) };
    case 'remove-blocks':
      return { ...edit, blocks: edit.blocks.map(path) };
    case 'connect':
      return { ...edit, from: end(edit.from), to: end(edit.to) };
    case 'disconnect':
      return { ...edit, to: end(edit.to) };
    case 'set-param':
    case 'replace-kind':
    case 'rename-block':
      return { ...edit, block: path(edit.block) };
    case 'move-blocks':
      return { ...edit, positions: placed(edit.positions) };
    case 'paste':
      return {
        ...edit,
        blocks: edit.blocks.map(named),
        wires: edit.wires.map(({ from, to }) => ({ from: end(from), to: end(to) })),
        positions: placed(edit.positions),
      };
    default:
      return edit;
  }
}

const around = ({ blocks, wires, layout }: Document): Document => ({
  ...emptyDocument('around'),
  blocks: [{ id: 'cell', kind: 'recurrent-cell', params: {}, body: { blocks, wires, layout } }],
});

describe('a body', () => {
  it('is edited by paths as a document is by ids', () => {
    fc.assert(
      fc.property(documentArb, fc.array(editArb, { maxLength: 8 }), (document, edits) => {
        const outside = applyEdits(document, edits).document;
        const inside = applyEdits(around(document), edits.map(inCell)).document;
        const { blocks, wires, layout } = outside;
        expect(bodyOf(inside, 'cell')).toEqual({ blocks, wires, layout });
      }),
      { numRuns: 300 },
    );
  });

  it('is seen with paths for ids, equal bodies as the same objects', () => {
    const body = bodyAt(everything, 'cell');
    expect(body.blocks.map(({ id }) => id)).toEqual(['cell/in', 'cell/dense1']);
    expect(body.wires).toEqual([{ from: ['cell/in', 'y'], to: ['cell/dense1', 'x'] }]);
    const renamed = applyEdits(everything, [{ kind: 'rename-document', name: 'other' }]).document;
    expect(bodyAt(renamed, 'cell')).toBe(body);
    const set = applyEdits(everything, [
      { kind: 'set-param', block: 'cell/dense1', param: 'units', value: 3 },
    ]).document;
    expect(bodyAt(set, 'cell').blocks[0]).toBe(body.blocks[0]);
    expect(findBlock(set, 'cell/dense1')?.params).toEqual({ units: 3 });
  });

  it('takes no wire from outside', () => {
    const wire: Edit = { kind: 'connect', from: ['digits', 'image'], to: ['cell/dense1', 'x'] };
    expect(applyEdits(everything, [wire]).document).toBe(everything);
  });

  it('is begun by the first block that is put in', () => {
    const bare = { ...everything, blocks: everything.blocks.map(({ body: _, ...block }) => block) };
    const add: Edit = {
      kind: 'add-block',
      block: { id: 'cell/h', kind: 'cell-state', params: {} },
      position: { x: 0, y: 0 },
    };
    expect(bodyOf(applyEdits(bare, [add]).document, 'cell').blocks.map(({ id }) => id)).toEqual(['h']);
  });

  it('lies no deeper in others than a file may go', () => {
    const withCell = (path: string, document: Document): Document =>
      applyEdits(document, [
        { kind: 'add-block', block: { id: path, kind: 'cell', params: { size: [1, 2] } }, position: { x: 0, y: 0 } },
      ]).document;
    let [document, path] = [emptyDocument('nested'), 'a'];
    for (let level = 0; level < 100; level++) {
      document = withCell(path, document);
      path += '/a';
    }
    const copied = copyBlocks(document, ['a']);
    for (const inside of ['a', 'a/a', 'a/a/a']) {
      const pasted = pasteBlocks(document, copied, { inside });
      if (!pasted.ok) throw new Error(explainFaults(pasted.error).join());
      document = applyEdits(document, [pasted.value]).document;
    }
    expect(readDocument(writeDocument(document))).toMatchObject({ ok: true });
  });

  it('takes what was copied outside, and gives what is copied inside', () => {
    const paste = pasteBlocks(everything, copyBlocks(everything, ['conv1', 'twin']), { inside: 'cell' });
    if (!paste.ok) throw new Error(explainFaults(paste.error).join());
    const { document } = { document: applyEdits(everything, [paste.value]).document };
    expect(bodyOf(document, 'cell').blocks.map(({ id }) => id)).toEqual(['in', 'dense1', 'conv1', 'twin1']);
    const back = pasteBlocks(document, copyBlocks(document, ['cell/dense1', 'cell/in']));
    expect(back.ok && back.value.blocks.map(({ id }) => id)).toEqual(['in1', 'dense1']);
    expect(back.ok && back.value.wires).toEqual([{ from: ['in1', 'y'], to: ['dense1', 'x'] }]);
  });
});

const loop = (port: string): Document =>
  around({
    ...emptyDocument('loop'),
    blocks: [
      { id: 'h', kind: 'cell-state', params: {} },
      { id: 'act', kind: 'activation', params: {} },
    ],
    wires: [
      { from: ['h', 'previous'], to: ['act', 'x'] },
      { from: ['act', 'y'], to: ['h', port] },
    ],
  });

describe('a loop through time', () => {
  it('may be in a file, and its blocks are placed in the direction of the data', () => {
    const read = readDocument(writeDocument(loop('next')));
    const { layout } = read.ok ? bodyOf(read.value, 'cell') : { layout: {} };
    expect(layout).toMatchObject({ h: { x: 0 }, act: { x: innerPitch.column } });
  });

  it('is a cycle when it does not go through the next value of a State', () => {
    const read = readDocument(writeDocument(loop('other')));
    expect(read.ok ? [] : explainFaults(read.error)).toEqual([
      'blocks[0].body.wires[1]: this wire closes a cycle: h → act → h',
    ]);
  });
});
