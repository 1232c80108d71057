/** What the shape rules say of wrong wiring: the code, both numbers, where the odd one was born, and what would mend it. */
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/blocks/define.ts';
import type { Fields, ParamsOf } from '../../src/blocks/fields.ts';
import { readParams } from '../../src/blocks/params.ts';
import { type BlockKind, registry } from '../../src/blocks/registry.ts';
import type { Params } from '../../src/document/document.ts';
import type { FixProposal } from '../../src/tensor/diagnostic.ts';
import { axis, real, type TensorType } from '../../src/tensor/shape.ts';

/** The outputs and faults of one block. */
function infer(kind: BlockKind, id: string, given: Params, inputs: { readonly [port: string]: TensorType } = {}) {
  const definition = registry[kind];
  const params = readParams(definition, given).params as ParamsOf<Fields>;
  return definition.infer({ block: id, params, inputs });
}

function output(kind: BlockKind, id: string, given: Params, inputs?: { readonly [port: string]: TensorType }) {
  const { outputs } = infer(kind, id, given, inputs);
  return Object.values(outputs)[0]!;
}

function fault(kind: BlockKind, id: string, given: Params, inputs: { readonly [port: string]: TensorType }): Fault {
  const { faults = [] } = infer(kind, id, given, inputs);
  expect(faults).toHaveLength(1);
  return faults[0]!;
}

const image = output('image', 'digits', {});
const labels = infer('image', 'digits', {}).outputs.label!;
const vector = (size: number): TensorType => ({
  axes: [axis('B', 'B', 'data'), axis('F', size, 'data')],
  element: real,
});

const set = (block: string, param: string, value: unknown) =>
  ({ kind: 'set-param', block, param, value }) as FixProposal;
const insert = (block: string, port: string, kind: string, params: Params = {}): FixProposal => ({
  kind: 'insert-before',
  block,
  port,
  insert: kind,
  params,
});

describe('a kernel that is larger than its input', () => {
  const conv1 = output('conv2d', 'conv1', { kernel: [5, 5] }, { x: image });
  const pool1 = output('max-pool', 'pool1', {}, { x: conv1 });
  const conv2 = output('conv2d', 'conv2', { kernel: [5, 5] }, { x: pool1 });
  const pool2 = output('max-pool', 'pool2', {}, { x: conv2 });

  it('tells the story of the size, and three ways out', () => {
    const found = fault('conv2d', 'conv3', { kernel: [5, 5] }, { x: pool2 });
    expect(found).toMatchObject({ code: 'kernel-too-large', severity: 'wrong', axis: 1, expected: 4, actual: 5 });
    const sizes: unknown[] = [];
    for (let step = found.origin; step; step = step.previous) sizes.push([step.size, step.block]);
    expect(sizes).toEqual([
      [4, 'pool2'],
      [8, 'conv2'],
      [12, 'pool1'],
      [24, 'conv1'],
      [28, 'digits'],
    ]);
    expect(found.fixes).toEqual([
      set('conv3', 'padding', 'same'),
      set('conv3', 'kernel', [4, 4]),
      { kind: 'remove-block', block: 'pool2' },
    ]);
  });

  it('counts the reach of a dilated kernel and custom padding', () => {
    const params = { kernel: [3, 3], dilation: [3, 3], padding: 'explicit', sides: [1, 0, 0, 0] };
    const found = fault('conv2d', 'conv3', params, { x: pool2 });
    expect(found.values).toEqual({ kernel: [3, 3], size: 4, padded: 5, reach: 7 });
    expect(found.fixes).toContainEqual(set('conv3', 'kernel', [2, 2]));
  });

  it('a window of a pool as well', () => {
    const found = fault('max-pool', 'pool3', { window: [6, 2] }, { x: pool2 });
    expect(found).toMatchObject({ param: 'window', expected: 4, actual: 6, axis: 1 });
  });
});

describe('another number of axes', () => {
  it('a picture into Dense wants Flatten', () => {
    const found = fault('dense', 'dense1', {}, { x: image });
    expect(found).toMatchObject({ code: 'rank-mismatch', port: 'x', expected: '[B, F]', actual: '[B, H28, W28, C1]' });
    expect(found.fixes).toEqual([insert('dense1', 'x', 'flatten')]);
  });

  it('a vector into Conv2D wants Reshape, as a square where it is one', () => {
    const shapes = [784, 10].map((size) => fault('conv2d', 'conv1', {}, { x: vector(size) }).fixes);
    expect(shapes).toEqual([
      [insert('conv1', 'x', 'reshape', { shape: [28, 28, 1] })],
      [insert('conv1', 'x', 'reshape', { shape: [1, 1, 10] })],
    ]);
  });

  it('a picture into a cross-entropy wants Flatten or a global pool', () => {
    const found = fault('cross-entropy', 'loss', {}, { prediction: image, target: labels });
    expect(found).toMatchObject({ code: 'rank-mismatch', port: 'prediction', expected: '[B, 10]' });
    expect(found.fixes).toEqual([
      insert('loss', 'prediction', 'flatten'),
      insert('loss', 'prediction', 'global-avg-pool'),
    ]);
  });
});

describe('shapes that should be equal', () => {
  const wide = output('conv2d', 'conv1', { filters: 64, padding: 'same' }, { x: image });

  it('Add with other channels: a 1×1 convolution, Concat, or as many filters', () => {
    const found = fault('add', 'add1', {}, { left: wide, right: image });
    expect(found).toMatchObject({ code: 'shape-mismatch', port: 'right', axis: 3, expected: 64, actual: 1 });
    expect(found.origin?.block).toBe('digits');
    expect(found.fixes).toEqual([
      insert('add1', 'right', 'conv2d', { filters: 64, kernel: [1, 1] }),
      { kind: 'replace-kind', block: 'add1', with: 'concat', params: { inputs: 2 } },
      set('conv1', 'filters', 1),
    ]);
  });

  it('Add with another height: padding "same" where it shrank', () => {
    const narrow = output('conv2d', 'conv1', { filters: 1 }, { x: image });
    const found = fault('add', 'add1', {}, { left: image, right: narrow });
    expect(found).toMatchObject({ axis: 1, expected: 28, actual: 26 });
    expect(found.fixes).toEqual([set('conv1', 'padding', 'same')]);
  });

  it('Add of a vector and a picture of as many numbers', () => {
    const found = fault('add', 'add1', {}, { left: image, right: vector(784) });
    expect(found.fixes).toEqual([
      insert('add1', 'right', 'reshape', { shape: [28, 28, 1] }),
      insert('add1', 'left', 'flatten'),
    ]);
  });

  it('Concat needs equal axes but for the joined one', () => {
    const narrow = output('conv2d', 'conv1', { filters: 8 }, { x: image });
    expect(fault('concat', 'cat', {}, { left: image, right: narrow })).toMatchObject({
      axis: 1,
      values: { needs: 'joined' },
    });
    expect(infer('concat', 'cat', {}, { left: image, right: wide }).outputs.y?.axes[3]?.size).toBe(65);
  });

  it('an autoencoder whose output has another shape than its target', () => {
    const found = fault('mean-squared', 'loss', {}, { prediction: vector(784), target: image });
    expect(found).toMatchObject({ code: 'shape-mismatch', port: 'prediction', axis: 1, expected: 28, actual: 784 });
    expect(found.fixes).toEqual([insert('loss', 'prediction', 'reshape', { shape: [28, 28, 1] })]);
    const short = output('dense', 'dense1', { units: 700 }, { x: vector(3) });
    const flat = output('flatten', 'flatten1', {}, { x: image });
    expect(fault('mean-squared', 'loss', {}, { prediction: short, target: flat }).fixes).toEqual([
      set('dense1', 'units', 784),
      insert('loss', 'prediction', 'dense', { units: 784 }),
    ]);
  });
});

describe('labels', () => {
  it('need an output for each class: set the units where they were set', () => {
    const hidden = output('dense', 'dense1', { units: 8 }, { x: vector(4) });
    const dropped = output('dropout', 'drop', {}, { x: hidden });
    const found = fault('cross-entropy', 'loss', {}, { prediction: dropped, target: labels });
    expect(found).toMatchObject({ code: 'label-mismatch', axis: 1, expected: 10, actual: 8 });
    expect(found.fixes).toEqual([set('dense1', 'units', 10), insert('loss', 'prediction', 'dense', { units: 10 })]);
  });

  it('are no numbers', () => {
    expect(fault('dense', 'dense1', {}, { x: labels })).toMatchObject({ code: 'expects-real', actual: 10 });
    expect(fault('add', 'add1', {}, { left: image, right: labels })).toMatchObject({
      code: 'expects-real',
      port: 'right',
    });
  });

  it('are what a cross-entropy wants', () => {
    const found = fault('cross-entropy', 'loss', {}, { prediction: vector(10), target: vector(10) });
    expect(found).toMatchObject({ code: 'expects-index', port: 'target', actual: '[B, F10]' });
    expect(found.fixes).toEqual([{ kind: 'replace-kind', block: 'loss', with: 'mean-squared', params: {} }]);
  });

  it('of two classes fit a single output, others one output a class', () => {
    const two = infer('table', 'points', {}).outputs.label!;
    expect(infer('binary-cross-entropy', 'loss', {}, { prediction: vector(1), target: two }).faults ?? []).toEqual([]);
    expect(infer('mean-squared', 'loss', {}, { prediction: vector(10), target: labels }).faults ?? []).toEqual([]);
    expect(fault('mean-squared', 'loss', {}, { prediction: vector(1), target: labels })).toMatchObject({
      code: 'label-mismatch',
      expected: 10,
      actual: 1,
    });
  });
});

describe('parameters that do not fit the input', () => {
  it('groups that do not divide', () => {
    const six = output('conv2d', 'conv1', { filters: 6 }, { x: image });
    const found = fault('conv2d', 'conv2', { filters: 8, groups: 4 }, { x: six });
    expect(found).toMatchObject({
      code: 'groups-mismatch',
      expected: 2,
      actual: 4,
      values: { channels: 6, filters: 8 },
    });
    expect(found.fixes).toEqual([set('conv2', 'groups', 2), set('conv1', 'filters', 8)]);
    expect(fault('conv2d', 'conv2', { filters: 8, groups: 3 }, { x: six }).fixes).toEqual([
      set('conv2', 'filters', 9),
      set('conv2', 'groups', 2),
    ]);
  });

  it('a shape that holds another number of elements', () => {
    const found = fault('reshape', 'reshape1', { shape: [7, 7, 20] }, { x: vector(784) });
    expect(found).toMatchObject({ code: 'reshape-mismatch', expected: 784, actual: 980 });
    expect(found.fixes[0]).toEqual(set('reshape1', 'shape', [7, 7, 16]));
    expect(fault('reshape', 'reshape1', { shape: [-1, -1] }, { x: vector(784) }).code).toBe('bad-param');
    expect(fault('reshape', 'reshape1', { shape: [0, 7] }, { x: vector(784) }).code).toBe('bad-param');
  });

  it('an order that is none of the axes', () => {
    const found = fault('permute', 'permute1', { order: [2, 1] }, { x: image });
    expect(found).toMatchObject({ code: 'permute-mismatch', expected: '1, 2, 3 in some order', actual: [2, 1] });
    expect(found.fixes).toEqual([set('permute1', 'order', [1, 3, 2])]);
  });

  it('an axis that Concat does not have', () => {
    for (const at of [0, 2, -2, 3]) {
      expect(fault('concat', 'cat', { axis: at }, { left: vector(3), right: vector(3) })).toMatchObject({
        code: 'bad-param',
        param: 'axis',
      });
    }
  });

  it('a transposed convolution that is cut off altogether, or padded beyond its stride', () => {
    const cut = { kernel: [2, 2], padding: 'explicit', sides: [15, 15, 0, 0] };
    const found = fault('conv2d-transposed', 'up', cut, { x: image });
    expect(found).toMatchObject({ code: 'zero-size', axis: 1, actual: -1 });
    expect(fault('conv2d-transposed', 'up', { outputPadding: [1, 0] }, { x: image })).toMatchObject({
      code: 'bad-param',
      param: 'outputPadding',
      fixes: [set('up', 'outputPadding', [0, 0])],
    });
  });

  it('padding that a window of a pool could lie in altogether', () => {
    const padded = { padding: 'explicit', sides: [2, 0, 0, 0] };
    expect(fault('max-pool', 'pool1', padded, { x: image })).toMatchObject({ code: 'bad-param', param: 'sides' });
  });
});

describe('rows and columns that a stride never reaches', () => {
  const odd = output('conv2d', 'conv1', { kernel: [2, 2] }, { x: image });

  it('are suspicious, and the shape is told all the same', () => {
    const { outputs } = infer('max-pool', 'pool1', {}, { x: odd });
    expect(outputs.y?.axes.map(({ size }) => size)).toEqual(['B', 13, 13, 16]);
    const found = fault('max-pool', 'pool1', {}, { x: odd });
    expect(found).toMatchObject({ code: 'stride-drops', severity: 'suspicious', actual: 1 });
    expect(found.fixes).toEqual([set('pool1', 'padding', 'same')]);
  });

  it('lie between the windows too when these are smaller than the stride', () => {
    const found = fault('conv2d', 'conv2', { kernel: [1, 1], stride: [2, 2], padding: 'same' }, { x: image });
    expect(found.fixes).toContainEqual(set('conv2', 'kernel', [2, 2]));
  });
});
