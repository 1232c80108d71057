/** The right operand of a product as panels of eight columns, [panel][depth][8], so that the inner loop reads it in one run. */
import { type I32, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { shifted, walkLevels } from './levels.ts';
import { emitTransposition } from './transposition.ts';

export const panelColumns = 8;
/** Bytes from one step of the depth to the next within a panel. */
export const packedStride = 4 * panelColumns;

/** What of a matrix stays in the first-level cache while other operands pass. */
export const cachedBytes = 24 << 10;

/** Strides in bytes of a matrix [depth, columns]; one of them is 4. */
export interface MatrixLayout {
  readonly depth: number;
  readonly columns: number;
  readonly depthStride: number;
  readonly columnStride: number;
}

/** Bytes of all panels of a matrix. */
export function packedBytes(depth: number, columns: number): number {
  return Math.ceil(columns / panelColumns) * depth * packedStride;
}

/** Packs a matrix, read along whichever axis is contiguous. What stands in the last panel behind the columns is arbitrary. */
export function emitPacking(
  f: KernelFunction,
  source: I32,
  target: I32,
  matrix: MatrixLayout,
  panelStride: number,
): void {
  const { columns, columnStride } = matrix;
  const full = Math.floor(columns / panelColumns);
  const rest = columns % panelColumns;
  walkLevels(f, [{ count: full, strides: [panelColumns * columnStride, panelStride] }], [source, target], (from, to) =>
    packPanel(f, from!, to!, matrix, panelColumns),
  );
  if (rest === 0) return;
  f.scope(() => {
    const from = f.hold(shifted(source, full * panelColumns * columnStride));
    packPanel(f, from, f.hold(shifted(target, full * panelStride)), matrix, rest);
  });
}

function packPanel(f: KernelFunction, source: I32, target: I32, matrix: MatrixLayout, width: number): void {
  const { depth, depthStride, columnStride } = matrix;
  if (columnStride === 4) {
    walkLevels(f, [{ count: depth, strides: [depthStride, packedStride] }], [source, target], (from, to) => {
      f.store(to!, 0, v128.load(from!));
      if (width > 4) f.store(to!, 16, v128.load(from!, 16));
    });
  } else {
    const layout = { rows: width, columns: depth, sourceStride: columnStride, targetStride: packedStride };
    emitTransposition(f, source, target, layout);
  }
}

/** Whichever order reads fewer bytes again and again from beyond the first-level cache: sizes in bytes, of all rows and columns. */
export function cheaperOrder(
  a: { readonly bytes: number; readonly rows: number },
  b: { readonly bytes: number; readonly columns: number },
): 'panel-by-panel' | 'row-by-row' {
  const panelByPanel = a.bytes > cachedBytes ? (a.bytes * b.columns) / panelColumns : 0;
  const rowByRow = b.bytes > cachedBytes ? (b.bytes * a.rows) / 4 : 0;
  return panelByPanel < rowByRow ? 'panel-by-panel' : 'row-by-row';
}
