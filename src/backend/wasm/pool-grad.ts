/** The gradients of pooling: each window gives its dy to its taps. */
import type { PoolAttrs } from '../../ir/ops.ts';
import { type Bordered, emitBorder } from './border.ts';
import type { Local } from './function.ts';
import { f32x4, type I32, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { walkLevels } from './levels.ts';
import {
  combineWindow,
  eachChannelVector,
  eachTap,
  eachWindow,
  imageStrides,
  type PoolSizes,
  poolSizes,
  shareOfTap,
} from './pool-window.ts';
import { maximum } from './reduce.ts';
import type { KernelRule } from './rule.ts';

/** One window at four of its channels. */
interface Scattered {
  /** The first taps in dx and, where it is read, in x; the channels lie `offset` bytes behind. */
  readonly dx: Local<'i32'>;
  readonly x: Local<'i32'> | null;
  readonly offset: number;
  readonly dy: Local<'v128'>;
  /** The window's corner in x's coordinates. */
  readonly top: I32;
  readonly left: I32;
}

/** Adds to the gradient of the tap so many bytes behind the pointer. */
type Give = (tap: I32, at: number, value: V128) => void;

/** Each element of x lies in exactly one window, so its gradient is written once instead of summed up. */
function tiles({ window, stride, padding }: PoolAttrs, s: PoolSizes): boolean {
  return (
    padding.every((each) => each === 0) &&
    window[0] === stride[0] &&
    window[1] === stride[1] &&
    s.rows * stride[0] === s.height &&
    s.columns * stride[1] === s.width
  );
}

/** The frame of both gradients; `source` is x, if it is read. `scatter` gives something to each tap of a window. */
function emitScatter(
  f: KernelFunction,
  attrs: PoolAttrs,
  s: PoolSizes,
  dxLayout: Bordered,
  dyPointer: I32,
  source: { readonly pointer: I32; readonly layout: Bordered } | null,
  scatter: (window: Scattered, give: Give) => void,
): void {
  const strides = imageStrides(s);
  const once = tiles(attrs, s);
  if (!once && !dxLayout.scratch) f.clear(f.output, s.batch * strides.x);
  const images = { count: s.batch, strides: [strides.x, strides.y, strides.x] };
  const pointers = [f.output, dyPointer, ...(source ? [source.pointer] : [])];
  walkLevels(f, [images], pointers, (dxImage, dyImage, xImage) => {
    dxLayout.clear();
    const windows = [dxLayout.scratch ?? dxImage!, ...(source ? [source.layout.load(xImage!)] : [])];
    eachWindow(f, attrs, s, dxLayout, windows, [dyImage!], ([dx, x], [dy], top, left) => {
      eachChannelVector(f, attrs, s, [dx!, dy!, ...(x ? [x] : [])], ([dx, dy, x], offset, lanes) => {
        const upstream = f.hold(v128.load(dy!, offset));
        scatter({ dx: dx!, x: x ?? null, offset, dy: upstream, top, left }, (tap, at, value) => {
          const total = once ? value : f32x4.add(v128.load(tap, at + offset), value);
          f.storeLanes(tap, at + offset, total, lanes);
        });
      });
    });
    dxLayout.save(dxImage!);
  });
}

export const emitMaxPoolGrad: KernelRule<'maxPoolGrad'> = ({ attrs, inputs, output }, f) => {
  const s = poolSizes(output, inputs[1]!);
  const x = emitBorder(f, s, attrs.padding, Number.NEGATIVE_INFINITY);
  const dx = emitBorder(f, s, attrs.padding, 0);
  emitScatter(f, attrs, s, dx, f.input(1), { pointer: f.input(0), layout: x }, (window, give) => {
    const largest = combineWindow(f, attrs, x, maximum, window.x!, window.offset);
    // What is left of dy to give away: nothing once the first of the largest has taken it.
    const left = f.local(window.dy);
    eachTap(f, attrs, x, [window.dx, window.x!], ([tap, value], at) => {
      const candidate = f.hold(v128.load(value!, at + window.offset));
      // Not-a-number is its own largest.
      const wins = f.hold(v128.or(f32x4.eq(candidate, largest), f32x4.ne(candidate, candidate)));
      give(tap!, at, v128.and(left, wins));
      f.set(left, v128.andnot(left, wins));
    });
  });
};

export const emitAvgPoolGrad: KernelRule<'avgPoolGrad'> = ({ attrs, inputs, output }, f) => {
  const s = poolSizes(output, inputs[0]!);
  const dx = emitBorder(f, s, attrs.padding, 0);
  emitScatter(f, attrs, s, dx, f.input(0), null, (window, give) => {
    const share = f.hold(f32x4.mul(window.dy, shareOfTap(attrs, s, window.top, window.left)));
    eachTap(f, attrs, dx, [window.dx], ([tap], at) => give(tap!, at, share));
  });
};
