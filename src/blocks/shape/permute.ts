/** Permute: the axes of an example in another order. */

import type { TensorType } from '../../tensor/shape.ts';
import { defineBlock, type Fault } from '../define.ts';
import { failed, setParam } from '../faults.ts';

const isPermutation = (order: readonly number[], rank: number): boolean =>
  order.length === rank - 1 && order.every((each) => each < rank) && new Set(order).size === order.length;

/** `expected`: the axes that must each be named once; `actual`: the order. */
function mismatch(block: string, x: TensorType, order: readonly number[]): Fault {
  const axes = x.axes.slice(1).map((_, index) => index + 1);
  const swapped = [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
  return {
    code: 'permute-mismatch',
    severity: 'wrong',
    port: 'x',
    param: 'order',
    expected: `${axes.join(', ')} in some order`,
    actual: order,
    types: { x },
    fixes: axes.length === 0 ? [{ kind: 'remove-block', block }] : [setParam(block, 'order', swapped)],
  };
}

export const permute = defineBlock({
  kind: 'permute',
  version: 1,
  family: 'shape',
  title: 'Permute',
  icon: 'arrow-left-right',
  doc: 'Puts the axes of an example in another order; the batch stays in front. Order 2, 1 turns [B, T, F] into [B, F, T]; order 3, 1, 2 turns [B, H, W, C] into [B, C, H, W]. The numbers are moved, not changed. Use it to let a layer work along another axis.',
  formula: 'y = x with its axes reordered',
  keywords: ['transpose', 'swap', 'axes'],
  stem: 'permute',
  params: {
    order: {
      kind: 'ints',
      min: 1,
      max: 4,
      count: null,
      maxCount: 4,
      default: [2, 1],
      label: 'Order',
      help: 'For each axis of the result, which axis of the input it is; the batch is 0 and not named.',
    },
  },
  summary: ({ order }) => [{ label: 'order', text: order.join(', ') }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  keepsActivation: true,
  infer: ({ block, params, inputs }) => {
    const x = inputs.x!;
    if (!isPermutation(params.order, x.axes.length)) return failed(mismatch(block, x, params.order));
    const axes = [0, ...params.order].map((index) => x.axes[index]!);
    return { outputs: { y: { axes, element: x.element } } };
  },
  lower: (builder, { params, inputs }) => ({ outputs: { y: builder.transpose(inputs.x!, [0, ...params.order]) } }),
});
