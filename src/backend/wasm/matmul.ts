/** Matrix products, either operand read transposed. */
import { elementCount } from '../../base/rowmajor.ts';
import type { AnyKernel, Kernel } from '../../plan/program.ts';
import { finishInMemory, finishInRegisters } from './epilogue.ts';
import type { I32 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { shifted, walkLevels } from './levels.ts';
import { cheaperOrder, emitPacking, type MatrixLayout, packedBytes, packedStride } from './panels.ts';
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
  const { transposeA } = kernel.attrs;
  const [rows, columns] = kernel.output as [number, number];
  const matrix = matrixOf(kernel);
  const { depth } = matrix;
  const [rowStride, depthStride] = transposeA ? [4, 4 * rows] : [4 * depth, 4];
  const b = rightOperand(f, rows, matrix);

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

/** B as it lies in memory. */
function matrixOf({ attrs: { transposeA, transposeB }, inputs, output }: Kernel<'matmul'>): MatrixLayout {
  const depth = inputs[0]![transposeA ? 0 : 1]!;
  const columns = output[1]!;
  const [depthStride, columnStride] = transposeB ? [4, 4 * depth] : [4 * columns, 4];
  return { depth, columns, depthStride, columnStride };
}

/** The right operand of a product if its kernel packs it. */
export function matrixToPack(kernel: AnyKernel): MatrixLayout | null {
  if (kernel.op !== 'matmul') return null;
  const matrix = matrixOf(kernel);
  return packs(kernel.output[0]!, matrix) ? matrix : null;
}

function packs(rows: number, { depth, columns, columnStride }: MatrixLayout): boolean {
  return columnStride !== 4 || (4 * depth * columns > largestUnpacked && rows >= rowsThatPay);
}

/** B where it lies, or packed. */
function rightOperand(f: KernelFunction, rows: number, matrix: MatrixLayout): RightOperand {
  const { depth, columns, depthStride } = matrix;
  const packed = { depthStride: packedStride, panelStride: depth * packedStride };
  if (f.takesPanels) return { ...packed, pointer: f.input(1) };
  if (!packs(rows, matrix)) return { pointer: f.input(1), depthStride, panelStride: null };
  const pointer = f.scratch(packedBytes(depth, columns));
  emitPacking(f, f.input(1), pointer, matrix, packed.panelStride);
  return { ...packed, pointer };
}
