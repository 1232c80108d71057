/** Reference kernels that compute element by element. */
import { elementCount } from '../../base/rowmajor.ts';
import { binary, unary } from './functions.ts';
import type { Compute } from './kernel.ts';
import { broadcastStrides, walk } from './traversal.ts';

export const computeConstant: Compute<'constant'> = ({ attrs, output: shape }, { memory, output }) => {
  memory.fill(attrs.value, output, output + elementCount(shape));
};

export const computeUnary: Compute<'unary'> = ({ attrs, output: shape }, { memory, inputs, output }) => {
  const { value } = unary[attrs.fn];
  const [x] = inputs as [number];
  for (let i = 0; i < elementCount(shape); i++) memory[output + i] = value(memory[x + i]!, attrs.alpha);
};

export const computeUnaryGrad: Compute<'unaryGrad'> = ({ attrs, output: shape }, { memory, inputs, output }) => {
  const { derivative } = unary[attrs.fn];
  // Grad passes the operand that the derivative reads in both places.
  const [operand, , dy] = inputs as [number, number, number];
  for (let i = 0; i < elementCount(shape); i++) {
    memory[output + i] = memory[dy + i]! * derivative(memory[operand + i]!, attrs.alpha);
  }
};

export const computeBinary: Compute<'binary'> = (kernel, { memory, inputs, output }) => {
  const apply = binary[kernel.attrs.fn];
  const [a, b] = inputs as [number, number];
  const [shapeA, shapeB] = kernel.inputs as [readonly number[], readonly number[]];
  const positionsB = new Uint32Array(elementCount(kernel.output));
  walk(kernel.output, broadcastStrides(shapeB, kernel.output), (index, position) => {
    positionsB[index] = position;
  });
  walk(kernel.output, broadcastStrides(shapeA, kernel.output), (index, position) => {
    memory[output + index] = apply(memory[a + position]!, memory[b + positionsB[index]!]!);
  });
};

export const computeReduce: Compute<'reduce'> = (kernel, { memory, inputs, output }) => {
  const [x] = inputs as [number];
  const isSum = kernel.attrs.fn === 'sum';
  memory.fill(isSum ? 0 : Number.NEGATIVE_INFINITY, output, output + elementCount(kernel.output));
  const shape = kernel.inputs[0]!;
  walk(shape, broadcastStrides(kernel.output, shape), (index, position) => {
    const value = memory[x + index]!;
    const before = memory[output + position]!;
    memory[output + position] = isSum ? before + value : Math.max(before, value);
  });
};

export const computeDropoutMask: Compute<'dropoutMask'> = ({ attrs, output: shape }, { memory, inputs, output }) => {
  const [u] = inputs as [number];
  const kept = 1 / (1 - attrs.rate);
  for (let i = 0; i < elementCount(shape); i++) memory[output + i] = memory[u + i]! >= attrs.rate ? kept : 0;
};
