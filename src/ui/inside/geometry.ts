/** How a block's window moves over the input that was inspected. */
import type { Sees } from '../../blocks/define.ts';
import { placeWindow, type SlidingAxis } from '../../blocks/window.ts';
import type { CheckedBlock } from '../../check/report.ts';
import type { Volume, WindowGeometry } from './similarity.ts';

/** Null for a block that sees no windows. */
export function seesOf({ definition, params }: CheckedBlock): Sees | null {
  // The checker has checked each value against its field.
  return definition?.sees?.(params as never) ?? null;
}

/** A sequence slides along its one axis, which is the columns of its volume. */
export function geometryOf({ along }: Sees, input: Volume): WindowGeometry {
  const [down, across] = along.length === 2 ? along : [undefined, along[0]];
  const rows = placed(down, input.rows);
  const columns = placed(across, input.columns);
  return {
    kernel: [rows.kernel, columns.kernel],
    stride: [rows.stride, columns.stride],
    dilation: [rows.dilation, columns.dilation],
    padding: [rows.before, columns.before],
  };
}

/** An axis without a window is seen whole: the one row of a sequence, or all of the input. */
function placed(axis: SlidingAxis | undefined, size: number) {
  if (!axis) return { kernel: size, stride: 1, dilation: 1, before: 0 };
  return { ...axis.window, before: placeWindow(size, axis.window, axis.padding).before };
}
