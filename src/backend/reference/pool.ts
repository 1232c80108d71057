/** Reference kernels of pooling. */
import { elementCount } from '../../base/rowmajor.ts';
import type { Shape } from '../../ir/graph.ts';
import type { PoolAttrs } from '../../ir/ops.ts';
import type { Compute } from './kernel.ts';

/** Calls back for every window of x [B,H,W,C] with the index into y and those into x that it covers, in row-major order. */
function eachWindow(
  { window, stride, padding }: PoolAttrs,
  x: Shape,
  y: Shape,
  visit: (y: number, covered: readonly number[]) => void,
): void {
  const [batch, height, width, channels] = x as [number, number, number, number];
  const [, rows, columns] = y as [number, number, number, number];
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const top = row * stride[0] - padding[0];
        const left = column * stride[1] - padding[2];
        for (let c = 0; c < channels; c++) {
          const covered: number[] = [];
          for (let inY = Math.max(top, 0); inY < Math.min(top + window[0], height); inY++) {
            for (let inX = Math.max(left, 0); inX < Math.min(left + window[1], width); inX++) {
              covered.push(((b * height + inY) * width + inX) * channels + c);
            }
          }
          visit(((b * rows + row) * columns + column) * channels + c, covered);
        }
      }
    }
  }
}

/** The index of the largest; of equal ones the first. */
function winner(memory: Float64Array, x: number, covered: readonly number[]): number {
  return covered.reduce((best, at) => (memory[x + at]! > memory[x + best]! ? at : best));
}

export const computeMaxPool: Compute<'maxPool'> = (kernel, { memory, inputs, output }) => {
  const [x] = inputs as [number];
  eachWindow(kernel.attrs, kernel.inputs[0]!, kernel.output, (atY, covered) => {
    memory[output + atY] = memory[x + winner(memory, x, covered)]!;
  });
};

export const computeMaxPoolGrad: Compute<'maxPoolGrad'> = (kernel, { memory, inputs, output }) => {
  const [x, dy] = inputs as [number, number];
  const [shapeX, shapeY] = kernel.inputs as [Shape, Shape];
  memory.fill(0, output, output + elementCount(shapeX));
  eachWindow(kernel.attrs, shapeX, shapeY, (atY, covered) => {
    memory[output + winner(memory, x, covered)]! += memory[dy + atY]!;
  });
};

function divisor(attrs: PoolAttrs & { readonly countPadding: boolean }, covered: readonly number[]): number {
  return attrs.countPadding ? attrs.window[0] * attrs.window[1] : covered.length;
}

export const computeAvgPool: Compute<'avgPool'> = (kernel, { memory, inputs, output }) => {
  const [x] = inputs as [number];
  eachWindow(kernel.attrs, kernel.inputs[0]!, kernel.output, (atY, covered) => {
    let sum = 0;
    for (const at of covered) sum += memory[x + at]!;
    memory[output + atY] = sum / divisor(kernel.attrs, covered);
  });
};

export const computeAvgPoolGrad: Compute<'avgPoolGrad'> = (kernel, { memory, inputs, output }) => {
  const [dy] = inputs as [number];
  memory.fill(0, output, output + elementCount(kernel.output));
  eachWindow(kernel.attrs, kernel.output, kernel.inputs[0]!, (atY, covered) => {
    const share = memory[dy + atY]! / divisor(kernel.attrs, covered);
    for (const at of covered) memory[output + at]! += share;
  });
};
