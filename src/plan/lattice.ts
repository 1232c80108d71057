/** Tensors as rows and columns: the last axis is the columns, all others together are the rows. */
import { elementCount, rowMajorStrides, sameSizes } from '../base/rowmajor.ts';
import type { Node, Shape } from '../ir/graph.ts';
import type { Lattice } from './program.ts';

export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

export function gridOf(shape: Shape): Grid {
  const columns = shape.at(-1) ?? 1;
  return { rows: elementCount(shape) / columns, columns };
}

export function sameGrid(a: Shape, b: Shape): boolean {
  return elementCount(a) === elementCount(b) && (a.at(-1) ?? 1) === (b.at(-1) ?? 1);
}

/** The walk over `shape` with these strides in memory; null where rows do not lie at equal distances. */
function latticeOf(shape: Shape, strides: readonly number[], start: number): Lattice | null {
  const last = shape.length - 1;
  let rows = 1;
  let rowStride = 0;
  for (let axis = last - 1; axis >= 0; axis--) {
    const [size, stride] = [shape[axis]!, strides[axis]!];
    if (size === 1) continue;
    if (rows === 1) rowStride = stride;
    else if (stride !== rowStride * rows) return null;
    rows *= size;
  }
  return { start, rowStride, columnStride: shape[last] === 1 || strides[last] !== 0 ? 1 : 0 };
}

/** An operand that is repeated along its axes of size 1 to `shape`. */
export function repeated(operand: Shape, shape: Shape): Lattice | null {
  const strides = rowMajorStrides(operand).map((stride, axis) => (operand[axis] === shape[axis] ? stride : 0));
  return latticeOf(shape, strides, 0);
}

/** The part of `whole` that a slice takes. */
export function sliced({ attrs, shape }: Node<'slice'>, whole: Shape): Lattice | null {
  const strides = rowMajorStrides(whole);
  return latticeOf(shape, strides, attrs.start * strides[attrs.axis]!);
}

/** The places in `whole` of parts of one shape that are joined along an axis; null where they are not. */
export function joined(parts: readonly Shape[], axis: number, whole: Shape): readonly Lattice[] | null {
  const [first = []] = parts;
  if (!parts.every((part) => sameSizes(part, first))) return null;
  const strides = rowMajorStrides(whole);
  const places = parts.map((part, index) => latticeOf(part, strides, index * part[axis]! * strides[axis]!));
  return places.every((place) => place !== null) ? places : null;
}

/** A tensor of `count` elements walked as it lies. */
export function isWhole({ start, rowStride, columnStride }: Lattice, { rows, columns }: Grid): boolean {
  return start === 0 && (columnStride === 1 || columns === 1) && (rows === 1 || rowStride === columns);
}
