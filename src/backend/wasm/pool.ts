/** Pooling: windows over images with a border, four channels at a time. */
import type { Shape } from '../../ir/graph.ts';
import type { PoolAttrs } from '../../ir/ops.ts';
import { type Bordered, emitBorder } from './border.ts';
import { eachVector } from './elementwise.ts';
import type { Local } from './function.ts';
import { f32, f32x4, type I32, i32, select, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { walkLevels } from './levels.ts';
import { type Combination, maximum, sum } from './reduce.ts';
import type { KernelRule } from './rule.ts';

/** Windows of at most so many taps are written out, larger ones looped over. */
const unrolledTaps = 16;

interface PoolSizes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly rows: number;
  readonly columns: number;
}

function poolSizes(x: Shape, y: Shape): PoolSizes {
  const [batch, height, width, channels] = x as [number, number, number, number];
  const [, rows, columns] = y as [number, number, number, number];
  return { batch, height, width, channels, rows, columns };
}

/** Calls back for every tap of a window in row-major order with its place: each pointer moved on to it, and an offset to add. */
function eachTap(
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
function combineWindow(
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
function eachWindow(
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

function imageStrides(s: PoolSizes): { x: number; y: number } {
  return { x: 4 * s.height * s.width * s.channels, y: 4 * s.rows * s.columns * s.channels };
}

export const emitMaxPool: KernelRule<'maxPool'> = ({ attrs, inputs, output }, f) => {
  const s = poolSizes(inputs[0]!, output);
  const layout = emitBorder(f, s, attrs.padding, Number.NEGATIVE_INFINITY);
  const strides = imageStrides(s);
  walkLevels(f, [{ count: s.batch, strides: [strides.x, strides.y] }], [f.input(0), f.output], (image, y) => {
    eachWindow(f, attrs, s, layout, [layout.load(image!)], [y!], ([x], [y]) => {
      eachVector(f, s.channels, [x!, y!], [16, 16], ([x, y], [at], lanes) =>
        f.storeLanes(y!, at!, combineWindow(f, attrs, layout, maximum, x!, at!), lanes),
      );
    });
  });
};

export const emitAvgPool: KernelRule<'avgPool'> = ({ attrs, inputs, output }, f) => {
  const s = poolSizes(inputs[0]!, output);
  const layout = emitBorder(f, s, attrs.padding, 0);
  const strides = imageStrides(s);
  walkLevels(f, [{ count: s.batch, strides: [strides.x, strides.y] }], [f.input(0), f.output], (image, y) => {
    eachWindow(f, attrs, s, layout, [layout.load(image!)], [y!], ([x], [y], top, left) => {
      const share = f.hold(shareOfTap(attrs, s, top, left));
      eachVector(f, s.channels, [x!, y!], [16, 16], ([x, y], [at], lanes) =>
        f.storeLanes(y!, at!, f32x4.mul(share, combineWindow(f, attrs, layout, sum, x!, at!)), lanes),
      );
    });
  });
};

/** One over the number of taps that count for the window with this corner. */
function shareOfTap(attrs: PoolAttrs & { readonly countPadding: boolean }, s: PoolSizes, top: I32, left: I32): V128 {
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

/** Each element of x lies in exactly one window, so its gradient is written once instead of summed up. */
function tiles({ window, stride }: PoolAttrs, s: PoolSizes, padded: boolean): boolean {
  return (
    !padded &&
    window[0] === stride[0] &&
    window[1] === stride[1] &&
    s.rows * stride[0] === s.height &&
    s.columns * stride[1] === s.width
  );
}

/**
 * The frame of both pooling gradients: `contribute` gives, for each tap of a window in order, what is added to its gradient.
 * `reads` are images that are read beside dy (x of a max-pool, with the border that its layout has).
 */
function emitScatter(
  f: KernelFunction,
  attrs: PoolAttrs,
  s: PoolSizes,
  layouts: { readonly dx: Bordered; readonly x: Bordered | null },
  operands: { readonly x: I32 | null; readonly dy: I32 },
  contribute: (
    window: {
      readonly x: Local<'i32'> | null;
      readonly dy: V128;
      readonly offset: number;
      readonly top: I32;
      readonly left: I32;
    },
    give: (tap: readonly Local<'i32'>[], at: number, value: V128) => void,
    dx: Local<'i32'>,
  ) => void,
): void {
  const strides = imageStrides(s);
  const direct = tiles(attrs, s, layouts.dx.scratch !== null);
  if (!direct && !layouts.dx.scratch) f.clear(f.output, s.batch * strides.x);
  const reads = operands.x ? [operands.x] : [];
  const images = { count: s.batch, strides: [strides.x, strides.y, ...reads.map(() => strides.x)] };
  walkLevels(f, [images], [f.output, operands.dy, ...reads], (dxImage, dyImage, xImage) => {
    layouts.dx.clear();
    const dxWindows = layouts.dx.scratch ?? dxImage!;
    const windows = [dxWindows, ...(layouts.x && xImage ? [layouts.x.load(xImage)] : [])];
    eachWindow(f, attrs, s, layouts.dx, windows, [dyImage!], ([dx, x], [dy], top, left) => {
      const pointers = [dx!, dy!, ...(x ? [x] : [])];
      eachVector(
        f,
        s.channels,
        pointers,
        pointers.map(() => 16),
        ([dx, dy, x], [offset], lanes) => {
          const upstream = f.hold(v128.load(dy!, offset!));
          contribute(
            { x: x ?? null, dy: upstream, offset: offset!, top, left },
            ([tap], at, value) => {
              const whole = direct ? value : f32x4.add(v128.load(tap!, at + offset!), value);
              f.storeLanes(tap!, at + offset!, whole, lanes);
            },
            dx!,
          );
        },
      );
    });
    layouts.dx.save(dxImage!);
  });
}

export const emitMaxPoolGrad: KernelRule<'maxPoolGrad'> = ({ attrs, inputs, output }, f) => {
  const s = poolSizes(output, inputs[1]!);
  const x = emitBorder(f, s, attrs.padding, Number.NEGATIVE_INFINITY);
  const dx = emitBorder(f, s, attrs.padding, 0);
  emitScatter(f, attrs, s, { dx, x }, { x: f.input(0), dy: f.input(1) }, (window, give, to) => {
    const largest = combineWindow(f, attrs, x, maximum, window.x!, window.offset);
    // What is left of dy to give away: nothing once the first of the largest has taken it.
    const left = f.local(window.dy);
    eachTap(f, attrs, x, [to, window.x!], ([tap, value], at) => {
      const candidate = f.hold(v128.load(value!, at + window.offset));
      // Not-a-number is its own largest.
      const wins = f.hold(v128.or(f32x4.eq(candidate, largest), f32x4.ne(candidate, candidate)));
      give([tap!], at, v128.and(left, wins));
      f.set(left, v128.andnot(left, wins));
    });
  });
};

export const emitAvgPoolGrad: KernelRule<'avgPoolGrad'> = ({ attrs, inputs, output }, f) => {
  const s = poolSizes(output, inputs[0]!);
  const dx = emitBorder(f, s, attrs.padding, 0);
  emitScatter(f, attrs, s, { dx, x: null }, { x: null, dy: f.input(0) }, (window, give, to) => {
    const share = f.hold(f32x4.mul(window.dy, shareOfTap(attrs, s, window.top, window.left)));
    eachTap(f, attrs, dx, [to], (tap, at) => give(tap, at, share));
  });
};
