/**
 * The gradient of a convolution by its input (and the forward pass of a transposed convolution): a convolution of dy with the
 * kernel turned round. With a stride, the pixels of dx fall into phases, one for each remainder; within a phase they all see
 * the same taps of the kernel, at neighbouring pixels of dy, so each phase is one product and no zero is ever multiplied.
 */
import { elementCount } from '../../base/rowmajor.ts';
import type { Padding2D } from '../../ir/ops.ts';
import { emitBorder } from './border.ts';
import { type ConvSizes, columnsPerProduct, convSizes, groupLevel } from './conv.ts';
import type { I32 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { shifted, walkLevels } from './levels.ts';
import { cheaperOrder, emitPacking, packedBytes, packedStride } from './panels.ts';
import { emitProduct, type Product } from './product.ts';
import type { KernelRule } from './rule.ts';

/**
 * Along one axis, the positions first, first + stride, ... of dx, and the taps that reach them, the last first, so that they
 * meet dy in ascending order: position i sees dy[i + start + t·step] through taps[t].
 */
interface Phase {
  readonly first: number;
  readonly count: number;
  readonly taps: readonly number[];
  readonly start: number;
  readonly step: number;
}

function phasesOf(size: number, kernel: number, stride: number, dilation: number, before: number): Phase[] {
  const phases: Phase[] = [];
  for (let first = 0; first < Math.min(stride, size); first++) {
    const taps = Array.from({ length: kernel }, (_, t) => kernel - 1 - t).filter(
      (k) => (first + before - k * dilation) % stride === 0,
    );
    const sources = taps.map((k) => (first + before - k * dilation) / stride);
    const start = sources[0] ?? 0;
    phases.push({ first, count: Math.ceil((size - first) / stride), taps, start, step: (sources[1] ?? start) - start });
  }
  return phases;
}

/** How many pixels the phases read before and behind an axis of dy. */
function reach(phases: readonly Phase[], size: number): [before: number, behind: number] {
  let before = 0;
  let behind = 0;
  for (const { taps, start, step, count } of phases) {
    if (taps.length === 0) continue;
    const end = start + (taps.length - 1) * step;
    before = Math.max(before, -Math.min(start, end));
    behind = Math.max(behind, Math.max(start, end) + count - size);
  }
  return [before, behind];
}

export const emitConv2dGradInput: KernelRule<'conv2dGradInput'> = ({ attrs, inputs, output }, f) => {
  const s = convSizes(attrs, output, inputs[0]!, inputs[1]!);
  const [strideY, strideX] = attrs.stride;
  const vertical = phasesOf(s.height, s.kernelHeight, strideY, attrs.dilation[0], attrs.padding[0]);
  const horizontal = phasesOf(s.width, s.kernelWidth, strideX, attrs.dilation[1], attrs.padding[2]);
  const border: Padding2D = [...reach(vertical, s.rows), ...reach(horizontal, s.columns)];
  const dy = emitBorder(f, { height: s.rows, width: s.columns, channels: s.filters }, border, 0);
  const w = s.depthwise ? kernelInPlace(f, s) : emitTurnedKernel(f, attrs.groups, s);
  const pixelStride = 4 * s.channels;
  const imageStrides = [4 * s.rows * s.columns * s.filters, 4 * s.height * s.width * s.channels];
  const order = cheaperOrder(
    { bytes: imageStrides[0]!, rows: s.height * s.width },
    { bytes: 4 * elementCount(inputs[0]!), columns: s.channels },
  );
  const emitPhase = (v: Phase, h: Phase, a: I32, b: I32, c: I32) => {
    const tapStrideY = s.kernelWidth * w.tapStride;
    const product: Product = {
      rows: [
        { count: v.count, strides: [dy.rowStride, strideY * s.width * pixelStride] },
        { count: h.count, strides: [dy.pixelStride, strideX * pixelStride] },
      ],
      depth: [
        { count: v.taps.length, strides: [v.step * dy.rowStride, stepOf(v, w, s.kernelHeight) * tapStrideY] },
        { count: h.taps.length, strides: [h.step * dy.pixelStride, stepOf(h, w, s.kernelWidth) * w.tapStride] },
        { count: s.depthwise ? 1 : s.filtersPerGroup, strides: [4, packedStride] },
      ],
      columns: columnsPerProduct(s, s.channelsPerGroup),
      panelStride: w.panelStride,
      diagonal: s.depthwise,
      accumulate: false,
      order,
      finish: null,
    };
    const [tapY, tapX] = [w.place(v.taps[0] ?? 0, s.kernelHeight), w.place(h.taps[0] ?? 0, s.kernelWidth)];
    emitProduct(f, product, {
      a: shifted(a, (border[0] + v.start) * dy.rowStride + (border[2] + h.start) * dy.pixelStride),
      b: shifted(b, tapY * tapStrideY + tapX * w.tapStride),
      c: shifted(c, (v.first * s.width + h.first) * pixelStride),
      bias: null,
    });
  };
  walkLevels(f, [{ count: s.batch, strides: imageStrides }], [f.input(1), f.output], (image, dx) => {
    const perGroup = [4 * s.filtersPerGroup, w.groupStride, 4 * s.channelsPerGroup];
    walkLevels(f, [groupLevel(attrs, s, perGroup)], [dy.load(image!), w.pointer, dx!], (a, b, c) => {
      for (const v of vertical) {
        for (const h of horizontal) f.scope(() => emitPhase(v, h, a!, b!, c!));
      }
    });
  });
};

/** Where a kernel's taps lie. Strides in bytes. */
interface KernelLayout {
  readonly pointer: I32;
  /** The place of tap k of `size` along one axis. */
  readonly place: (k: number, size: number) => number;
  readonly tapStride: number;
  readonly groupStride: number;
  readonly panelStride: number | null;
}

/** By how many places the taps of a phase are apart. */
function stepOf({ taps }: Phase, { place }: KernelLayout, size: number): number {
  const [first, second] = taps;
  return first === undefined || second === undefined ? 0 : place(second, size) - place(first, size);
}

/** A depthwise kernel is read where it lies: its channels are the columns. */
function kernelInPlace(f: KernelFunction, s: ConvSizes): KernelLayout {
  return { pointer: f.input(0), place: (k) => k, tapStride: 4 * s.channels, groupStride: 0, panelStride: null };
}

/** The kernel [kh,kw,C/g,O] as [g,panel,kh,kw,O/g,8]: turned by 180°, the filters the depth, the channels the columns. */
function emitTurnedKernel(f: KernelFunction, groups: number, s: ConvSizes): KernelLayout {
  const taps = s.kernelHeight * s.kernelWidth;
  const depth = s.filtersPerGroup;
  const tapStride = depth * packedStride;
  const panelStride = taps * tapStride;
  const groupStride = packedBytes(taps * depth, s.channelsPerGroup);
  const pointer = f.scratch(groups * groupStride);
  const levels = [
    { count: groups, strides: [4 * s.filtersPerGroup, groupStride] },
    { count: taps, strides: [4 * s.channelsPerGroup * s.filters, -tapStride] },
  ];
  const layout = { depth, columns: s.channelsPerGroup, depthStride: 4, columnStride: 4 * s.filters };
  walkLevels(f, levels, [f.input(0), shifted(pointer, (taps - 1) * tapStride)], (from, to) =>
    emitPacking(f, from!, to!, layout, panelStride),
  );
  return { pointer, place: (k, size) => size - 1 - k, tapStride, groupStride, panelStride };
}
