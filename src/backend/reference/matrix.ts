/** Reference kernels on matrices and rows: products, softmax and cross-entropy. */
import { elementCount } from '../../base/rowmajor.ts';
import type { Compute } from './kernel.ts';

export const computeMatmul: Compute<'matmul'> = (kernel, { memory, inputs, output }) => {
  const { transposeA, transposeB } = kernel.attrs;
  const [a, b] = inputs as [number, number];
  const [shapeA, shapeB] = kernel.inputs as [readonly number[], readonly number[]];
  const [rows, columns] = kernel.output as [number, number];
  const inner = shapeA[transposeA ? 0 : 1]!;
  const [rowA, innerA] = transposeA ? [1, shapeA[1]!] : [shapeA[1]!, 1];
  const [innerB, columnB] = transposeB ? [1, shapeB[1]!] : [shapeB[1]!, 1];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        sum += memory[a + row * rowA + k * innerA]! * memory[b + k * innerB + column * columnB]!;
      }
      memory[output + row * columns + column] = sum;
    }
  }
};

/** log Σ exp of a row, with its largest element taken out so that no power overflows. */
function logSumExp(memory: Float64Array, row: number, columns: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < columns; c++) largest = Math.max(largest, memory[row + c]!);
  let sum = 0;
  for (let c = 0; c < columns; c++) sum += Math.exp(memory[row + c]! - largest);
  return largest + Math.log(sum);
}

export const computeSoftmax: Compute<'softmax'> = ({ output: shape }, { memory, inputs, output }) => {
  const [x] = inputs as [number];
  const columns = shape.at(-1)!;
  for (let row = 0; row < elementCount(shape); row += columns) {
    const normalizer = logSumExp(memory, x + row, columns);
    for (let c = 0; c < columns; c++) memory[output + row + c] = Math.exp(memory[x + row + c]! - normalizer);
  }
};

export const computeSoftmaxGrad: Compute<'softmaxGrad'> = ({ output: shape }, { memory, inputs, output }) => {
  const [y, dy] = inputs as [number, number];
  const columns = shape.at(-1)!;
  for (let row = 0; row < elementCount(shape); row += columns) {
    let dot = 0;
    for (let c = 0; c < columns; c++) dot += memory[y + row + c]! * memory[dy + row + c]!;
    for (let c = 0; c < columns; c++) {
      memory[output + row + c] = memory[y + row + c]! * (memory[dy + row + c]! - dot);
    }
  }
};

export const computeCrossEntropy: Compute<'crossEntropy'> = (kernel, { memory, inputs, output }) => {
  const [logits, labels] = inputs as [number, number];
  const [rows, columns] = kernel.inputs[0] as [number, number];
  for (let row = 0; row < rows; row++) {
    const start = logits + row * columns;
    memory[output + row] = logSumExp(memory, start, columns) - memory[start + memory[labels + row]!]!;
  }
};

export const computeCrossEntropyGrad: Compute<'crossEntropyGrad'> = (kernel, { memory, inputs, output }) => {
  const [logits, labels, dy] = inputs as [number, number, number];
  const [rows, columns] = kernel.output as [number, number];
  for (let row = 0; row < rows; row++) {
    const start = logits + row * columns;
    const normalizer = logSumExp(memory, start, columns);
    for (let c = 0; c < columns; c++) {
      const target = memory[labels + row] === c ? 1 : 0;
      const probability = Math.exp(memory[start + c]! - normalizer);
      memory[output + row * columns + c] = (probability - target) * memory[dy + row]!;
    }
  }
};
