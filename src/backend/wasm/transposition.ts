/** Transposing a matrix in blocks of 4×4, which stay in registers. */
import type { FunctionBuilder } from './function.ts';
import { type I32, type V128, v128 } from './instructions.ts';
import { shifted, walkLevels } from './levels.ts';

export interface Transposition {
  readonly rows: number;
  readonly columns: number;
  /** Bytes from a row of the source to the next. */
  readonly sourceStride: number;
  /** Bytes from a row of the target (a column of the source) to the next. */
  readonly targetStride: number;
}

/** target[c][r] = source[r][c]. */
export function emitTransposition(f: FunctionBuilder, source: I32, target: I32, matrix: Transposition): void {
  const { rows, columns, sourceStride, targetStride } = matrix;
  const strip = (rowCount: number, from: I32, to: I32) => {
    const whole = Math.floor(columns / 4);
    const rest = columns % 4;
    walkLevels(f, [{ count: whole, strides: [16, 4 * targetStride] }], [from, to], (from, to) =>
      emitBlock(f, from!, to!, rowCount, 4, matrix),
    );
    if (rest > 0) {
      f.scope(() => {
        const [from4, to4] = [f.hold(shifted(from, 16 * whole)), f.hold(shifted(to, 4 * whole * targetStride))];
        emitBlock(f, from4, to4, rowCount, rest, matrix);
      });
    }
  };
  const whole = Math.floor(rows / 4);
  const rest = rows % 4;
  walkLevels(f, [{ count: whole, strides: [4 * sourceStride, 16] }], [source, target], (from, to) =>
    strip(4, from!, to!),
  );
  if (rest > 0) strip(rest, shifted(source, 4 * whole * sourceStride), shifted(target, 16 * whole));
}

function emitBlock(f: FunctionBuilder, from: I32, to: I32, rows: number, columns: number, matrix: Transposition): void {
  // A row that is not there is stood in for by the last one: its lanes are not stored.
  const row = (r: number) => f.hold(v128.load(from, Math.min(r, rows - 1) * matrix.sourceStride));
  transposed(f, [row(0), row(1), row(2), row(3)]).forEach((column, c) => {
    if (c < columns) f.storeLanes(to, c * matrix.targetStride, column, rows);
  });
}

/** The columns of the 4×4 matrix with these rows. */
export function transposed(f: FunctionBuilder, rows: readonly V128[]): readonly V128[] {
  const [r0, r1, r2, r3] = rows as readonly [V128, V128, V128, V128];
  const low = [f.hold(v128.shuffle(r0, r1, [0, 4, 1, 5])), f.hold(v128.shuffle(r2, r3, [0, 4, 1, 5]))] as const;
  const high = [f.hold(v128.shuffle(r0, r1, [2, 6, 3, 7])), f.hold(v128.shuffle(r2, r3, [2, 6, 3, 7]))] as const;
  return [
    v128.shuffle(...low, [0, 1, 4, 5]),
    v128.shuffle(...low, [2, 3, 6, 7]),
    v128.shuffle(...high, [0, 1, 4, 5]),
    v128.shuffle(...high, [2, 3, 6, 7]),
  ];
}
