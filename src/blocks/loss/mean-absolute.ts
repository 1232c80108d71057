/** Mean absolute error. */
import { defineBlock } from '../define.ts';
import { lossInputs, meanPerExample, weightField, weightRow } from './loss.ts';
import { inferLoss, lossEnds } from './target.ts';

export const meanAbsolute = defineBlock({
  kind: 'mean-absolute',
  version: 1,
  family: 'output',
  title: 'Mean absolute',
  icon: 'diff',
  doc: 'L = |prediction − target|, averaged over all numbers of an example (of a sequence: at its real steps) and over the batch. Takes two tensors of one shape; labels count as one number a class, 1 for the right one and 0 for the others. Use it to predict quantities where a few wild examples should not decide: it aims at the median rather than the mean.',
  formula: 'L = mean(|prediction − target|)',
  keywords: ['loss', 'mae', 'l1', 'regression', 'absolute'],
  stem: 'loss',
  params: { weight: weightField },
  summary: ({ weight }) => (weight === 1 ? [] : [weightRow(weight)]),
  inputs: lossInputs,
  outputs: () => [],
  role: 'loss',
  lengths: 'keep',
  infer: inferLoss,
  lower: (builder, args) => {
    const { prediction, target, lengths, metric } = lossEnds(builder, args, 0.5);
    const sizes = builder.unary('abs', builder.binary('subtract', prediction, target));
    const perExample = meanPerExample(builder, sizes, lengths);
    return { outputs: {}, loss: { perExample, weight: args.params.weight, metric } };
  },
});
