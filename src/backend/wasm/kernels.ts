/** The code emitter of every op: one total table. */
import type { AnyKernel, Kernel, KernelOp } from '../../plan/program.ts';
import { emitConv2d, emitConv2dGradFilter } from './conv.ts';
import { emitConv2dGradInput } from './conv-grad-input.ts';
import { emitBinary, emitBroadcast, emitConstant, emitDropoutMask, emitUnary, emitUnaryGrad } from './elementwise.ts';
import { emitFused } from './fused.ts';
import type { KernelFunction } from './kernel-function.ts';
import { emitMatmul } from './matmul.ts';
import { emitConcat, emitPad, emitSlice, emitTranspose } from './move.ts';
import { emitAvgPool, emitMaxPool } from './pool.ts';
import { emitAvgPoolGrad, emitMaxPoolGrad } from './pool-grad.ts';
import { emitUniform } from './random.ts';
import { emitReduce } from './reduce.ts';
import type { KernelRule } from './rule.ts';
import { emitGather, emitGatherGrad, emitStepMask, emitWindowSteps } from './sequence.ts';
import { emitCrossEntropy, emitCrossEntropyGrad, emitOneHot, emitSoftmax, emitSoftmaxGrad } from './softmax.ts';

const rules: { readonly [K in KernelOp]: KernelRule<K> } = {
  constant: emitConstant,
  unary: emitUnary,
  unaryGrad: emitUnaryGrad,
  binary: emitBinary,
  reduce: emitReduce,
  broadcast: emitBroadcast,
  matmul: emitMatmul,
  conv2d: emitConv2d,
  conv2dGradInput: emitConv2dGradInput,
  conv2dGradFilter: emitConv2dGradFilter,
  maxPool: emitMaxPool,
  maxPoolGrad: emitMaxPoolGrad,
  avgPool: emitAvgPool,
  avgPoolGrad: emitAvgPoolGrad,
  softmax: emitSoftmax,
  softmaxGrad: emitSoftmaxGrad,
  crossEntropy: emitCrossEntropy,
  crossEntropyGrad: emitCrossEntropyGrad,
  oneHot: emitOneHot,
  transpose: emitTranspose,
  concat: emitConcat,
  slice: emitSlice,
  pad: emitPad,
  uniform: emitUniform,
  dropoutMask: emitDropoutMask,
  gather: emitGather,
  gatherGrad: emitGatherGrad,
  stepMask: emitStepMask,
  windowSteps: emitWindowSteps,
};

export function emitKernel(kernel: AnyKernel, f: KernelFunction): void {
  if (kernel.op === 'fused') {
    emitFused(kernel, f);
    return;
  }
  // The table pairs each op with its own kernel type; an indexed access cannot show it.
  (rules[kernel.op] as KernelRule<KernelOp>)(kernel as Kernel, f);
}
