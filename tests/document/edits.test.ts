import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import type { Edit } from '../../src/document/edits/edit.ts';
import { emptyDocument } from '../../src/document/file.ts';
import { limits } from '../../src/document/limits.ts';
import { everything } from './samples.ts';

const edited = (...edits: readonly Edit[]): Document => applyEdits(everything, edits).document;
const ids = (document: Document) => document.blocks.map((block) => block.id);
const blockOf = (document: Document, id: string) => document.blocks.find((block) => block.id === id);
const ends = (document: Document) => document.wires.map(({ from, to }) => `${from.join('.')} → ${to.join('.')}`);

describe('edits', () => {
  it('add a block at a whole position, once', () => {
    const add: Edit = {
      kind: 'add-block',
      block: { id: 'new1', kind: 'dense', params: {} },
      position: { x: 0.6, y: -0.2 },
    };
    const document = edited(add, { ...add, position: { x: 9, y: 9 } });
    expect(ids(document)).toEqual([...ids(everything), 'new1']);
    expect(document.layout.new1).toEqual({ x: 1, y: 0 });
  });

  it.each(['', '1st', 'a/b', 'a b', '__proto__', 'constructor', 'x'.repeat(limits.id + 1)])(
    'do not add a block with the id %j',
    (id) => {
      const block = { id, kind: 'dense', params: {} };
      expect(edited({ kind: 'add-block', block, position: { x: 0, y: 0 } })).toBe(everything);
    },
  );

  it('remove blocks with their wires and places', () => {
    const document = edited({ kind: 'remove-blocks', blocks: ['conv1', 'odd'] });
    expect(ids(document)).toEqual(['digits', 'twin', 'cell', 'loss']);
    expect(Object.keys(document.layout)).toEqual(['digits', 'twin', 'cell', 'loss']);
    expect(ends(document)).toEqual(['cell.y → loss.prediction', 'digits.label → loss.target']);
  });

  it('connect an input anew: its former wire goes, and the new one is the youngest', () => {
    const document = edited({ kind: 'connect', from: ['digits', 'image'], to: ['twin', 'x'] });
    expect(ends(document).at(-1)).toBe('digits.image → twin.x');
    expect(document.wires).toHaveLength(everything.wires.length);
  });

  it('disconnect an input', () => {
    const document = edited({ kind: 'disconnect', to: ['twin', 'x'] });
    expect(ends(document)).not.toContain('conv1.y → twin.x');
    expect(document.wires).toHaveLength(everything.wires.length - 1);
  });

  it('set a parameter, and let it go back to its default', () => {
    const set = edited({ kind: 'set-param', block: 'conv1', param: 'padding', value: 'same' });
    expect(blockOf(set, 'conv1')?.params).toMatchObject({ padding: 'same', kernel: [3, 3] });
    const unset = edited({ kind: 'set-param', block: 'conv1', param: 'kernel', value: undefined });
    expect(blockOf(unset, 'conv1')?.params).toEqual({ filters: { $: '2*width' } });
  });

  it('replace a kind, and rename the ends of its wires', () => {
    const document = edited({
      kind: 'replace-kind',
      block: 'conv1',
      with: 'add',
      params: { a: 1 },
      ports: { x: 'left', y: 'sum' },
    });
    expect(blockOf(document, 'conv1')).toMatchObject({ kind: 'add', params: { a: 1 }, name: 'edges' });
    expect(ends(document).slice(0, 2)).toEqual(['digits.image → conv1.left', 'conv1.sum → twin.x']);
  });

  it('keep one wire where two inputs become one', () => {
    const document = edited({
      kind: 'replace-kind',
      block: 'loss',
      with: 'dense',
      params: {},
      ports: { prediction: 'x', target: 'x' },
    });
    expect(ends(document).filter((each) => each.endsWith('loss.x'))).toEqual(['cell.y → loss.x']);
  });

  it('rename a block, and take the name away', () => {
    expect(blockOf(edited({ kind: 'rename-block', block: 'twin', name: '  eye ' }), 'twin')?.name).toBe('eye');
    expect(blockOf(edited({ kind: 'rename-block', block: 'conv1', name: ' ' }), 'conv1')).not.toHaveProperty('name');
    expect(blockOf(edited({ kind: 'rename-block', block: 'conv1', name: 'conv1' }), 'conv1')).not.toHaveProperty(
      'name',
    );
  });

  it('move only blocks that are there', () => {
    const document = edited({ kind: 'move-blocks', positions: { conv1: { x: 7.5, y: -1 }, nowhere: { x: 1, y: 1 } } });
    expect(document.layout).toEqual({ ...everything.layout, conv1: { x: 8, y: -1 } });
  });

  it('do not place a block that no file could hold', () => {
    const hostile = { ...everything, blocks: [{ id: '__proto__', kind: 'dense', params: {} }] };
    const positions = JSON.parse('{ "__proto__": { "x": 1, "y": 1 } }');
    expect(applyEdits(hostile, [{ kind: 'move-blocks', positions }]).document).toBe(hostile);
  });

  it('rename the document', () => expect(edited({ kind: 'rename-document', name: ' lenet ' }).name).toBe('lenet'));

  it('set training, as far as a file can hold it', () => {
    const document = edited(
      { kind: 'set-training', training: { batchSize: 32, clipNorm: 1 } },
      { kind: 'set-training', training: { learningRate: Number.NaN } },
    );
    expect(document.training).toEqual({ ...everything.training, batchSize: 32, clipNorm: 1 });
  });

  it('paste blocks with the wires among them', () => {
    const document = applyEdits(emptyDocument('new'), [
      {
        kind: 'paste',
        blocks: everything.blocks.slice(1, 3),
        wires: everything.wires,
        positions: everything.layout,
      },
    ]).document;
    expect(ids(document)).toEqual(['conv1', 'twin']);
    expect(ends(document)).toEqual(['conv1.y → twin.x']);
    expect(document.layout.conv1).toEqual(everything.layout.conv1);
  });

  it('stop at the largest number of blocks', () => {
    const block = (n: number) => ({ id: `b${n}`, kind: 'relu', params: {} });
    const full = { ...emptyDocument('full'), blocks: Array.from({ length: limits.blocks }, (_, n) => block(n)) };
    const add: Edit = { kind: 'add-block', block: block(limits.blocks), position: { x: 0, y: 0 } };
    expect(applyEdits(full, [add]).patches).toEqual([]);
  });
});
