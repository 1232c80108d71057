/** Images with a border: copied into scratch, so that windows over the edge are read like any other. */
import type { Padding2D } from '../../ir/ops.ts';
import { emitMap } from './elementwise.ts';
import { f32x4, type I32 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { shifted } from './levels.ts';
import { emitCopy } from './move.ts';

export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** How one image lies in memory, and how it gets there. Strides in bytes. */
export interface Bordered {
  readonly rowStride: number;
  readonly pixelStride: number;
  /** The first byte of the border's first corner, once `load` has put an image within; or that of the image if it needs no border. */
  load(image: I32): I32;
  /** Copies what is within the border back to an image. */
  save(image: I32): void;
  /** Sets everything, border and image, to zero. */
  clear(): void;
  /** The scratch copy; null where images are read in place. */
  readonly scratch: I32 | null;
}

/** Prepares for images of one size; `fill` stands in the border, which is written here, once for all of them. */
export function emitBorder(f: KernelFunction, size: ImageSize, padding: Padding2D, fill: number): Bordered {
  const { height, width, channels } = size;
  const [top, bottom, left, right] = padding;
  const pixelStride = 4 * channels;
  const fullWidth = width + left + right;
  const rowStride = fullWidth * pixelStride;
  if (padding.every((each) => each === 0)) {
    return { rowStride, pixelStride, load: (image) => image, save: () => {}, clear: () => {}, scratch: null };
  }
  const elements = (height + top + bottom) * fullWidth * channels;
  const scratch = f.scratch(4 * elements);
  if (fill === 0) f.clear(scratch, 4 * elements);
  else emitMap(f, elements, [], scratch, () => f32x4.const(fill));
  const inside = shifted(scratch, top * rowStride + left * pixelStride);
  const levels = (from: number, to: number) => [
    { count: height, strides: [from, to] },
    { count: width * channels, strides: [4, 4] },
  ];
  const ownStride = width * pixelStride;
  return {
    rowStride,
    pixelStride,
    load: (image) => {
      emitCopy(f, levels(ownStride, rowStride), image, inside);
      return scratch;
    },
    save: (image) => emitCopy(f, levels(rowStride, ownStride), inside, image),
    clear: () => f.clear(scratch, 4 * elements),
    scratch,
  };
}
