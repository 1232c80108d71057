/**
 * The gradient of a convolution by its input (and the forward pass of a transposed convolution): a convolution of dy with the
 * kernel turned round. With a stride, the pixels of dx fall into phases, one for each remainder; within a phase they all see
 * the same taps of the kernel, at neighbouring pixels of dy, so each phase is one product and no zero is ever multiplied.
 */
import type { Padding2D } from '../../ir/ops.ts';
import { emitBorder } from './border.ts';
import { type ConvSizes, columnsPerProduct, convSizes, groupLevel } from './conv.ts';
import type { I32 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { shifted, walkLevels } from './levels.ts';
import { emitProduct, panelColumns } from './product.ts';
import type { KernelRule } from './rule.ts';
import { emitTransposition } from './transposition.ts';

/** Along one axis, the positions first, first + stride, ... of dx, and the taps k that reach them: position i sees dy[i + start + t·step]. */
interface Phase {
  readonly first: number;
  readonly count: number;
  readonly taps: readonly number[];
  readonly start: number;
  readonly step: number;
}

export function phasesOf(size: number, kernel: number, stride: number, dilation: number, before: number): Phase[] {
  const phases: Phase[] = [];
  for (let first = 0; first < Math.min(stride, size); first++) {
    const taps = Array.from({ length: kernel }, (_, k) => k).filter(
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
  const kernel = s.depthwise ? f.input(0) : emitTurnedKernel(f, attrs.groups, s);
  const tapStride = 4 * s.channelsPerGroup * s.filtersPerGroup * (s.depthwise ? s.filters : 1);
  const depthCount = s.depthwise ? 1 : s.filtersPerGroup;
  const pixelStride = 4 * s.channels;

  const imageStrides = [4 * s.rows * s.columns * s.filters, 4 * s.height * s.width * s.channels];
  walkLevels(f, [{ count: s.batch, strides: imageStrides }], [f.input(1), f.output], (image, dx) => {
    const within = dy.load(image!);
    const perGroup = [
      4 * s.filtersPerGroup,
      4 * s.kernelHeight * s.kernelWidth * s.channelsPerGroup * s.filtersPerGroup,
      4 * s.channelsPerGroup,
    ];
    walkLevels(f, [groupLevel(attrs, s, perGroup)], [within, kernel, dx!], (a, b, c) => {
      for (const v of vertical) {
        for (const h of horizontal) {
          const [tapY, tapX] = [v.taps[0] ?? 0, h.taps[0] ?? 0];
          const [tapStepY, tapStepX] = [(v.taps[1] ?? tapY) - tapY, (h.taps[1] ?? tapX) - tapX];
          f.scope(() =>
            emitProduct(
              f,
              {
                rows: [
                  { count: v.count, strides: [dy.rowStride, strideY * s.width * pixelStride] },
                  { count: h.count, strides: [dy.pixelStride, strideX * pixelStride] },
                ],
                depth: [
                  { count: v.taps.length, strides: [v.step * dy.rowStride, tapStepY * s.kernelWidth * tapStride] },
                  { count: h.taps.length, strides: [h.step * dy.pixelStride, tapStepX * tapStride] },
                  { count: depthCount, strides: [4, 4 * s.channelsPerGroup] },
                ],
                columns: columnsPerProduct(s, s.channelsPerGroup),
                panelStride: 4 * panelColumns,
                diagonal: s.depthwise,
                accumulate: false,
                order: 'row-by-row',
                finish: null,
              },
              {
                a: shifted(a!, (border[0] + v.start) * dy.rowStride + (border[2] + h.start) * dy.pixelStride),
                b: shifted(b!, (tapY * s.kernelWidth + tapX) * tapStride),
                c: shifted(c!, (v.first * s.width + h.first) * pixelStride),
                bias: null,
              },
            ),
          );
        }
      }
    });
  });
};

/** The kernel [kh,kw,C/g,O] as [g,kh,kw,O/g,C/g]: every tap of every group transposed, so that its filters are the depth. */
function emitTurnedKernel(f: KernelFunction, groups: number, s: ConvSizes): I32 {
  const taps = s.kernelHeight * s.kernelWidth;
  const tapElements = s.channelsPerGroup * s.filtersPerGroup;
  const target = f.scratch(4 * groups * taps * tapElements);
  const levels = [
    { count: groups, strides: [4 * s.filtersPerGroup, 4 * taps * tapElements] },
    { count: taps, strides: [4 * s.channelsPerGroup * s.filters, 4 * tapElements] },
  ];
  walkLevels(f, levels, [f.input(0), target], (from, to) =>
    emitTransposition(f, from!, to!, {
      rows: s.channelsPerGroup,
      columns: s.filtersPerGroup,
      sourceStride: 4 * s.filters,
      targetStride: 4 * s.channelsPerGroup,
    }),
  );
  return target;
}
