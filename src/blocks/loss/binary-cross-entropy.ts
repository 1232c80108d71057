/** Binary cross-entropy: how surprised each output is by its yes or no. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import { defineBlock } from '../define.ts';
import { lossInputs, meanPerExample, weightField, weightRow } from './loss.ts';
import { inferLoss, lossEnds } from './target.ts';

/** softplus(x) − x·t, which is −t·log σ(x) − (1 − t)·log(1 − σ(x)) without its overflow. */
const onLogits = (builder: Builder, x: NodeId, t: NodeId): NodeId =>
  builder.binary('subtract', builder.unary('softplus', x), builder.binary('multiply', x, t));

/** Probabilities are kept this far from 0 and 1, as in Keras, so that a certain and wrong output costs 16 and not ∞. */
const margin = 1e-7;

function onProbabilities(builder: Builder, p: NodeId, t: NodeId): NodeId {
  const log = (x: NodeId) =>
    builder.unary('log', builder.scalar('add', builder.unary('relu', builder.scalar('subtract', x, margin)), margin));
  const complement = (x: NodeId) => builder.scalar('add', builder.unary('negate', x), 1);
  const yes = builder.binary('multiply', t, log(p));
  const no = builder.binary('multiply', complement(t), log(complement(p)));
  return builder.unary('negate', builder.binary('add', yes, no));
}

export const binaryCrossEntropy = defineBlock({
  kind: 'binary-cross-entropy',
  version: 1,
  family: 'output',
  title: 'Binary cross-entropy',
  icon: 'binary',
  doc: 'L = −t·log p − (1 − t)·log(1 − p) with p = sigmoid(prediction), averaged over all numbers of an example (of a sequence: at its real steps) and over the batch. Takes logits and targets from 0 to 1 of one shape, or labels: of two classes for a single output, else one number a class. Use it for yes-or-no questions, for several at once, and for autoencoders of pictures from 0 to 1.',
  formula: 'L = −t·log p − (1 − t)·log(1 − p)',
  keywords: ['loss', 'bce', 'sigmoid', 'logistic', 'classification', 'multi-label'],
  stem: 'loss',
  params: {
    logits: {
      kind: 'toggle',
      default: true,
      label: 'On logits',
      help: 'Applies the sigmoid itself, which is more exact; off, the prediction must be probabilities already.',
    },
    weight: weightField,
  },
  summary: ({ logits, weight }) => [
    { label: 'prediction', text: logits ? 'logits' : 'probabilities' },
    ...(weight === 1 ? [] : [weightRow(weight)]),
  ],
  inputs: lossInputs,
  outputs: () => [],
  role: 'loss',
  lengths: 'keep',
  appliesToPrediction: ({ logits }) => (logits ? 'sigmoid' : null),
  infer: inferLoss,
  lower: (builder, args) => {
    const { logits, weight } = args.params;
    const { prediction, target, lengths, metric } = lossEnds(builder, args, logits ? 0 : 0.5);
    const losses = (logits ? onLogits : onProbabilities)(builder, prediction, target);
    return { outputs: {}, loss: { perExample: meanPerExample(builder, losses, lengths), weight, metric } };
  },
});
