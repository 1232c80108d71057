/** Reference kernels that only move numbers, make them from labels, or draw them. */
import { philox4x32 } from '../../base/philox.ts';
import { elementCount, rowMajorStrides } from '../../base/rowmajor.ts';
import type { Compute } from './kernel.ts';
import { broadcastStrides, walk } from './traversal.ts';

export const computeBroadcast: Compute<'broadcast'> = (kernel, { memory, inputs, output }) => {
  const [x] = inputs as [number];
  walk(kernel.output, broadcastStrides(kernel.inputs[0]!, kernel.output), (index, position) => {
    memory[output + index] = memory[x + position]!;
  });
};

export const computeTranspose: Compute<'transpose'> = (kernel, { memory, inputs, output }) => {
  const [x] = inputs as [number];
  const strides = rowMajorStrides(kernel.inputs[0]!);
  const permuted = kernel.attrs.permutation.map((axis) => strides[axis]!);
  walk(kernel.output, permuted, (index, position) => {
    memory[output + index] = memory[x + position]!;
  });
};

export const computeConcat: Compute<'concat'> = (kernel, { memory, inputs, output }) => {
  const { axis } = kernel.attrs;
  const strides = rowMajorStrides(kernel.output);
  let start = 0;
  for (const [part, shape] of kernel.inputs.entries()) {
    const from = inputs[part]!;
    const to = output + start * strides[axis]!;
    walk(shape, strides, (index, position) => {
      memory[to + position] = memory[from + index]!;
    });
    start += shape[axis]!;
  }
};

export const computeSlice: Compute<'slice'> = (kernel, { memory, inputs, output }) => {
  const { axis, start } = kernel.attrs;
  const strides = rowMajorStrides(kernel.inputs[0]!);
  const from = inputs[0]! + start * strides[axis]!;
  walk(kernel.output, strides, (index, position) => {
    memory[output + index] = memory[from + position]!;
  });
};

export const computePad: Compute<'pad'> = (kernel, { memory, inputs, output }) => {
  const { axis, start } = kernel.attrs;
  const [x] = inputs as [number];
  const strides = rowMajorStrides(kernel.output);
  const to = output + start * strides[axis]!;
  memory.fill(0, output, output + elementCount(kernel.output));
  walk(kernel.inputs[0]!, strides, (index, position) => {
    memory[to + position] = memory[x + index]!;
  });
};

export const computeOneHot: Compute<'oneHot'> = (kernel, { memory, inputs, output }) => {
  const { classes } = kernel.attrs;
  const [labels] = inputs as [number];
  const count = elementCount(kernel.inputs[0]!);
  for (let row = 0; row < count; row++) {
    for (let label = 0; label < classes; label++) {
      memory[output + row * classes + label] = memory[labels + row] === label ? 1 : 0;
    }
  }
};

export const computeUniform: Compute<'uniform'> = ({ attrs, output: shape }, { memory, output, scalars }) => {
  const words = new Uint32Array(4);
  for (let i = 0; i < elementCount(shape); i++) {
    if (i % 4 === 0) philox4x32(words, i / 4, scalars.step, attrs.stream, 0, scalars.seed >>> 0, 0);
    memory[output + i] = (words[i % 4]! >>> 8) / 2 ** 24;
  }
};
