/** How pooling walks: the windows of images with a border, their taps, and the channels four at a time. */
import type { Shape } from '../../ir/graph.ts';
import type { PoolAttrs } from '../../ir/ops.ts';
import type { Bordered } from './border.ts';
import { eachVector } from './elementwise.ts';
import type { Local } from './function.ts';
import { f32, f32x4, type I32, i32, select, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { walkLevels } from './levels.ts';
import type { Combination } from './reduce.ts';

/** Windows of at most so many taps are written out, larger ones looped over. */
const unrolledTaps = 16;

/** Taps times vectors of channels that are written out. */
const unrolledVectors = 32;

export interface PoolSizes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly rows: number;
  readonly columns: number;
}

export function poolSizes(x: Shape, y: Shape): PoolSizes {
  const [batch, height, width, channels] = x as [number, number, number, number];
  const [, rows, columns] = y as [number, number, number, number];
  return { batch, height, width, channels, rows, columns };
}

/** Calls back for every tap of a window in row-major order with its place: each pointer moved on to it, and an offset to add. */
export function eachTap(
  f: KernelFunction,
  { window }: PoolAttrs,
  layout: Bordered,
  pointers: readonly Local<'i32'>[],
  body: (pointers: readonly Local<'i32'>[], offset: number) => void,
): void {
  const [height, width] = window;
  if (height * width <= unrolledTaps) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        f.scope(() => body(pointers, row * layout.rowStride + column * layout.pixelStride));
      }
    }
    return;
  }
  const levels = [
    { count: height, strides: pointers.map(() => layout.rowStride) },
    { count: width, strides: pointers.map(() => layout.pixelStride) },
  ];
  walkLevels(f, levels, pointers, (...moved) => body(moved, 0));
}

/** All taps of the window at x, combined. */
export function combineWindow(
  f: KernelFunction,
  attrs: PoolAttrs,
  layout: Bordered,
  { combine, neutral }: Combination,
  x: Local<'i32'>,
  offset: number,
): Local<'v128'> {
  const result = f.local(f32x4.const(neutral));
  eachTap(f, attrs, layout, [x], ([tap], at) => f.set(result, combine(result, v128.load(tap!, at + offset))));
  return result;
}

/**
 * Walks the windows of a whole batch. `windows` and `pooled` name pointers to images of x's and of y's size, which move along;
 * the body gets them at the window's first tap and at the pooled pixel, and the window's corner in x's coordinates.
 */
export function eachWindow(
  f: KernelFunction,
  attrs: PoolAttrs,
  s: PoolSizes,
  layout: Bordered,
  windows: readonly I32[],
  pooled: readonly I32[],
  body: (windows: readonly Local<'i32'>[], pooled: readonly Local<'i32'>[], top: I32, left: I32) => void,
): void {
  const { padding, stride } = attrs;
  const steps = (inX: number, inY: number) => [...windows.map(() => inX), ...pooled.map(() => inY)];
  const rowLevel = {
    count: s.rows,
    strides: [...steps(stride[0] * layout.rowStride, 4 * s.columns * s.channels), stride[0]],
  };
  const columnLevel = {
    count: s.columns,
    strides: [...steps(stride[1] * layout.pixelStride, 4 * s.channels), stride[1]],
  };
  walkLevels(f, [rowLevel], [...windows, ...pooled, i32.const(-padding[0])], (...row) => {
    const top = row.at(-1)!;
    walkLevels(f, [columnLevel], [...row.slice(0, -1), i32.const(-padding[2])], (...at) => {
      body(at.slice(0, windows.length), at.slice(windows.length, -1), top, at.at(-1)!);
    });
  });
}

export function imageStrides(s: PoolSizes): { x: number; y: number } {
  return { x: 4 * s.height * s.width * s.channels, y: 4 * s.rows * s.columns * s.channels };
}

/** Calls back for each vector of channels of a window's first tap and of the pooled pixel. */
export function eachChannelVector(
  f: KernelFunction,
  { window }: PoolAttrs,
  { channels }: PoolSizes,
  pointers: readonly I32[],
  body: (pointers: readonly Local<'i32'>[], offset: number, lanes: number) => void,
): void {
  const most = Math.floor(unrolledVectors / Math.min(unrolledTaps, window[0] * window[1]));
  const strides = pointers.map(() => 16);
  eachVector(f, channels, pointers, strides, (moved, offsets, lanes) => body(moved, offsets[0]!, lanes), most);
}

/** One over the number of taps that count for the window with this corner. */
export function shareOfTap(
  attrs: PoolAttrs & { readonly countPadding: boolean },
  s: PoolSizes,
  top: I32,
  left: I32,
): V128 {
  const [height, width] = attrs.window;
  if (attrs.countPadding || attrs.padding.every((each) => each === 0)) return f32x4.const(1 / (height * width));
  const inside = (start: I32, window: number, size: number): I32 => {
    const end = i32.add(start, i32.const(window));
    const from = select(start, i32.const(0), i32.gtS(start, i32.const(0)));
    return i32.sub(select(end, i32.const(size), i32.ltS(end, i32.const(size))), from);
  };
  const taps = i32.mul(inside(top, height, s.height), inside(left, width, s.width));
  return f32x4.splat(f32.div(f32.const(1), f32.convertI32(taps)));
}
