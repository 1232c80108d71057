/** Walks a tensor whose axes may be repeated, permuted or cut: every data movement is one such walk. */
import { elementCount, rowMajorStrides } from '../../base/rowmajor.ts';
import type { Shape } from '../../ir/graph.ts';

/**
 * Visits every index of `sizes` in row-major order; `position` is its dot product with `strides`, so an axis of stride 0 is a
 * repeated one. The callback gets the row-major index as well.
 */
export function walk(sizes: Shape, strides: readonly number[], visit: (index: number, position: number) => void): void {
  const at = new Array<number>(sizes.length).fill(0);
  const count = elementCount(sizes);
  let position = 0;
  for (let index = 0; index < count; index++) {
    visit(index, position);
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      at[axis]!++;
      position += strides[axis]!;
      if (at[axis]! < sizes[axis]!) break;
      position -= at[axis]! * strides[axis]!;
      at[axis] = 0;
    }
  }
}

/** Strides for reading `shape` while walking a larger shape: axes of size 1 stay where they are. */
export function broadcastStrides(shape: Shape, to: Shape): number[] {
  return rowMajorStrides(shape).map((stride, axis) => (shape[axis] === to[axis] ? stride : 0));
}
