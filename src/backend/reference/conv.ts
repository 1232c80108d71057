/** Reference kernels of convolution: one walk over all products x·w → y, read in three directions. */
import { elementCount } from '../../base/rowmajor.ts';
import type { Shape } from '../../ir/graph.ts';
import type { ConvAttrs } from '../../ir/ops.ts';
import type { Compute } from './kernel.ts';

/** Calls back with the index into x, w and y of every product of the convolution x [B,H,W,C] ∗ w [kh,kw,C/g,O] = y. */
function eachProduct(
  { stride, dilation, padding, groups }: ConvAttrs,
  x: Shape,
  w: Shape,
  y: Shape,
  visit: (x: number, w: number, y: number) => void,
): void {
  const [batch, height, width, channels] = x as [number, number, number, number];
  const [kernelHeight, kernelWidth, perGroup, filters] = w as [number, number, number, number];
  const [, rows, columns] = y as [number, number, number, number];
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        for (let ky = 0; ky < kernelHeight; ky++) {
          const inY = row * stride[0] - padding[0] + ky * dilation[0];
          if (inY < 0 || inY >= height) continue;
          for (let kx = 0; kx < kernelWidth; kx++) {
            const inX = column * stride[1] - padding[2] + kx * dilation[1];
            if (inX < 0 || inX >= width) continue;
            for (let filter = 0; filter < filters; filter++) {
              const group = Math.floor(filter / (filters / groups));
              const atY = ((b * rows + row) * columns + column) * filters + filter;
              for (let c = 0; c < perGroup; c++) {
                const atX = ((b * height + inY) * width + inX) * channels + group * perGroup + c;
                const atW = ((ky * kernelWidth + kx) * perGroup + c) * filters + filter;
                visit(atX, atW, atY);
              }
            }
          }
        }
      }
    }
  }
}

export const computeConv2d: Compute<'conv2d'> = (kernel, { memory, inputs, output }) => {
  const [x, w] = inputs as [number, number];
  const [shapeX, shapeW] = kernel.inputs as [Shape, Shape];
  memory.fill(0, output, output + elementCount(kernel.output));
  eachProduct(kernel.attrs, shapeX, shapeW, kernel.output, (atX, atW, atY) => {
    memory[output + atY]! += memory[x + atX]! * memory[w + atW]!;
  });
};

export const computeConv2dGradInput: Compute<'conv2dGradInput'> = (kernel, { memory, inputs, output }) => {
  const [w, dy] = inputs as [number, number];
  const [shapeW, shapeY] = kernel.inputs as [Shape, Shape];
  memory.fill(0, output, output + elementCount(kernel.output));
  eachProduct(kernel.attrs, kernel.output, shapeW, shapeY, (atX, atW, atY) => {
    memory[output + atX]! += memory[w + atW]! * memory[dy + atY]!;
  });
};

export const computeConv2dGradFilter: Compute<'conv2dGradFilter'> = (kernel, { memory, inputs, output }) => {
  const [x, dy] = inputs as [number, number];
  const [shapeX, shapeY] = kernel.inputs as [Shape, Shape];
  memory.fill(0, output, output + elementCount(kernel.output));
  eachProduct(kernel.attrs, shapeX, kernel.output, shapeY, (atX, atW, atY) => {
    memory[output + atW]! += memory[x + atX]! * memory[dy + atY]!;
  });
};
