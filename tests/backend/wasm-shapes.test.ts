/** Shapes that take the paths which small random ones do not: packed operands, deep sums, large windows, phases without taps. */
import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import type { Shape } from '../../src/ir/graph.ts';
import type { ConvAttrs, OpAttrs, OpKind, Padding2D } from '../../src/ir/ops.ts';
import { plan } from '../../src/plan/plan.ts';
import { graphOf, type OpCase, operand } from '../harness/case.ts';
import { compareBackends } from '../harness/every-backend.ts';

setFlagsFromString('--experimental-wasm-relaxed-simd');
const backends = { fused: createWasmBackend({ fma: true }), plain: createWasmBackend({ fma: false }) };

/** Relative to the largest result; sums of thousands of terms in single precision keep five digits. */
const tolerance = 1e-5;

async function deviation<K extends OpKind>(
  backend: keyof typeof backends,
  op: K,
  attrs: OpAttrs[K],
  shapes: readonly Shape[],
  shape?: Shape,
): Promise<number> {
  const drawn: OpCase<K> = { op, attrs, operands: shapes.map((each, i) => operand(each, 17 + i)), shape };
  const { graph, values } = graphOf(drawn);
  const [found] = await compareBackends(plan(graph, { batch: 1 }), values, backends[backend]);
  return found!.deviation;
}

const products: readonly (readonly [rows: number, depth: number, columns: number])[] = [
  [1, 1, 1],
  [1, 300, 37],
  [2, 65, 70],
  [3, 129, 33],
  [5, 2100, 7],
  [33, 1025, 41],
  [37, 700, 61],
  [67, 1536, 9],
  [130, 3, 131],
];

interface ConvShape {
  readonly batch: number;
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly filters: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: Padding2D;
  readonly groups: number;
}

const plain: ConvShape = {
  batch: 2,
  size: [9, 11],
  channels: 3,
  filters: 5,
  kernel: [3, 3],
  stride: [1, 1],
  dilation: [1, 1],
  padding: [1, 1, 1, 1],
  groups: 1,
};

const convolutions: { readonly [name: string]: ConvShape } = {
  'filters too large for the cache': { ...plain, channels: 40, filters: 21 },
  'filters too large for the cache, in groups': { ...plain, channels: 80, filters: 38, groups: 2 },
  'filters too large for the cache, no padding': { ...plain, channels: 40, filters: 21, padding: [0, 0, 0, 0] },
  'one by one': { ...plain, channels: 13, filters: 17, kernel: [1, 1], padding: [0, 0, 0, 0] },
  'a stride larger than the kernel': { ...plain, kernel: [2, 1], stride: [4, 3], padding: [0, 1, 0, 0] },
  'a stride and a dilation with a common divisor': {
    ...plain,
    stride: [2, 4],
    dilation: [2, 2],
    padding: [3, 2, 1, 4],
  },
  'a stride and a dilation without one': {
    ...plain,
    size: [14, 13],
    stride: [3, 2],
    dilation: [2, 3],
    padding: [2, 3, 3, 2],
  },
  'padding wider than the kernel': { ...plain, kernel: [2, 2], padding: [5, 3, 4, 2] },
  'a picture of one row': { ...plain, size: [1, 30], kernel: [1, 5], padding: [0, 0, 4, 0] },
  'a kernel as large as the picture': { ...plain, kernel: [9, 11], padding: [0, 0, 0, 0] },
  'each channel its filter': { ...plain, channels: 21, filters: 21, groups: 21, stride: [2, 1] },
  'each channel two filters': { ...plain, channels: 6, filters: 12, groups: 6 },
  'groups of uneven size': { ...plain, channels: 9, filters: 6, groups: 3, dilation: [1, 2], padding: [1, 1, 2, 2] },
  'odd maps in blocks of two by two': { ...plain, size: [14, 14], channels: 5, filters: 9 },
};

function convShapes({ batch, size, channels, filters, kernel, stride, dilation, padding, groups }: ConvShape) {
  const result = (axis: 0 | 1) => {
    const padded = size[axis] + padding[2 * axis]! + padding[2 * axis + 1]!;
    return Math.floor((padded - (kernel[axis] - 1) * dilation[axis] - 1) / stride[axis]) + 1;
  };
  const attrs: ConvAttrs = { stride, dilation, padding, groups };
  const x = [batch, ...size, channels];
  const w = [...kernel, channels / groups, filters];
  return { attrs, x, w, y: [batch, result(0), result(1), filters] };
}

const none: Padding2D = [0, 0, 0, 0];
const pools = {
  'windows of more taps than are written out': { window: [5, 4], stride: [2, 3], padding: [2, 1, 1, 3] },
  'windows that leave gaps': { window: [2, 2], stride: [3, 3], padding: none },
  'windows that leave a rest': { window: [2, 2], stride: [2, 2], padding: none },
  'windows that tile': { window: [3, 4], stride: [3, 4], padding: none },
  'one window': { window: [9, 12], stride: [9, 12], padding: none },
} as const;

describe.each(['fused', 'plain'] as const)('%s', (backend) => {
  it.each(products)('product %i × %i × %i, all ways round', async (rows, depth, columns) => {
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const a = transposeA ? [depth, rows] : [rows, depth];
        const b = transposeB ? [columns, depth] : [depth, columns];
        const found = await deviation(backend, 'matmul', { transposeA, transposeB }, [a, b]);
        expect(found, `${transposeA} ${transposeB}`).toBeLessThan(tolerance);
      }
    }
  });

  it.each(Object.keys(convolutions))('convolution, %s', async (name) => {
    const { attrs, x, w, y } = convShapes(convolutions[name]!);
    expect(await deviation(backend, 'conv2d', attrs, [x, w])).toBeLessThan(tolerance);
    expect(await deviation(backend, 'conv2dGradInput', attrs, [w, y], x)).toBeLessThan(tolerance);
    expect(await deviation(backend, 'conv2dGradFilter', attrs, [x, y], w)).toBeLessThan(tolerance);
  });

  it.each(Object.keys(pools) as (keyof typeof pools)[])('pooling, %s', async (name) => {
    const attrs = pools[name];
    const x = [2, 9, 12, 7];
    const result = (size: number, axis: 0 | 1) =>
      Math.floor(
        (size + attrs.padding[2 * axis]! + attrs.padding[2 * axis + 1]! - attrs.window[axis]) / attrs.stride[axis],
      ) + 1;
    const y = [2, result(9, 0), result(12, 1), 7];
    expect(await deviation(backend, 'maxPool', attrs, [x])).toBe(0);
    expect(await deviation(backend, 'maxPoolGrad', attrs, [x, y])).toBeLessThan(tolerance);
    for (const countPadding of [false, true]) {
      expect(await deviation(backend, 'avgPool', { ...attrs, countPadding }, [x])).toBeLessThan(tolerance);
      expect(await deviation(backend, 'avgPoolGrad', { ...attrs, countPadding }, [y], x)).toBeLessThan(tolerance);
    }
  });

  it.each([
    [[700, 3], [0]],
    [[700, 3], [1]],
    [[3, 2071], [1]],
    [
      [40, 30, 23],
      [0, 1],
    ],
    [
      [6, 300, 5, 300],
      [1, 3],
    ],
    [
      [5, 300, 37, 2],
      [1, 3],
    ],
    [
      [9, 300, 33],
      [0, 2],
    ],
    [[4, 5, 6], []],
  ] as const)('sum and maximum of %j over axes %j', async (shape, axes) => {
    expect(await deviation(backend, 'reduce', { fn: 'sum', axes }, [shape])).toBeLessThan(tolerance);
    expect(await deviation(backend, 'reduce', { fn: 'max', axes }, [shape])).toBe(0);
  });

  it.each([
    [
      [40, 70],
      [1, 0],
    ],
    [
      [5, 33, 7, 6],
      [0, 3, 1, 2],
    ],
    [
      [5, 6, 700],
      [1, 0, 2],
    ],
    [
      [3, 17, 1, 18],
      [3, 2, 0, 1],
    ],
  ] as const)('transposing %j to %j', async (shape, permutation) => {
    expect(await deviation(backend, 'transpose', { permutation }, [shape])).toBe(0);
  });

  it('long runs, and runs of one', async () => {
    for (const [shape, axis] of [
      [[3, 900], 0],
      [[3, 900], 1],
      [[300, 4, 1], 1],
      [[50, 3], 1],
    ] as const) {
      const longer = shape.map((size, i) => (i === axis ? size + 5 : size));
      expect(await deviation(backend, 'concat', { axis }, [shape, longer, shape])).toBe(0);
      expect(
        await deviation(
          backend,
          'slice',
          { axis, start: 4 },
          [longer],
          shape.map((size, i) => (i === axis ? 1 : size)),
        ),
      ).toBe(0);
      expect(await deviation(backend, 'pad', { axis, start: 2 }, [shape], longer)).toBe(0);
    }
  });

  it('rows of many classes', async () => {
    expect(await deviation(backend, 'softmax', {}, [[3, 1003]])).toBeLessThan(tolerance);
    expect(
      await deviation(backend, 'softmaxGrad', {}, [
        [3, 1003],
        [3, 1003],
      ]),
    ).toBeLessThan(tolerance);
    expect(await deviation(backend, 'broadcast', {}, [[7, 1, 50]], [7, 40, 50])).toBe(0);
  });
});
