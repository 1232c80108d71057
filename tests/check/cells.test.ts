import { describe, expect, it } from 'vitest';
import { check, createChecker } from '../../src/check/check.ts';
import { explain, plainText, shortSentence } from '../../src/check/explain.ts';
import { fixesOf } from '../../src/check/fixes.ts';
import type { Report } from '../../src/check/report.ts';
import type { Document } from '../../src/document/document.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import type { Edit } from '../../src/document/edits/edit.ts';
import { chipText } from '../../src/tensor/shape.ts';
import { graph } from './graph-text.ts';

const rows = graph(`
  digits: image
  rows: reshape shape=[28,28] <- digits
  cell: recurrent-cell <- rows
  cell/x: cell-input
  cell/h: cell-state units=16 <- tanh
  cell/from_x: dense units=16 <- x
  cell/from_h: dense units=16 bias=false <- h
  cell/sum: add <- from_x, from_h
  cell/tanh: activation function=tanh <- sum
  cell/y: cell-output <- tanh
  dense1: dense units=10 <- cell
  loss: cross-entropy <- dense1, digits.label`);

const edited = (...edits: readonly Edit[]): Document => applyEdits(rows, edits).document;
const told = ({ diagnostics }: Report) => diagnostics.map(({ code, block }) => `${code} ${block}`);
const stateOf = (report: Report, id: string) => {
  const block = report.blocks.get(id);
  return block?.waitsFor == null ? block?.state : `${block.state} ${block.waitsFor}`;
};
const chip = (report: Report, end: string) => {
  const type = report.wires.get(end);
  return type === undefined ? null : chipText(type);
};
const set = (block: string, param: string, value: number | string): Edit => ({
  kind: 'set-param',
  block,
  param,
  value,
});

describe('a recurrent cell', () => {
  it('is typed inside and outside: one step on its inner wires, the loop through time included', () => {
    const report = check(rows);
    expect(told(report)).toEqual([]);
    const ends = ['cell.x', 'cell/from_x.x', 'cell/sum.left', 'cell/h.next', 'cell/from_h.x', 'cell/y.y', 'dense1.x'];
    expect(ends.map((end) => chip(report, end))).toEqual(['T28×28', '28', '16', '16', '16', '16', '16']);
    expect(report.graph?.order.map(({ id }) => id)).toEqual(['digits', 'rows', 'cell', 'dense1', 'loss']);
  });

  it('gives every step where it is asked to, and its final states', () => {
    const states: Edit = { kind: 'set-param', block: 'cell', param: 'finalState', value: true };
    const report = check(edited(set('cell', 'returns', 'every'), states));
    const { outputs = {} } = report.blocks.get('cell') ?? {};
    expect(Object.entries(outputs).map(([port, type]) => [port, chipText(type)])).toEqual([
      ['y', 'T28×16'],
      ['h', '16'],
    ]);
  });

  it('takes in the start of a State that is wired from outside', () => {
    const report = check(edited(set('cell/h', 'initial', 'wired')));
    expect(report.blocks.get('cell')?.ports.inputs).toEqual([{ name: 'x' }, { name: 'h0', optional: true }]);
    const wrong = edited(set('cell/h', 'initial', 'wired'), {
      kind: 'connect',
      from: ['digits', 'label'],
      to: ['cell', 'h0'],
    });
    expect(told(check(wrong))).toEqual(['expects-real cell']);
  });

  it('costs what its step costs, at every step, and its weights once', () => {
    const { blocks, total } = check(rows);
    const step = 28 * 16 + 16 * 16;
    expect(blocks.get('cell')?.cost).toMatchObject({ parameters: step + 16, macs: 28 * step });
    expect(total.parameters).toBe(step + 16 + 170);
    expect(blocks.get('cell')?.weights.map(({ name }) => name)).toEqual([
      'from_x/weight',
      'from_x/bias',
      'from_h/weight',
    ]);
  });

  it('shows a fault of its inside, and what is behind it waits for it', () => {
    const report = check(edited(set('cell/from_h', 'units', 8)));
    expect(told(report)).toEqual(['shape-mismatch cell/sum']);
    const ids = ['cell', 'cell/from_h', 'cell/sum', 'cell/tanh', 'cell/h', 'dense1'];
    expect(ids.map((id) => stateOf(report, id))).toEqual([
      'wrong',
      'correct',
      'wrong',
      'waiting cell/sum',
      'correct',
      'waiting cell',
    ]);
    expect(report.graph).toBeNull();
  });

  it('can be wired while nothing comes to it: its inside waits for what it waits for', () => {
    const alone = check(edited({ kind: 'disconnect', to: ['cell', 'x'] }));
    expect(told(alone)).toEqual(['missing-input cell']);
    expect(['cell', 'cell/x', 'cell/from_x', 'cell/from_h'].map((id) => stateOf(alone, id))).toEqual([
      'incomplete',
      'waiting cell',
      'waiting cell',
      'correct',
    ]);
    const behind = check(edited(set('rows', 'shape', 'wrong')));
    expect(stateOf(behind, 'cell/x')).toBe('waiting rows');
  });

  it('does not keep a graph from training while it feeds no loss', () => {
    const bypassed = edited(
      { kind: 'disconnect', to: ['cell/h', 'next'] },
      { kind: 'add-block', block: { id: 'flat', kind: 'flatten', params: {} }, position: { x: 0, y: 0 } },
      { kind: 'connect', from: ['rows', 'y'], to: ['flat', 'x'] },
      { kind: 'connect', from: ['flat', 'y'], to: ['dense1', 'x'] },
    );
    const report = check(bypassed);
    expect(told(report)).toContain('missing-input cell/h');
    expect(report.graph).not.toBeNull();
  });
});

describe('layers of a recurrent cell', () => {
  const deep = [set('cell', 'layers', 2), set('cell', 'direction', 'both')] as const;

  it('read what the layer below gives, and have weights of their own', () => {
    const report = check(edited(...deep, { kind: 'set-param', block: 'cell', param: 'finalState', value: true }));
    expect(told(report)).toEqual([]);
    const { outputs = {}, weights = [], cost } = report.blocks.get('cell') ?? {};
    expect(Object.values(outputs).map(chipText)).toEqual(['32', '64']);
    const shapes = weights.flatMap(({ name, shape }) => (name.startsWith('from_x/weight') ? [[name, ...shape]] : []));
    expect(shapes).toEqual([
      ['from_x/weight', 28, 16],
      ['from_x/weight_l0_reverse', 28, 16],
      ['from_x/weight_l1', 32, 16],
      ['from_x/weight_l1_reverse', 32, 16],
    ]);
    const [first, second] = [28 * 16 + 16 * 16, 32 * 16 + 16 * 16];
    expect(cost).toMatchObject({ parameters: 2 * (first + second + 2 * 16), macs: 28 * 2 * (first + second) });
  });

  it('take in the starts of all sweeps side by side', () => {
    const wired = edited(
      ...deep,
      set('cell/h', 'initial', 'wired'),
      { kind: 'add-block', block: { id: 'start', kind: 'dense', params: { units: 16 } }, position: { x: 0, y: 0 } },
      { kind: 'add-block', block: { id: 'flat', kind: 'flatten', params: {} }, position: { x: 0, y: 0 } },
      { kind: 'connect', from: ['rows', 'y'], to: ['flat', 'x'] },
      { kind: 'connect', from: ['flat', 'y'], to: ['start', 'x'] },
      { kind: 'connect', from: ['start', 'y'], to: ['cell', 'h0'] },
    );
    expect(told(check(wired))).toEqual(['state-mismatch cell']);
    expect(told(check(applyEdits(wired, [set('start', 'units', 64)]).document))).toEqual([]);
  });

  it('show a fault of an upper layer at its block, and say which layer it is', () => {
    const residual = edited(
      set('cell/h', 'units', 28),
      set('cell/from_h', 'units', 28),
      { kind: 'connect', from: ['cell/x', 'x'], to: ['cell/sum', 'left'] },
      { kind: 'remove-blocks', blocks: ['cell/from_x'] },
    );
    expect(told(check(residual))).toEqual([]);
    const document = applyEdits(residual, deep).document;
    const report = check(document);
    expect(told(report)).toEqual(['shape-mismatch cell/sum']);
    const [fault] = report.diagnostics;
    expect(plainText(explain(fault!, document, report))).toContain(
      'In layer 2: sum needs equal shapes: left is [B, 56] from x, right is [B, 28] from from_h',
    );
    expect(plainText(shortSentence(fault!, document, report))).toMatch(/^In layer 2: needs /);
    expect(['cell', 'cell/sum', 'cell/tanh', 'dense1'].map((id) => stateOf(report, id))).toEqual([
      'wrong',
      'wrong',
      'correct',
      'waiting cell',
    ]);
    const [fix] = fixesOf(fault!, document, report);
    expect(fix).toBeDefined();
    expect(told(check(applyEdits(document, fix!.edits).document))).toEqual([]);
  });
});

it('a State with a wrong parameter tells it, and its cell has no final state of it', () => {
  const wrong = edited(
    { kind: 'set-param', block: 'cell', param: 'finalState', value: true },
    { kind: 'set-param', block: 'cell', param: 'direction', value: 'both' },
    set('cell/h', 'units', 0),
  );
  expect(told(check(wrong))).toEqual(['bad-param cell/h']);
});

it('a cell in a cell is refused, and cells within cells cost no walk for each product of their layers', () => {
  const nested = (depth: number): string =>
    Array.from({ length: depth }, (_, level) => {
      const path = 'c/'.repeat(level);
      return `${path}c: recurrent-cell layers=8\n${path}c/h: cell-state <- h`;
    }).join('\n');
  const seen = told(check(graph(nested(12))));
  expect(seen).toContain('not-in-cell c/c');
  expect(seen.filter((each) => each.startsWith('not-in-cell'))).toHaveLength(11);
});

describe('a check that remembers', () => {
  it('looks at what hangs on an edit inside a cell, and at nothing else', () => {
    const again = createChecker();
    const before = again(rows);
    const document = edited(set('cell/tanh', 'function', 'relu'));
    const after = again(document);
    const same = (id: string) => after.blocks.get(id)?.outputs === before.blocks.get(id)?.outputs;
    expect(['cell/x', 'cell/h', 'cell/from_x', 'cell/sum', 'cell/tanh', 'rows'].map(same)).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
    expect(after).toEqual(check(document));
  });
});
