/** Arithmetic on the sizes of row-major arrays: counts, strides, comparison. */

/** Number of elements; 1 for a scalar (no axes). */
export function elementCount(sizes: readonly number[]): number {
  let count = 1;
  for (const size of sizes) count *= size;
  return count;
}

/** Distance in elements between neighbours along each axis; the last axis is contiguous. */
export function rowMajorStrides(sizes: readonly number[]): number[] {
  const strides = new Array<number>(sizes.length);
  let stride = 1;
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= sizes[axis]!;
  }
  return strides;
}

export function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
