/** Matrix products, either operand read transposed. */
import { elementCount } from '../../base/rowmajor.ts';
import { finishInMemory, finishInRegisters } from './epilogue.ts';
import type { I32 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { shifted, walkLevels } from './levels.ts';
import { cheaperOrder, emitPacking, packedBytes, packedStride } from './panels.ts';
import { emitProduct } from './product.ts';
import type { KernelRule } from './rule.ts';

/** Deeper products are summed in pieces, so that a panel of B and four rows of A stay in the first-level cache. */
const deepest = 1024;
const pieceDepth = 512;

/** A matrix B of more bytes is packed if it meets enough rows to pay for it: its panels would touch a new page every few rows. */
const largestUnpacked = 1 << 17;
const rowsThatPay = 32;

interface RightOperand {
  readonly pointer: I32;
  /** Bytes from one step of the depth to the next, and from one panel of columns to the next where it is packed. */
  readonly depthStride: number;
  readonly panelStride: number | null;
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
        order: cheaperOrder({ bytes: 4 * rows * count, rows }, { bytes: 4 * count * columns, columns }),
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

/** B where it lies, or packed. */
function rightOperand(
  f: KernelFunction,
  rows: number,
  depth: number,
  columns: number,
  transposed: boolean,
): RightOperand {
  const packs = transposed || (4 * depth * columns > largestUnpacked && rows >= rowsThatPay);
  if (!packs) return { pointer: f.input(1), depthStride: 4 * columns, panelStride: null };
  const [depthStride, columnStride] = transposed ? [4, 4 * depth] : [4 * columns, 4];
  const pointer = f.scratch(packedBytes(depth, columns));
  const panelStride = depth * packedStride;
  emitPacking(f, f.input(1), pointer, { depth, columns, depthStride, columnStride }, panelStride);
  return { pointer, depthStride: packedStride, panelStride };
}
