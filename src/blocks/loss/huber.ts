/** Huber's loss: squared for small errors, absolute for large ones (Huber, 1964). */
import { formatPlain } from '../../text/format.ts';
import { defineBlock } from '../define.ts';
import { lossInputs, meanPerExample, weightField, weightRow } from './loss.ts';
import { inferLoss, lossEnds } from './target.ts';

export const huber = defineBlock({
  kind: 'huber',
  version: 1,
  family: 'output',
  title: 'Huber',
  icon: 'waypoints',
  doc: 'With d = prediction − target: L = ½·d² where |d| ≤ δ, else δ·(|d| − δ/2), averaged over all numbers of an example (of a sequence: at its real steps) and over the batch. Takes two tensors of one shape; labels count as one number a class, 1 for the right one and 0 for the others. Use it to predict quantities when most are clean and some are wild: smooth near zero, and calm far away.',
  formula: 'L = mean(½·d² or δ·(|d| − δ/2))',
  keywords: ['loss', 'smooth l1', 'regression', 'robust'],
  stem: 'loss',
  params: {
    delta: {
      kind: 'float',
      min: 0.000001,
      max: 1000,
      step: 0.1,
      default: 1,
      label: 'Delta',
      help: 'Size of the error from which on the loss grows in a straight line.',
    },
    weight: weightField,
  },
  summary: ({ delta, weight }) => [
    { label: 'delta', text: formatPlain(delta) },
    ...(weight === 1 ? [] : [weightRow(weight)]),
  ],
  inputs: lossInputs,
  outputs: () => [],
  role: 'loss',
  lengths: 'keep',
  infer: inferLoss,
  lower: (builder, args) => {
    const { prediction, target, lengths, metric } = lossEnds(builder, args, 0.5);
    const losses = builder.unary('huber', builder.binary('subtract', prediction, target), args.params.delta);
    const perExample = meanPerExample(builder, losses, lengths);
    return { outputs: {}, loss: { perExample, weight: args.params.weight, metric } };
  },
});
