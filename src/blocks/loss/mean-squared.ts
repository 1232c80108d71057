/** Mean squared error. */
import { defineBlock } from '../define.ts';
import { lossInputs, meanPerExample, weightField, weightRow } from './loss.ts';
import { inferLoss, lossEnds } from './target.ts';

export const meanSquared = defineBlock({
  kind: 'mean-squared',
  version: 1,
  family: 'output',
  title: 'Mean squared',
  icon: 'ruler',
  doc: 'L = (prediction − target)², averaged over all numbers of an example (of a sequence: at its real steps) and over the batch. Takes two tensors of one shape; labels count as one number a class, 1 for the right one and 0 for the others. Use it to predict quantities, and for autoencoders with the input itself as target; large errors weigh most.',
  formula: 'L = mean((prediction − target)²)',
  keywords: ['loss', 'mse', 'l2', 'regression', 'squares', 'autoencoder'],
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
    const squares = builder.unary('square', builder.binary('subtract', prediction, target));
    const perExample = meanPerExample(builder, squares, lengths);
    return { outputs: {}, loss: { perExample, weight: args.params.weight, metric } };
  },
});
