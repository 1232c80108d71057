/** Convolution as similarity: what one number of a feature map saw, and how alike patch and kernel are. */
import type { Cell } from '../../charts/picture.tsx';
import type { Probe } from '../../protocol/trainer.ts';

/** How a window moves over its input; height first. A sequence is a picture one row high. */
export interface WindowGeometry {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  /** Rows above and columns left of the input that count as zero. */
  readonly padding: readonly [top: number, left: number];
}

/** Values of an example as rows × columns × channels; a vector is a column of channels, a sequence one row. */
export interface Volume {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** Null when the probe is no picture and no sequence. */
export function volumeOf(probe: Probe): Volume | null {
  const { shape, values } = probe;
  if (shape.length === 3) return { rows: shape[0] ?? 0, columns: shape[1] ?? 0, channels: shape[2] ?? 0, values };
  if (shape.length === 2) return { rows: 1, columns: shape[0] ?? 0, channels: shape[1] ?? 0, values };
  return null;
}

/** One channel as rows × columns. */
export function channelOf(volume: Volume, channel: number): Float32Array {
  const { rows, columns, channels, values } = volume;
  return Float32Array.from({ length: rows * columns }, (_, i) => values[i * channels + channel] ?? 0);
}

/** Where one channel has its largest magnitude. */
export function strongestCell(volume: Volume, channel: number): Cell {
  const values = channelOf(volume, channel);
  let strongest = 0;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i] ?? 0) > Math.abs(values[strongest] ?? 0)) strongest = i;
  }
  return { row: Math.floor(strongest / volume.columns), column: strongest % volume.columns };
}

/** What a window sees of some channels: kernel rows × kernel columns × channels, zero outside the input. */
export function patchAt(input: Volume, geometry: WindowGeometry, cell: Cell, first: number, count: number): Volume {
  const [rows, columns] = geometry.kernel;
  const values = new Float32Array(rows * columns * count);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const { row, column } = sourceOf(geometry, cell, i, j);
      if (row < 0 || row >= input.rows || column < 0 || column >= input.columns) continue;
      const from = (row * input.columns + column) * input.channels + first;
      values.set(input.values.subarray(from, from + count), (i * columns + j) * count);
    }
  }
  return { rows, columns, channels: count, values };
}

/** Where element (i, j) of the window lies in the input when the output's cell is `cell`. */
function sourceOf({ stride, dilation, padding }: WindowGeometry, cell: Cell, i: number, j: number): Cell {
  return {
    row: cell.row * stride[0] - padding[0] + i * dilation[0],
    column: cell.column * stride[1] - padding[1] + j * dilation[1],
  };
}

/** The part of the input that the window covers, cut to the input: what is framed in the input's picture. */
export function frameOf(input: Volume, geometry: WindowGeometry, cell: Cell) {
  const last = { row: geometry.kernel[0] - 1, column: geometry.kernel[1] - 1 };
  const start = sourceOf(geometry, cell, 0, 0);
  const end = sourceOf(geometry, cell, last.row, last.column);
  const from = { row: Math.max(start.row, 0), column: Math.max(start.column, 0) };
  return {
    from,
    rows: Math.max(Math.min(end.row + 1, input.rows) - from.row, 0),
    columns: Math.max(Math.min(end.column + 1, input.columns) - from.column, 0),
  };
}

/** Weights of a convolution as [kernel rows, kernel columns, channels, filters]; over time a kernel has one row. */
export function kernelsOf({ shape, values }: Probe): Probe {
  return { shape: shape.length === 3 ? [1, ...shape] : shape, values };
}

/** The kernel of one filter out of [kernel rows, kernel columns, channels, filters]. */
export function filterOf(weight: Probe, filter: number): Volume {
  const [rows = 0, columns = 0, channels = 0, filters = 1] = weight.shape;
  const values = Float32Array.from(
    { length: rows * columns * channels },
    (_, i) => weight.values[i * filters + filter] ?? 0,
  );
  return { rows, columns, channels, values };
}

export interface Similarity {
  /** Patch times kernel, element by element. */
  readonly product: Volume;
  /** The scalar product: what the convolution gives before the bias. */
  readonly sum: number;
  /** ⟨f, x⟩ / (‖f‖‖x‖), from −1 to 1; null when one of them is zero everywhere. */
  readonly cosine: number | null;
}

/** Patch and kernel must have the same shape. */
export function compare(patch: Volume, kernel: Volume): Similarity {
  const values = new Float32Array(patch.values.length);
  let sum = 0;
  let patchSquares = 0;
  let kernelSquares = 0;
  for (let i = 0; i < values.length; i++) {
    const x = patch.values[i] ?? 0;
    const f = kernel.values[i] ?? 0;
    values[i] = x * f;
    sum += x * f;
    patchSquares += x * x;
    kernelSquares += f * f;
  }
  const norms = Math.sqrt(patchSquares * kernelSquares);
  return { product: { ...patch, values }, sum, cosine: norms > 0 ? sum / norms : null };
}

export interface Winner {
  /** In the input. */
  readonly cell: Cell;
  /** Position within the window, row by row. */
  readonly position: number;
  readonly value: number;
}

/** Where a max-pool's window found its largest value in one channel of the input: the first one wins a tie. */
export function winnerOf(input: Volume, geometry: WindowGeometry, cell: Cell, channel: number): Winner | null {
  let winner: Winner | null = null;
  for (let i = 0; i < geometry.kernel[0]; i++) {
    for (let j = 0; j < geometry.kernel[1]; j++) {
      const at = sourceOf(geometry, cell, i, j);
      if (at.row < 0 || at.row >= input.rows || at.column < 0 || at.column >= input.columns) continue;
      const value = input.values[(at.row * input.columns + at.column) * input.channels + channel] ?? 0;
      if (winner === null || value > winner.value) winner = { cell: at, position: i * geometry.kernel[1] + j, value };
    }
  }
  return winner;
}
