/** Matrix products, either operand read transposed. */
import { elementCount } from '../../base/rowmajor.ts';
import { finishInMemory, finishInRegisters } from './epilogue.ts';
import type { I32 } from './instructions.ts';
import { v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { shifted, walkLevels } from './levels.ts';
import { emitProduct, panelColumns } from './product.ts';
import type { KernelRule } from './rule.ts';
import { emitTransposition } from './transposition.ts';

/** Deeper products are summed in pieces, so that a panel of B and four rows of A stay in the first-level cache. */
const deepest = 1024;
const pieceDepth = 512;

/** A matrix B of more bytes is packed if it meets enough rows to pay for it: its panels would touch a new page every few rows. */
const largestUnpacked = 1 << 17;
const rowsThatPay = 32;

/** What of the smaller operand stays in the first-level cache while the other one passes. */
const cachedBytes = 24 << 10;

interface RightOperand {
  readonly pointer: I32;
  /** Bytes from one step of the depth to the next, and from one panel of columns to the next. */
  readonly depthStride: number;
  readonly panelStride: number;
}

export const emitMatmul: KernelRule<'matmul'> = (kernel, f) => {
  const { transposeA, transposeB } = kernel.attrs;
  const [rows, columns] = kernel.output as [number, number];
  const depth = kernel.inputs[0]![transposeA ? 0 : 1]!;
  const [rowStride, depthStride] = transposeA ? [4, 4 * rows] : [4 * depth, 4];
  const b = rightOperand(f, rows, depth, columns, transposeB);

  const piece = (count: number, a: I32, bStart: I32, first: boolean, last: boolean) =>
    emitProduct(
      f,
      {
        rows: [{ count: rows, strides: [rowStride, 4 * columns] }],
        depth: [{ count, strides: [depthStride, b.depthStride] }],
        columns,
        panelStride: b.panelStride,
        diagonal: false,
        accumulate: !first,
        order: cheaperOrder(rows, count, columns),
        finish: last ? finishInRegisters(f, kernel.epilogue) : null,
      },
      { a, b: bStart, c: f.output, bias: last ? f.bias : null },
    );

  if (depth <= deepest) {
    piece(depth, f.input(0), b.pointer, true, true);
  } else {
    const strides = [pieceDepth * depthStride, pieceDepth * b.depthStride] as const;
    const between = Math.ceil(depth / pieceDepth) - 2;
    piece(pieceDepth, f.input(0), b.pointer, true, false);
    walkLevels(
      f,
      [{ count: between, strides }],
      [shifted(f.input(0), strides[0]), shifted(b.pointer, strides[1])],
      (a, bStart) => piece(pieceDepth, a!, bStart!, false, false),
    );
    const done = between + 1;
    const rest = depth - done * pieceDepth;
    piece(rest, shifted(f.input(0), done * strides[0]), shifted(b.pointer, done * strides[1]), false, true);
  }
  finishInMemory(f, kernel.epilogue, elementCount(kernel.output));
};

/** B where it lies, or packed as panels of eight columns: [panel][depth][8]. */
function rightOperand(
  f: KernelFunction,
  rows: number,
  depth: number,
  columns: number,
  transposed: boolean,
): RightOperand {
  const packs = transposed || (4 * depth * columns > largestUnpacked && rows >= rowsThatPay);
  if (!packs) return { pointer: f.input(1), depthStride: 4 * columns, panelStride: 4 * panelColumns };
  const depthStride = 4 * panelColumns;
  const panelStride = depth * depthStride;
  const panels = Math.ceil(columns / panelColumns);
  const pointer = f.scratch(panels * panelStride);
  const rest = columns % panelColumns;
  const pack = (from: I32, to: I32, count: number, width: number) => {
    const sourceStride = transposed ? 4 * panelColumns * depth : 4 * panelColumns;
    walkLevels(f, [{ count, strides: [sourceStride, panelStride] }], [from, to], (from, to) => {
      if (transposed) {
        emitTransposition(f, from!, to!, {
          rows: width,
          columns: depth,
          sourceStride: 4 * depth,
          targetStride: depthStride,
        });
      } else {
        walkLevels(f, [{ count: depth, strides: [4 * columns, depthStride] }], [from!, to!], (from, to) => {
          f.store(to!, 0, v128.load(from!));
          if (width > 4) f.store(to!, 16, v128.load(from!, 16));
        });
      }
    });
  };
  const full = Math.floor(columns / panelColumns);
  pack(f.input(1), pointer, full, panelColumns);
  if (rest > 0) {
    const skipped = full * panelColumns * (transposed ? 4 * depth : 4);
    pack(shifted(f.input(1), skipped), shifted(pointer, full * panelStride), 1, rest);
  }
  return { pointer, depthStride, panelStride };
}

/** Whichever order reads fewer bytes again and again from beyond the first-level cache. */
function cheaperOrder(rows: number, depth: number, columns: number): 'panel-by-panel' | 'row-by-row' {
  const bytesA = 4 * rows * depth;
  const bytesB = 4 * depth * columns;
  const panelByPanel = bytesA > cachedBytes ? (bytesA * columns) / panelColumns : 0;
  const rowByRow = bytesB > cachedBytes ? (bytesB * rows) / 4 : 0;
  return panelByPanel < rowByRow ? 'panel-by-panel' : 'row-by-row';
}
