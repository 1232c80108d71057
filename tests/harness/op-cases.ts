/**
 * A generator of random cases for every op: one total table, so that no op goes untested. A scan has no value without its
 * results: the two are drawn together, in scan-cases.ts.
 */
import fc from 'fast-check';
import type { Shape } from '../../src/ir/graph.ts';
import type { ConvAttrs, OpAttrs, OpKind, PoolAttrs, UnaryFunction } from '../../src/ir/ops.ts';
import { binaryFunctions, unaryFunctions } from '../../src/ir/ops.ts';
import type { Content, OpCase, Operand } from './case.ts';
import { operand } from './case.ts';

/** How large the cases get: small ones for finite differences, wider ones so that vector kernels meet whole blocks and rests. */
export interface Extent {
  /** Largest size of an axis in general, and of rows and columns of a picture's result. */
  readonly side: number;
  /** Largest number of channels (in a group). */
  readonly channels: number;
}

export const smallExtent: Extent = { side: 4, channels: 3 };
export const wideExtent: Extent = { side: 11, channels: 19 };

const seeds = fc.integer({ min: 1, max: 1 << 20 });
const upTo = (max: number, min = 1) => fc.integer({ min, max });

const shapes = (extent: Extent, minRank = 1, maxRank = 4): fc.Arbitrary<Shape> =>
  fc.array(upTo(extent.side), { minLength: minRank, maxLength: maxRank });

function drawn<K extends OpKind>(
  op: K,
  attrs: OpAttrs[K],
  seed: number,
  operands: readonly (Shape | { readonly shape: Shape; readonly content: Content })[],
  shape?: Shape,
): OpCase<K> {
  const made = operands.map((each, index): Operand => {
    return 'content' in each ? operand(each.shape, seed + index, each.content) : operand(each, seed + index);
  });
  return { op, attrs, operands: made, shape };
}

const labels = (shape: Shape, classes: number) => ({ shape, content: { of: 'labels', classes } as const });
const positive = (shape: Shape) => ({ shape, content: { of: 'positive' } as const });

interface ConvCase {
  readonly attrs: ConvAttrs;
  readonly x: Shape;
  readonly w: Shape;
  readonly y: Shape;
  readonly seed: number;
}

/** One spatial axis: a result of `count` positions, and the input size that gives it. */
const spatialAxis = (extent: Extent, dilated: boolean) =>
  fc
    .record({
      count: upTo(extent.side),
      kernel: upTo(3),
      stride: upTo(3),
      dilation: dilated ? upTo(2) : fc.constant(1),
      before: upTo(2, 0),
      after: upTo(2, 0),
      /** Pixels that the stride drops. */
      dropped: upTo(2, 0),
    })
    .map((axis) => ({
      ...axis,
      size:
        (axis.count - 1) * axis.stride +
        axis.dilation * (axis.kernel - 1) +
        1 -
        axis.before -
        axis.after +
        Math.min(axis.dropped, axis.stride - 1),
    }))
    .filter(({ size }) => size >= 1);

const convCases = (extent: Extent): fc.Arbitrary<ConvCase> =>
  fc
    .record({
      batch: upTo(2),
      rows: spatialAxis(extent, true),
      columns: spatialAxis(extent, true),
      groups: upTo(3),
      channels: upTo(extent.channels),
      filters: upTo(extent.channels),
      seed: seeds,
    })
    .map(({ batch, rows, columns, groups, channels, filters, seed }) => ({
      attrs: {
        stride: [rows.stride, columns.stride],
        dilation: [rows.dilation, columns.dilation],
        padding: [rows.before, rows.after, columns.before, columns.after],
        groups,
      },
      x: [batch, rows.size, columns.size, channels * groups],
      w: [rows.kernel, columns.kernel, channels, filters * groups],
      y: [batch, rows.count, columns.count, filters * groups],
      seed,
    }));

interface PoolCase {
  readonly attrs: PoolAttrs & { readonly countPadding: boolean };
  readonly x: Shape;
  readonly y: Shape;
  readonly seed: number;
}

const poolCases = (extent: Extent): fc.Arbitrary<PoolCase> => {
  const axis = spatialAxis(extent, false).filter(({ before, after, kernel }) => Math.max(before, after) < kernel);
  return fc
    .record({
      batch: upTo(2),
      rows: axis,
      columns: axis,
      channels: upTo(extent.channels),
      countPadding: fc.boolean(),
      seed: seeds,
    })
    .map(({ batch, rows, columns, channels, countPadding, seed }) => ({
      attrs: {
        window: [rows.kernel, columns.kernel],
        stride: [rows.stride, columns.stride],
        padding: [rows.before, rows.after, columns.before, columns.after],
        countPadding,
      },
      x: [batch, rows.size, columns.size, channels],
      y: [batch, rows.count, columns.count, channels],
      seed,
    }));
};

const needsPositive: ReadonlySet<UnaryFunction> = new Set(['log', 'sqrt', 'rsqrt']);

const unaryCases = (extent: Extent) =>
  fc.record({
    fn: fc.constantFrom(...unaryFunctions),
    alpha: fc.constantFrom(1, 1 / 3, 0.01),
    shape: shapes(extent),
    seed: seeds,
  });

const broadcastPairs = (extent: Extent) =>
  fc.record({ shape: shapes(extent), masks: fc.array(upTo(3, 0), { minLength: 4, maxLength: 4 }), seed: seeds });

/** Where the mask equals `side`, the axis is repeated. */
const masked = (shape: Shape, masks: readonly number[], side: number): Shape =>
  shape.map((size, axis) => (masks[axis] === side ? 1 : size));

const partCases = (extent: Extent) =>
  fc
    .record({ shape: shapes(extent), axis: upTo(3, 0), before: upTo(3, 0), after: upTo(3, 0), seed: seeds })
    .map(({ shape, axis, before, after, seed }) => {
      const along = axis % shape.length;
      const whole = shape.map((size, index) => (index === along ? size + before + after : size));
      return { part: shape, whole, axis: along, start: before, seed };
    });

const rowCases = (extent: Extent) =>
  fc.record({ rows: upTo(extent.side), classes: upTo(extent.channels, 2), seed: seeds });

/** Ids reach one beyond the table, where there is no row. */
const tableCases = (extent: Extent) =>
  fc
    .record({ rows: upTo(extent.side), features: upTo(extent.channels), of: shapes(extent, 1, 2), seed: seeds })
    .map(({ rows, features, of, seed }) => ({ table: [rows, features], ids: labels(of, rows + 1), seed }));

/** Ops that can stand alone. */
export type SoloOp = Exclude<OpKind, 'scan' | 'scanResult'>;

type Cases = { readonly [K in SoloOp]: fc.Arbitrary<OpCase<K>> };

export function opCases(extent: Extent): Cases {
  return {
    input: shapes(extent).map((shape) => drawn('input', { name: 'x' }, 1, [], shape)),
    parameter: shapes(extent).map((shape) => drawn('parameter', { name: 'x' }, 1, [], shape)),
    constant: fc
      .record({ shape: shapes(extent, 0), value: fc.integer({ min: -9, max: 9 }) })
      .map(({ shape, value }) => drawn('constant', { value }, 1, [], shape)),
    unary: unaryCases(extent).map(({ fn, alpha, shape, seed }) =>
      drawn('unary', { fn, alpha }, seed, [needsPositive.has(fn) ? positive(shape) : shape]),
    ),
    unaryGrad: unaryCases(extent).map(({ fn, alpha, shape, seed }): OpCase<'unaryGrad'> => {
      const read = operand(shape, seed, needsPositive.has(fn) ? { of: 'positive' } : { of: 'real' });
      return { op: 'unaryGrad', attrs: { fn, alpha }, operands: [read, read, operand(shape, seed + 1)], shape };
    }),
    binary: fc
      .tuple(fc.constantFrom(...binaryFunctions), broadcastPairs(extent))
      .map(([fn, { shape, masks, seed }]) => {
        const b = masked(shape, masks, 2);
        return drawn('binary', { fn }, seed, [masked(shape, masks, 1), fn === 'divide' ? positive(b) : b]);
      }),
    reduce: fc
      .tuple(fc.constantFrom('sum' as const, 'max' as const), broadcastPairs(extent))
      .map(([fn, { shape, masks, seed }]) => {
        const axes = [...shape.keys()].filter((axis) => masks[axis]! < 2);
        return drawn('reduce', { fn, axes }, seed, [shape]);
      }),
    broadcast: broadcastPairs(extent).map(({ shape, masks, seed }) =>
      drawn('broadcast', {}, seed, [masked(shape, masks, 1)], shape),
    ),
    matmul: fc
      .record({
        sizes: fc.tuple(upTo(2 * extent.side), upTo(2 * extent.side), upTo(extent.channels)),
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
        seed: seeds,
      })
      .map(({ sizes: [rows, inner, columns], transposeA, transposeB, seed }) =>
        drawn('matmul', { transposeA, transposeB }, seed, [
          transposeA ? [inner, rows] : [rows, inner],
          transposeB ? [columns, inner] : [inner, columns],
        ]),
      ),
    conv2d: convCases(extent).map(({ attrs, x, w, seed }) => drawn('conv2d', attrs, seed, [x, w])),
    conv2dGradInput: convCases(extent).map(({ attrs, x, w, y, seed }) =>
      drawn('conv2dGradInput', attrs, seed, [w, y], x),
    ),
    conv2dGradFilter: convCases(extent).map(({ attrs, x, w, y, seed }) =>
      drawn('conv2dGradFilter', attrs, seed, [x, y], w),
    ),
    maxPool: poolCases(extent).map(({ attrs, x, seed }) => drawn('maxPool', poolOnly(attrs), seed, [x])),
    maxPoolGrad: poolCases(extent).map(({ attrs, x, y, seed }) => drawn('maxPoolGrad', poolOnly(attrs), seed, [x, y])),
    avgPool: poolCases(extent).map(({ attrs, x, seed }) => drawn('avgPool', attrs, seed, [x])),
    avgPoolGrad: poolCases(extent).map(({ attrs, x, y, seed }) => drawn('avgPoolGrad', attrs, seed, [y], x)),
    softmax: fc.tuple(shapes(extent), seeds).map(([shape, seed]) => drawn('softmax', {}, seed, [shape])),
    softmaxGrad: fc.tuple(shapes(extent), seeds).map(([shape, seed]) => drawn('softmaxGrad', {}, seed, [shape, shape])),
    crossEntropy: rowCases(extent).map(({ rows, classes, seed }) =>
      drawn('crossEntropy', {}, seed, [[rows, classes], labels([rows], classes)]),
    ),
    crossEntropyGrad: rowCases(extent).map(({ rows, classes, seed }) =>
      drawn('crossEntropyGrad', {}, seed, [[rows, classes], labels([rows], classes), [rows]]),
    ),
    oneHot: fc
      .tuple(shapes(extent, 1, 2), upTo(extent.channels), seeds)
      .map(([shape, classes, seed]) => drawn('oneHot', { classes }, seed, [labels(shape, classes)])),
    reshape: fc.tuple(shapes(extent), seeds).map(([shape, seed]) => {
      const [first = 1, second = 1, ...rest] = shape;
      return drawn('reshape', {}, seed, [shape], [...rest, 1, first * second]);
    }),
    transpose: shapes(extent).chain((shape) =>
      fc
        .tuple(fc.shuffledSubarray([...shape.keys()], { minLength: shape.length }), seeds)
        .map(([permutation, seed]) => drawn('transpose', { permutation }, seed, [shape])),
    ),
    concat: fc
      .tuple(shapes(extent), upTo(3, 0), fc.array(upTo(extent.side), { minLength: 1, maxLength: 3 }), seeds)
      .map(([shape, axis, sizes, seed]) => {
        const along = axis % shape.length;
        const parts = sizes.map((size) => shape.map((other, index) => (index === along ? size : other)));
        return drawn('concat', { axis: along }, seed, parts);
      }),
    slice: partCases(extent).map(({ part, whole, axis, start, seed }) =>
      drawn('slice', { axis, start }, seed, [whole], part),
    ),
    pad: partCases(extent).map(({ part, whole, axis, start, seed }) =>
      drawn('pad', { axis, start }, seed, [part], whole),
    ),
    uniform: fc.tuple(shapes(extent), seeds).map(([shape, stream]) => drawn('uniform', { stream }, 1, [], shape)),
    dropoutMask: fc
      .tuple(shapes(extent), fc.constantFrom(0, 0.1, 0.5, 0.75), seeds)
      .map(([shape, rate, seed]) => drawn('dropoutMask', { rate }, seed, [{ shape, content: { of: 'unit' } }])),
    gather: tableCases(extent).map(({ table, ids, seed }) => drawn('gather', {}, seed, [table, ids])),
    gatherGrad: tableCases(extent).map(({ table, ids, seed }) =>
      drawn('gatherGrad', {}, seed, [ids, [...ids.shape, table[1]!]], table),
    ),
    stepMask: fc
      .tuple(upTo(extent.side), upTo(extent.channels), seeds)
      .map(([batch, steps, seed]) => drawn('stepMask', {}, seed, [labels([batch], steps + 1)], [batch, steps])),
    windowSteps: fc
      .record({
        batch: upTo(extent.side),
        window: upTo(3),
        stride: upTo(3),
        dilation: upTo(2),
        padding: upTo(4, 0),
        seed: seeds,
      })
      .map(({ batch, seed, ...attrs }) => drawn('windowSteps', attrs, seed, [labels([batch], extent.channels)])),
  };
}

function poolOnly({ window, stride, padding }: PoolAttrs): PoolAttrs {
  return { window, stride, padding };
}

/** Cases of a product with a bias, an activation or both behind it. */
export interface EpilogueCase {
  readonly product: OpCase<'conv2d'> | OpCase<'matmul'>;
  readonly bias: boolean;
  readonly activation: { readonly fn: UnaryFunction; readonly alpha: number } | null;
}

export function epilogueCases(extent: Extent): fc.Arbitrary<EpilogueCase> {
  const { conv2d, matmul } = opCases(extent);
  const activation = fc.record({
    fn: fc.constantFrom('relu', 'leaky-relu', 'elu', 'gelu', 'silu', 'sigmoid', 'tanh', 'softplus'),
    alpha: fc.constantFrom(1, 0.01),
  });
  return fc.record({ product: fc.oneof(conv2d, matmul), bias: fc.boolean(), activation: fc.option(activation) });
}

/** The kinds of ops, from the table itself. */
export const opKinds = Object.keys(opCases(smallExtent)) as SoloOp[];
