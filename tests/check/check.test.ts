import { describe, expect, it } from 'vitest';
import { check, createChecker } from '../../src/check/check.ts';
import { explain, plainText } from '../../src/check/explain.ts';
import { fixesOf } from '../../src/check/fixes.ts';
import type { Report } from '../../src/check/report.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import { defaultOptimizers } from '../../src/document/training.ts';
import { chipText } from '../../src/tensor/shape.ts';
import { graph } from './graph-text.ts';

const residual = graph(`
  input: image
  conv1: conv2d filters=64 padding=same activation=relu <- input
  conv2: conv2d filters=64 padding=same <- conv1
  add1: add <- conv2, input
  relu1: activation <- add1
  pool1: global-avg-pool <- relu1
  dense1: dense units=10 activation=softmax <- pool1
  loss: cross-entropy <- dense1`);

const complete = `
  digits: image
  flatten: flatten <- digits
  dense1: dense units=10 <- flatten
  loss: cross-entropy <- dense1, digits.label`;

const told = (report: Report): readonly string[] =>
  report.diagnostics.map(({ severity, code, block }) => `${severity} ${code} ${block}`);

const states = (report: Report): { readonly [id: string]: string } =>
  Object.fromEntries(
    [...report.blocks].map(([id, { state, waitsFor }]) => [id, waitsFor ? `${state} ${waitsFor}` : state]),
  );

describe('a residual block whose shortcut does not fit', () => {
  const report = check(residual);

  it('is told once, at its root; all faults are told, the wrong ones first', () => {
    expect(told(report)).toEqual([
      'wrong shape-mismatch add1',
      'suspicious softmax-before-loss dense1',
      'incomplete missing-input loss',
    ]);
    expect(report.blocking.map(({ code }) => code)).toEqual(['shape-mismatch', 'missing-input']);
    expect(report.graph).toBeNull();
  });

  it('leaves what stands behind it waiting, not wrong', () => {
    expect(states(report)).toEqual({
      input: 'correct',
      conv1: 'correct',
      conv2: 'correct',
      add1: 'wrong',
      relu1: 'waiting add1',
      pool1: 'waiting add1',
      dense1: 'waiting add1',
      loss: 'waiting add1',
    });
  });

  it('knows the types on the wires up to it, and none behind it', () => {
    expect(Object.fromEntries([...report.wires].map(([end, type]) => [end, chipText(type)]))).toEqual({
      'conv1.x': '28×28×1',
      'conv2.x': '28×28×64',
      'add1.left': '28×28×64',
      'add1.right': '28×28×1',
    });
  });

  it('stands out in its sentence where it is odd', () => {
    const [mismatch] = report.diagnostics;
    const runs = explain(mismatch!, residual, report);
    expect(runs.filter((run) => run.tag === 'name').map((run) => run.text)).toEqual(['add1']);
    expect(runs.filter((run) => run.tag === 'odd').map((run) => run.text)).toEqual(['1', '1']);
    expect(runs.filter((run) => run.tag === 'shape').map((run) => run.text)).toEqual([
      '[B, 28, 28, 64]',
      '[B, 28, 28, ',
      ']',
    ]);
  });

  it('calls blocks what a person named them', () => {
    const { document } = applyEdits(residual, [{ kind: 'rename-block', block: 'conv2', name: 'second look' }]);
    const renamed = check(document);
    expect(plainText(explain(renamed.diagnostics[0]!, document, renamed))).toContain(
      '[B, 28, 28, 64] from second look',
    );
  });

  it('is mended by one edit, which puts the new block where none is', () => {
    const [fix] = fixesOf(report.diagnostics[0]!, residual, report);
    const after = applyEdits(residual, fix!.edits).document;
    expect(after.blocks.at(-1)).toMatchObject({ id: 'conv3', kind: 'conv2d', params: { filters: 64, kernel: [1, 1] } });
    const places = Object.values(after.layout).map(({ x, y }) => `${Math.round(x / 160)},${Math.round(y / 120)}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('what keeps training from starting', () => {
  it('is no block that reaches no loss', () => {
    const report = check(
      graph(`${complete}
      conv1: conv2d
      dense2: dense <- digits
      odd: mystery <- digits`),
    );
    expect(told(report)).toEqual([
      'wrong rank-mismatch dense2',
      'wrong unknown-kind odd',
      'suspicious unused-output dense2',
      'incomplete missing-input conv1',
    ]);
    expect(report.blocking).toEqual([]);
    expect(report.graph?.order.map(({ id }) => id)).toEqual(['digits', 'flatten', 'dense1', 'loss']);
  });

  it('is a second loss that is not wired yet', () => {
    const report = check(
      graph(`${complete}
      loss2: mean-squared`),
    );
    expect(report.blocking.map(({ block, port }) => `${block}.${port}`)).toEqual(['loss2.prediction', 'loss2.target']);
  });

  it('is an empty graph, calmly', () => {
    const report = check(graph(''));
    expect(told(report)).toEqual(['incomplete no-data null', 'incomplete no-loss null']);
    expect(report.graph).toBeNull();
  });

  it('is not what is suspicious', () => {
    const report = check(graph(complete.replace('units=10', 'units=10 activation=softmax')));
    expect(told(report)).toEqual(['suspicious softmax-before-loss dense1']);
    expect(report.graph).not.toBeNull();
  });
});

describe('a network while it is built, block by block', () => {
  it('hears nothing of open ends before its loss is wired', () => {
    const first = check(graph('digits: image'));
    expect(told(first)).toEqual(['incomplete no-loss null']);
    const second = check(
      graph(`
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten`),
    );
    expect(told(second)).toEqual(['incomplete no-loss null']);
    const third = check(
      graph(`
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      loss: cross-entropy`),
    );
    expect(told(third)).toEqual(['incomplete missing-input loss', 'incomplete missing-input loss']);
  });

  it('is not offered the classes as an input of the network', () => {
    const report = check(graph('texts: text\nembedding1: embedding'));
    const missing = report.diagnostics.find(({ code, block }) => code === 'missing-input' && block === 'embedding1');
    expect(missing?.fixes).toEqual([]);
  });

  it('is shown which output fits each open input', () => {
    const document = graph(`
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      loss: cross-entropy`);
    const proposed = check(document).diagnostics.map(({ fixes }) => fixes);
    expect(proposed).toEqual([
      [{ kind: 'connect', from: ['dense1', 'y'], to: ['loss', 'prediction'] }],
      [{ kind: 'connect', from: ['digits', 'label'], to: ['loss', 'target'] }],
    ]);
  });

  it('learns that labels fit a target although the prediction still waits', () => {
    const missing = check(residual).diagnostics.find(({ code }) => code === 'missing-input');
    expect(missing?.fixes).toEqual([{ kind: 'connect', from: ['input', 'label'], to: ['loss', 'target'] }]);
  });
});

describe('cycles', () => {
  it('are told one by one, and what stands behind them waits', () => {
    const report = check(
      graph(`
      digits: image
      a: add <- digits, b
      b: activation <- a
      c: add <- b, d
      d: activation <- c
      flatten: flatten <- d
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`),
    );
    expect(report.diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['cycle', ['b', 'a']],
      ['cycle', ['d', 'c']],
    ]);
    expect(states(report)).toMatchObject({
      a: 'waiting b',
      b: 'wrong',
      c: 'waiting b',
      d: 'wrong',
      flatten: 'waiting d',
    });
  });
});

describe('costs', () => {
  it('are those of one example, block by block and in total', () => {
    const report = check(
      graph(`
      digits: image
      conv1: conv2d filters=16 padding=same activation=relu <- digits
      norm1: batch-norm <- conv1
      pool: global-avg-pool <- norm1
      dense1: dense units=10 freeze=true <- pool
      loss: cross-entropy <- dense1, digits.label`),
    );
    expect(report.blocks.get('conv1')?.cost).toEqual({ parameters: 160, macs: 112_896, activationBytes: 50_176 });
    // Running mean and variance are no parameters; frozen weights are.
    expect(report.blocks.get('norm1')?.cost.parameters).toBe(32);
    expect(report.total.parameters).toBe(160 + 32 + 170);
    const sum = [...report.blocks.values()].reduce((bytes, { cost }) => bytes + cost.activationBytes, 0);
    expect(report.total.activationBytes).toBe(sum);
  });

  it('of a recurrent layer hold its gates and states at every step, whatever it returns', () => {
    const bytesOf = (block: string): number | undefined =>
      check(
        graph(`
      task: memory-task delay=8
      layer: ${block} <- task
      loss: cross-entropy <- layer, task.label`),
      ).blocks.get('layer')?.cost.activationBytes;
    // The last state, and for 10 steps i f g o c h, then r z n h, then h, of both directions in each of two layers.
    expect(bytesOf('lstm units=5')).toBe(4 * (5 + 10 * 6 * 5));
    expect(bytesOf('gru units=5')).toBe(4 * (5 + 10 * 4 * 5));
    expect(bytesOf('rnn units=5 layers=2 direction=both')).toBe(4 * (2 * 5 + 2 * 2 * 10 * 5));
  });

  it('of a recurrent cell hold what its blocks give at every step', () => {
    const report = check(
      graph(`
      task: memory-task delay=8
      cell: recurrent-cell <- task
      cell/x: cell-input
      cell/h: cell-state units=5 <- sum
      cell/dense: dense units=5 <- x
      cell/sum: add <- dense, h.previous
      loss: cross-entropy <- cell, task.label`),
    );
    expect(report.blocks.get('cell')?.cost.activationBytes).toBe(4 * (5 + 10 * (21 + 5 + 5 + 5)));
  });

  it('tell before training that a recurrent layer is too large for the memory', () => {
    const { blocking } = check(
      graph(`
      task: memory-task delay=2000
      layer: lstm units=2048 <- task
      dense: dense units=10 <- layer
      loss: cross-entropy <- dense, task.label`),
    );
    expect(blocking.map(({ code, block }) => [code, block])).toEqual([['too-large', 'layer']]);
  });
});

describe('a checked graph', () => {
  it('has inputs before what they feed, and names the source of each', () => {
    const shuffled = graph(complete);
    const { graph: checked } = check({ ...shuffled, blocks: shuffled.blocks.toReversed() });
    expect(checked?.order.map(({ id }) => id)).toEqual(['digits', 'flatten', 'dense1', 'loss']);
    expect(checked?.sources.loss).toEqual({ prediction: ['dense1', 'y'], target: ['digits', 'label'] });
    expect(checked?.data.map(({ id }) => id)).toEqual(['digits']);
    expect(checked?.losses.map(({ id }) => id)).toEqual(['loss']);
  });
});

describe('a check that remembers', () => {
  it('does not look again at what stands before an edit', () => {
    const again = createChecker();
    const document = graph(complete);
    const before = again(document);
    const { document: edited } = applyEdits(document, [
      { kind: 'set-param', block: 'dense1', param: 'units', value: 12 },
    ]);
    const after = again(edited);
    expect(after.blocks.get('flatten')?.outputs).toBe(before.blocks.get('flatten')?.outputs);
    expect(after.blocks.get('dense1')?.outputs).not.toBe(before.blocks.get('dense1')?.outputs);
    expect(told(after)).toEqual(['wrong label-mismatch loss']);
  });
});

describe('what training needs', () => {
  it.each(Object.values(defaultOptimizers))('counts the room that is planned for any optimizer: %j', (optimizer) => {
    const wide = graph(`
      points: table
      dense1: dense units=32768 <- points.features
      dense2: dense units=8192 <- dense1
      dense3: dense units=2 <- dense2
      loss: cross-entropy <- dense3, points.label`);
    const { blocking } = check({ ...wide, training: { ...wide.training, optimizer } });
    expect(blocking).toMatchObject([{ code: 'too-large', block: 'dense2' }]);
    expect(blocking[0]?.actual).toBeGreaterThan(16 * 32768 * 8192);
  });
});
