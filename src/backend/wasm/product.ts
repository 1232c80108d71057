/**
 * The one inner loop of all products (matrix products and the three convolutions): a block of the result stays in
 * registers while the depth is walked, one row of B against one element of each row of A at a time.
 *
 * What is multiplied is said in strides: rows and depth are nests of loops, so that a matrix, a transposed matrix and the
 * patches of an image are all read where they lie.
 */
import type { Local } from './function.ts';
import { f32x4, type I32, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { collapse, type Level, shifted, walkLevels } from './levels.ts';
import { panelColumns } from './panels.ts';

/** Registers that hold the block: with the row of B and one element of A they must fit the 15 that the engines have to give. */
const largestBlock = 8;

export interface Product {
  /** Rows of the result, outermost loop first; strides of A and C. */
  readonly rows: readonly Level[];
  /** What is summed over, outermost loop first; strides of A and B. */
  readonly depth: readonly Level[];
  readonly columns: number;
  /** Bytes from a panel of eight columns of B to the next where B is packed; null where its columns lie side by side. */
  readonly panelStride: number | null;
  /** Each column has its own A (its columns lie side by side, as in depthwise convolution): the product is element by element. */
  readonly diagonal: boolean;
  /** The sum starts from what C holds instead of zero. */
  readonly accumulate: boolean;
  /** Whether a panel of B meets all rows before the next one, or the rows meet all panels. */
  readonly order: 'panel-by-panel' | 'row-by-row';
  /** What is done to the block before it is stored. */
  readonly finish: ((value: Local<'v128'>) => V128) | null;
}

export interface ProductOperands {
  readonly a: I32;
  readonly b: I32;
  readonly c: I32;
  /** Added along the columns. */
  readonly bias: I32 | null;
}

/** Byte offsets of a row of the block in A and C. */
interface RowOffset {
  readonly a: number;
  readonly c: number;
}

export function emitProduct(f: KernelFunction, product: Product, operands: ProductOperands): void {
  const depth = collapse(product.depth);
  const rows = collapse(product.rows);
  const compact = { ...product, depth, rows };
  const width = 4 * vectorsOfBlock(product);
  const full = Math.floor(product.columns / width);
  const rest = product.columns % width;
  if (full > 0) emitPanels(f, compact, full, lanesOf(width), operands);
  if (rest > 0) {
    const done = 4 * full * width;
    emitPanels(f, compact, 1, lanesOf(rest), {
      a: product.diagonal ? shifted(operands.a, done) : operands.a,
      b: shifted(operands.b, product.panelStride === null ? done : full * product.panelStride),
      c: shifted(operands.c, done),
      bias: operands.bias && shifted(operands.bias, done),
    });
  }
}

/** Two vectors wide, or as wide as registers allow where there are too few rows to make a block of. */
function vectorsOfBlock({ rows, panelStride }: Product): number {
  const count = rows.reduce((product, level) => product * level.count, 1);
  return panelStride === null && count < 4 ? Math.floor(largestBlock / count) : panelColumns / 4;
}

/** The lanes used of each vector of a row of columns. */
function lanesOf(columns: number): number[] {
  return Array.from({ length: Math.ceil(columns / 4) }, (_, vector) => Math.min(4, columns - 4 * vector));
}

function emitPanels(
  f: KernelFunction,
  product: Product,
  count: number,
  lanes: readonly number[],
  operands: ProductOperands,
): void {
  const { order, diagonal, panelStride } = product;
  const bytes = 16 * lanes.length;
  const counts = product.rows.map((level) => level.count);
  const tile = chooseTile(counts, lanes.length);
  const eachPanel = (a: I32, c: I32, body: (at: ProductOperands) => void) => {
    const strides = [diagonal ? bytes : 0, panelStride ?? bytes, bytes, bytes];
    const pointers = [a, operands.b, c, ...(operands.bias ? [operands.bias] : [])];
    walkLevels(f, [{ count, strides }], pointers, (a, b, c, bias) => body({ a: a!, b: b!, c: c!, bias: bias ?? null }));
  };
  const start = [{ a: 0, c: 0 }];
  if (order === 'panel-by-panel') {
    eachPanel(operands.a, operands.c, ({ a, b, c, bias }) =>
      emitRows(f, product.rows, tile, a, c, start, (a, c, offsets) =>
        emitBlock(f, product, lanes, offsets, { a, b, c, bias }),
      ),
    );
  } else {
    emitRows(f, product.rows, tile, operands.a, operands.c, start, (a, c, offsets) =>
      eachPanel(a, c, (at) => emitBlock(f, product, lanes, offsets, at)),
    );
  }
}

/** Covers the nest of rows with tiles and what remains of them at its edges. */
function emitRows(
  f: KernelFunction,
  levels: readonly Level[],
  tile: readonly number[],
  a: I32,
  c: I32,
  offsets: readonly RowOffset[],
  body: (a: I32, c: I32, offsets: readonly RowOffset[]) => void,
): void {
  const [level, ...innerLevels] = levels;
  const [size, ...innerTile] = tile;
  if (!level || !size) {
    f.scope(() => body(f.hold(a), f.hold(c), offsets));
    return;
  }
  const [strideA, strideC] = level.strides as [number, number];
  const within = (turns: number) =>
    offsets.flatMap((offset) =>
      Array.from({ length: turns }, (_, turn) => ({ a: offset.a + turn * strideA, c: offset.c + turn * strideC })),
    );
  const full = Math.floor(level.count / size);
  const rest = level.count % size;
  walkLevels(f, [{ count: full, strides: [size * strideA, size * strideC] }], [a, c], (a, c) =>
    emitRows(f, innerLevels, innerTile, a!, c!, within(size), body),
  );
  if (rest > 0) {
    const done = full * size;
    f.scope(() =>
      emitRows(f, innerLevels, innerTile, shifted(a, done * strideA), shifted(c, done * strideC), within(rest), body),
    );
  }
}

/** One block: rows × vectors of the result in registers over the whole depth. */
function emitBlock(
  f: KernelFunction,
  product: Product,
  lanes: readonly number[],
  rows: readonly RowOffset[],
  at: ProductOperands,
): void {
  const sums = rows.map((row) =>
    lanes.map((_, vector) => f.local(product.accumulate ? v128.load(at.c, row.c + 16 * vector) : f32x4.const(0))),
  );
  walkLevels(f, product.depth, [at.a, at.b], (a, b) => {
    const rowOfB = lanes.map((_, vector) => f.hold(v128.load(b!, 16 * vector)));
    rows.forEach((row, r) => {
      const shared = product.diagonal ? null : f.hold(v128.load32Splat(a!, row.a));
      rowOfB.forEach((bVector, vector) => {
        const aVector = shared ?? v128.load(a!, row.a + 16 * vector);
        f.set(sums[r]![vector]!, f.madd(aVector, bVector, sums[r]![vector]!));
      });
    });
  });
  const { bias } = at;
  const biases = bias && lanes.map((_, vector) => f.hold(v128.load(bias, 16 * vector)));
  rows.forEach((row, r) => {
    lanes.forEach((count, vector) => {
      f.scope(() => {
        const sum = sums[r]![vector]!;
        const biased = biases ? f.hold(f32x4.add(sum, biases[vector]!)) : sum;
        f.storeLanes(at.c, row.c + 16 * vector, product.finish ? product.finish(biased) : biased, count);
      });
    });
  });
}

/**
 * How many turns of each level of rows make a block. Blocks may span two levels (2×2 pixels of a map of odd width), which
 * keeps ragged edges rare. Chosen by the time of all blocks at one step of the depth.
 */
function chooseTile(counts: readonly number[], vectors: number): number[] {
  const most = Math.max(1, Math.floor(largestBlock / vectors));
  let best: { tile: number[]; time: number } | null = null;
  const last = counts.at(-1) ?? 1;
  const previous = counts.at(-2) ?? 1;
  for (let inner = Math.min(most, last); inner >= 1; inner--) {
    for (let outer = 1; outer * inner <= most && outer <= previous; outer++) {
      const time = blockTime(last, inner, previous, outer, vectors);
      const tile = counts.map((_, i) => (i === counts.length - 1 ? inner : i === counts.length - 2 ? outer : 1));
      if (!best || time < best.time) best = { tile, time };
    }
  }
  return best?.tile ?? [];
}

function blockTime(last: number, inner: number, previous: number, outer: number, vectors: number): number {
  const pieces = (count: number, size: number): [number, number][] => [
    [Math.floor(count / size), size],
    [1, count % size],
  ];
  let time = 0;
  for (const [times, rows] of pieces(last, inner)) {
    for (const [otherTimes, otherRows] of pieces(previous, outer)) {
      const block = rows * otherRows;
      if (block === 0) continue;
      // Four clocks of latency at least; else four instructions a clock, of which the loop itself is about four.
      time += times * otherTimes * Math.max(4, (block * vectors + block + vectors + 4) / 4);
    }
  }
  return time;
}
