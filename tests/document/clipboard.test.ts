import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyBlocks, pasteBlocks } from '../../src/document/clipboard.ts';
import type { Document, Position } from '../../src/document/document.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import { explainFaults } from '../../src/document/explain-fault.ts';
import { emptyDocument, writeDocument } from '../../src/document/file.ts';
import { freshId, stemOf } from '../../src/document/ids.ts';
import { documentArb, everything } from './samples.ts';

function pasted(document: Document, text: string, at?: Position): Document {
  const edit = pasteBlocks(document, text, at === undefined ? {} : { at });
  if (!edit.ok) throw new Error(explainFaults(edit.error).join('\n'));
  return applyEdits(document, [edit.value]).document;
}

describe('the clipboard', () => {
  it('pastes copies with ids of their own and the wires among them', () => {
    const document = pasted(everything, copyBlocks(everything, ['conv1', 'twin', 'loss']));
    expect(document.blocks.slice(everything.blocks.length)).toEqual([
      { ...everything.blocks[1], id: 'conv2' },
      { ...everything.blocks[2], id: 'twin1', weights: 'conv2' },
      { ...everything.blocks[5], id: 'loss1' },
    ]);
    expect(document.wires.slice(everything.wires.length)).toEqual([{ from: ['conv2', 'y'], to: ['twin1', 'x'] }]);
  });

  it('puts each paste beside the last, or where it is told', () => {
    const text = copyBlocks(everything, ['conv1', 'twin']);
    const once = pasted(everything, text);
    const twice = pasted(once, text);
    expect([once.layout.conv2, twice.layout.conv3]).toEqual([
      { x: 260, y: 0 },
      { x: 300, y: 40 },
    ]);
    const told = pasted(everything, text, { x: -5, y: 900 });
    expect([told.layout.conv2, told.layout.twin1]).toEqual([
      { x: -5, y: 900 },
      { x: 215, y: 900 },
    ]);
  });

  it('copies a whole document into an empty one', () => {
    fc.assert(
      fc.property(documentArb, (document) => {
        const ids = document.blocks.map((block) => block.id);
        const copy = pasted(emptyDocument('copy'), copyBlocks(document, ids));
        expect(copy.blocks.map((block) => block.params)).toEqual(document.blocks.map((block) => block.params));
        expect(copy.wires).toHaveLength(document.wires.length);
        const again = pasted(copy, copyBlocks(document, ids));
        expect(new Set(again.blocks.map((block) => block.id)).size).toBe(2 * ids.length);
      }),
    );
  });

  it.each([
    ['hello', 'line 1, column 1: this is not JSON: expected a value, got "hello"'],
    [writeDocument(everything), 'format: this is not a Gradwire graph: expected "gradwire-blocks", got "gradwire"'],
    [
      '{"format":"gradwire-blocks","version":1,"blocks":[{"id":"a","kind":"k"},{"id":"a","kind":"k"}]}',
      'blocks[1].id: the id "a" belongs to blocks[0] already',
    ],
    [
      '{"format":"gradwire-blocks","version":1,"blocks":[{"id":"a","kind":7}]}',
      'blocks[0].kind: expected a text of 1 to 200 characters, got 7',
    ],
    [
      `{"format":"gradwire-blocks","version":1,"blocks":${'['.repeat(70)}${']'.repeat(70)}}`,
      `blocks${'[0]'.repeat(63)}: nested more than 64 deep`,
    ],
  ])('refuses %s', (text, sentence) => {
    const edit = pasteBlocks(everything, text);
    expect(edit.ok ? [] : explainFaults(edit.error)).toEqual([sentence]);
  });
});

describe('new ids', () => {
  it('take the first number that is free', () => {
    expect(freshId(everything, 'conv')).toBe('conv2');
    expect(freshId(everything, 'conv', { taken: new Set(['conv2', 'conv3']) })).toBe('conv4');
    expect(freshId(everything, 'dense')).toBe('dense1');
  });

  it('begin with the stem of the old one', () => {
    expect(['conv12', 'pool-1', 'X9', 'loss'].map(stemOf)).toEqual(['conv', 'pool-', 'X', 'loss']);
  });
});
