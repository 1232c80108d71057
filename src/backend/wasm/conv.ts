/** Convolution and its gradient by the filter: products whose A is read through the image's strides (implicit im2col). */
import { elementCount } from '../../base/rowmajor.ts';
import type { Shape } from '../../ir/graph.ts';
import type { ConvAttrs } from '../../ir/ops.ts';
import { type Bordered, emitBorder } from './border.ts';
import { finishInMemory, finishInRegisters } from './epilogue.ts';
import type { Level } from './levels.ts';
import { walkLevels } from './levels.ts';
import { emitProduct, panelColumns } from './product.ts';
import type { KernelRule } from './rule.ts';

export interface ConvSizes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly channelsPerGroup: number;
  readonly filters: number;
  readonly filtersPerGroup: number;
  readonly rows: number;
  readonly columns: number;
  /** Every channel has its one filter: nothing is summed over channels, and the channels are the columns of the product. */
  readonly depthwise: boolean;
}

/** Names the sizes of x [B,H,W,C], w [kh,kw,C/groups,O] and y [B,H',W',O]. */
export function convSizes({ groups }: ConvAttrs, x: Shape, w: Shape, y: Shape): ConvSizes {
  const [batch, height, width, channels] = x as [number, number, number, number];
  const [kernelHeight, kernelWidth, channelsPerGroup, filters] = w as [number, number, number, number];
  const [, rows, columns] = y as [number, number, number, number];
  return {
    batch,
    height,
    width,
    channels,
    kernelHeight,
    kernelWidth,
    channelsPerGroup,
    filters,
    filtersPerGroup: filters / groups,
    rows,
    columns,
    depthwise: groups > 1 && groups === channels && groups === filters,
  };
}

/** Loops over the pixels of y: strides in x (with its border) and y. */
function pixelLevels({ stride }: ConvAttrs, s: ConvSizes, x: Bordered): Level[] {
  return [
    { count: s.rows, strides: [stride[0] * x.rowStride, 4 * s.columns * s.filters] },
    { count: s.columns, strides: [stride[1] * x.pixelStride, 4 * s.filters] },
  ];
}

/** Loops over a filter's elements: strides in x (with its border) and w. */
function tapLevels({ dilation }: ConvAttrs, s: ConvSizes, x: Bordered): Level[] {
  const tapStride = 4 * s.channelsPerGroup * s.filters;
  return [
    { count: s.kernelHeight, strides: [dilation[0] * x.rowStride, s.kernelWidth * tapStride] },
    { count: s.kernelWidth, strides: [dilation[1] * x.pixelStride, tapStride] },
    { count: s.depthwise ? 1 : s.channelsPerGroup, strides: [4, 4 * s.filters] },
  ];
}

/** Groups are products of their own, except in a depthwise convolution, where they are the columns of one. */
export function groupLevel({ groups }: ConvAttrs, s: ConvSizes, strides: readonly number[]): Level {
  return { count: s.depthwise ? 1 : groups, strides };
}

export function columnsPerProduct(s: ConvSizes, perGroup: number): number {
  return s.depthwise ? s.channels : perGroup;
}

export const emitConv2d: KernelRule<'conv2d'> = ({ attrs, inputs, output, epilogue }, f) => {
  const s = convSizes(attrs, inputs[0]!, inputs[1]!, output);
  const x = emitBorder(f, s, attrs.padding, 0);
  const bias = f.bias;
  const imageStrides = [4 * s.height * s.width * s.channels, 4 * s.rows * s.columns * s.filters];
  const images = { count: s.batch, strides: imageStrides };
  const eachImage = (body: Parameters<typeof walkLevels>[3]) =>
    walkLevels(f, x.scratch ? [images] : [], [f.input(0), f.output], body);
  eachImage((image, y) => {
    const perGroup = [4 * s.channelsPerGroup, 4 * s.filtersPerGroup, 4 * s.filtersPerGroup, 4 * s.filtersPerGroup];
    const starts = [x.load(image!), f.input(1), y!, ...(bias ? [bias] : [])];
    walkLevels(f, [groupLevel(attrs, s, perGroup)], starts, (a, b, c, bias) =>
      emitProduct(
        f,
        {
          rows: [...(x.scratch ? [] : [images]), ...pixelLevels(attrs, s, x)],
          depth: tapLevels(attrs, s, x),
          columns: columnsPerProduct(s, s.filtersPerGroup),
          panelStride: 4 * panelColumns,
          diagonal: s.depthwise,
          accumulate: false,
          order: 'row-by-row',
          finish: finishInRegisters(f, epilogue),
        },
        { a: a!, b: b!, c: c!, bias: bias ?? null },
      ),
    );
  });
  finishInMemory(f, epilogue, elementCount(output));
};

export const emitConv2dGradFilter: KernelRule<'conv2dGradFilter'> = ({ attrs, inputs, output }, f) => {
  const s = convSizes(attrs, inputs[0]!, output, inputs[1]!);
  const x = emitBorder(f, s, attrs.padding, 0);
  f.clear(f.output, 4 * elementCount(output));
  const imageStrides = [4 * s.height * s.width * s.channels, 4 * s.rows * s.columns * s.filters];
  // Image by image, so that x and dy stay in the cache while all blocks of dw read them.
  walkLevels(f, [{ count: s.batch, strides: imageStrides }], [f.input(0), f.input(1)], (image, dy) => {
    const perGroup = [4 * s.channelsPerGroup, 4 * s.filtersPerGroup, 4 * s.filtersPerGroup];
    walkLevels(f, [groupLevel(attrs, s, perGroup)], [x.load(image!), dy!, f.output], (a, b, c) =>
      emitProduct(
        f,
        {
          rows: tapLevels(attrs, s, x),
          depth: pixelLevels(attrs, s, x),
          columns: columnsPerProduct(s, s.filtersPerGroup),
          panelStride: 4 * panelColumns,
          diagonal: s.depthwise,
          accumulate: true,
          order: 'panel-by-panel',
          finish: null,
        },
        { a: a!, b: b!, c: c!, bias: null },
      ),
    );
  });
};
