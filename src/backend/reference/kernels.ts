/** The reference kernel of every op: one total table. */
import { elementCount } from '../../base/rowmajor.ts';
import type { Kernel, KernelOp, OpKernel } from '../../plan/program.ts';
import { computeConv2d, computeConv2dGradFilter, computeConv2dGradInput } from './conv.ts';
import {
  computeBinary,
  computeConstant,
  computeDropoutMask,
  computeReduce,
  computeUnary,
  computeUnaryGrad,
} from './elementwise.ts';
import { unary } from './functions.ts';
import type { Compute, Operands } from './kernel.ts';
import {
  computeCrossEntropy,
  computeCrossEntropyGrad,
  computeMatmul,
  computeSoftmax,
  computeSoftmaxGrad,
} from './matrix.ts';
import {
  computeBroadcast,
  computeConcat,
  computeOneHot,
  computePad,
  computeSlice,
  computeTranspose,
  computeUniform,
} from './movement.ts';
import { computeAvgPool, computeAvgPoolGrad, computeMaxPool, computeMaxPoolGrad } from './pool.ts';
import { computeGather, computeGatherGrad, computeStepMask, computeWindowSteps } from './sequence.ts';

const kernels: { readonly [K in KernelOp]: Compute<K> } = {
  constant: computeConstant,
  unary: computeUnary,
  unaryGrad: computeUnaryGrad,
  binary: computeBinary,
  reduce: computeReduce,
  broadcast: computeBroadcast,
  matmul: computeMatmul,
  conv2d: computeConv2d,
  conv2dGradInput: computeConv2dGradInput,
  conv2dGradFilter: computeConv2dGradFilter,
  maxPool: computeMaxPool,
  maxPoolGrad: computeMaxPoolGrad,
  avgPool: computeAvgPool,
  avgPoolGrad: computeAvgPoolGrad,
  softmax: computeSoftmax,
  softmaxGrad: computeSoftmaxGrad,
  crossEntropy: computeCrossEntropy,
  crossEntropyGrad: computeCrossEntropyGrad,
  oneHot: computeOneHot,
  transpose: computeTranspose,
  concat: computeConcat,
  slice: computeSlice,
  pad: computePad,
  uniform: computeUniform,
  dropoutMask: computeDropoutMask,
  gather: computeGather,
  gatherGrad: computeGatherGrad,
  stepMask: computeStepMask,
  windowSteps: computeWindowSteps,
};

/** Computes the kernel's op, then its epilogue, whose bias is the last of the operands. */
export function compute(kernel: OpKernel, operands: Operands): void {
  // The table pairs each op with its own kernel type; an indexed access cannot show it.
  (kernels[kernel.op] as Compute<KernelOp>)(kernel as Kernel, operands);
  const { bias, activation } = kernel.epilogue;
  if (!bias && !activation) return;
  const { memory, inputs, output } = operands;
  const channels = kernel.output.at(-1) ?? 1;
  const biasAt = inputs.at(-1)!;
  for (let i = 0; i < elementCount(kernel.output); i++) {
    const value = memory[output + i]! + (bias ? memory[biasAt + (i % channels)]! : 0);
    memory[output + i] = activation ? unary[activation.fn].value(value, activation.alpha) : value;
  }
}
