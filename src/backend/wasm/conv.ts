/** Convolution and its gradient by the filter: products whose A is read through the image's strides (implicit im2col). */
import { elementCount } from '../../base/rowmajor.ts';
import type { Shape } from '../../ir/graph.ts';
import type { ConvAttrs } from '../../ir/ops.ts';
import { type Bordered, emitBorder } from './border.ts';
import { finishInMemory, finishInRegisters } from './epilogue.ts';
import type { KernelFunction } from './kernel-function.ts';
import { type Level, walkLevels } from './levels.ts';
import { cachedBytes, cheaperOrder, emitPacking, packedBytes, packedStride, panelColumns } from './panels.ts';
import { emitProduct } from './product.ts';
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

/** Loops over the pixels of y: strides in x (with its border) and in y, whose pixels are `pixelStride` apart. */
function pixelLevels({ stride }: ConvAttrs, s: ConvSizes, x: Bordered, pixelStride = 4 * s.filters): Level[] {
  return [
    { count: s.rows, strides: [stride[0] * x.rowStride, s.columns * pixelStride] },
    { count: s.columns, strides: [stride[1] * x.pixelStride, pixelStride] },
  ];
}

/** Loops over a filter's elements: strides in x (with its border) and in w, whose rows of filters are `rowStride` apart. */
function tapLevels({ dilation }: ConvAttrs, s: ConvSizes, x: Bordered, rowStride: number): Level[] {
  const tapStride = s.channelsPerGroup * rowStride;
  return [
    { count: s.kernelHeight, strides: [dilation[0] * x.rowStride, s.kernelWidth * tapStride] },
    { count: s.kernelWidth, strides: [dilation[1] * x.pixelStride, tapStride] },
    { count: s.depthwise ? 1 : s.channelsPerGroup, strides: [4, rowStride] },
  ];
}

/** Groups are products of their own, except in a depthwise convolution, where they are the columns of one. */
export function groupLevel({ groups }: ConvAttrs, s: ConvSizes, strides: readonly number[]): Level {
  return { count: s.depthwise ? 1 : groups, strides };
}

export function columnsPerProduct(s: ConvSizes, perGroup: number): number {
  return s.depthwise ? s.channels : perGroup;
}

/** The filters of each group as the right operand: packed, [group][panel][tap][8], if they would not stay in the cache. */
function emitFilters(f: KernelFunction, { groups }: ConvAttrs, s: ConvSizes) {
  const depth = s.kernelHeight * s.kernelWidth * s.channelsPerGroup;
  const columns = s.filtersPerGroup;
  const depthStride = 4 * s.filters;
  const bytes = 4 * depth * s.filters;
  if (s.depthwise || bytes <= cachedBytes) {
    return { pointer: f.input(1), depthStride, panelStride: null, groupStride: 4 * columns, bytes };
  }
  const groupStride = packedBytes(depth, columns);
  const pointer = f.scratch(groups * groupStride);
  const panelStride = depth * packedStride;
  walkLevels(f, [{ count: groups, strides: [4 * columns, groupStride] }], [f.input(1), pointer], (from, to) =>
    emitPacking(f, from!, to!, { depth, columns, depthStride, columnStride: 4 }, panelStride),
  );
  return { pointer, depthStride: packedStride, panelStride, groupStride, bytes };
}

export const emitConv2d: KernelRule<'conv2d'> = ({ attrs, inputs, output, epilogue }, f) => {
  const s = convSizes(attrs, inputs[0]!, inputs[1]!, output);
  const x = emitBorder(f, s, attrs.padding, 0);
  const w = emitFilters(f, attrs, s);
  const bias = f.bias;
  const imageStrides = [4 * s.height * s.width * s.channels, 4 * s.rows * s.columns * s.filters];
  const images = { count: s.batch, strides: imageStrides };
  // Where images need no border and filters stay in the cache, the pixels of all images are rows of one product.
  const together = !x.scratch && w.panelStride === null;
  walkLevels(f, together ? [] : [images], [f.input(0), f.output], (image, y) => {
    const { filtersPerGroup } = s;
    const perGroup = [4 * s.channelsPerGroup, w.groupStride, 4 * filtersPerGroup, 4 * filtersPerGroup];
    const starts = [x.load(image!), w.pointer, y!, ...(bias ? [bias] : [])];
    walkLevels(f, [groupLevel(attrs, s, perGroup)], starts, (a, b, c, bias) =>
      emitProduct(
        f,
        {
          rows: [...(together ? [images] : []), ...pixelLevels(attrs, s, x)],
          depth: tapLevels(attrs, s, x, w.depthStride),
          columns: columnsPerProduct(s, s.filtersPerGroup),
          panelStride: w.panelStride,
          diagonal: s.depthwise,
          accumulate: false,
          order: together
            ? 'row-by-row'
            : cheaperOrder(
                { bytes: imageStrides[0]!, rows: s.rows * s.columns },
                { bytes: w.bytes, columns: s.filters },
              ),
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
  const columns = columnsPerProduct(s, s.filtersPerGroup);
  const pixels = s.rows * s.columns;
  // Every block of dw walks the whole image: dy is packed, so that a panel of it is one short run.
  const packed = !s.depthwise && columns > panelColumns ? f.scratch(packedBytes(pixels, columns)) : null;
  const panelStride = packed ? pixels * packedStride : null;
  f.clear(f.output, 4 * elementCount(output));
  const imageStrides = [4 * s.height * s.width * s.channels, 4 * pixels * s.filters];
  // Image by image, so that x and dy stay in the cache while all blocks of dw read them.
  walkLevels(f, [{ count: s.batch, strides: imageStrides }], [f.input(0), f.input(1)], (image, dy) => {
    const perGroup = [4 * s.channelsPerGroup, 4 * s.filtersPerGroup, 4 * s.filtersPerGroup];
    walkLevels(f, [groupLevel(attrs, s, perGroup)], [x.load(image!), dy!, f.output], (a, b, c) => {
      const layout = { depth: pixels, columns, depthStride: 4 * s.filters, columnStride: 4 };
      if (packed) emitPacking(f, b!, packed, layout, pixels * packedStride);
      emitProduct(
        f,
        {
          rows: tapLevels(attrs, s, x, 4 * s.filters),
          depth: pixelLevels(attrs, s, x, packed ? packedStride : 4 * s.filters),
          columns,
          panelStride,
          diagonal: s.depthwise,
          accumulate: true,
          order: 'panel-by-panel',
          finish: null,
        },
        { a: a!, b: packed ?? b!, c: c!, bias: null },
      );
    });
  });
};
