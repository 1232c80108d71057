/** Cross-entropy: how surprised the network is by the right class. */
import type { FixProposal } from '../../tensor/diagnostic.ts';
import { fullText } from '../../tensor/shape.ts';
import { defineBlock, type Fault, type InferArgs, type Metric } from '../define.ts';
import { expectsIndex, expectsReal, type Place } from '../faults.ts';
import { zeroPadding } from '../lengths.ts';
import { labelFault } from './labels.ts';
import { countedLengths, lossInputs, meanPerExample, weightField, weightRow } from './loss.ts';

function faultOf({ block, inputs }: InferArgs<unknown>): Fault | null {
  const prediction: Place = { block, port: 'prediction', type: inputs.prediction! };
  const target: Place = { block, port: 'target', type: inputs.target! };
  const index = expectsReal(prediction);
  if (index) return index;
  const { element } = target.type;
  if (element.of !== 'index') return expectsLabels(prediction, target);
  return labelFault(prediction, target, element.classes);
}

/** A loss on numbers takes such a target. */
function expectsLabels(prediction: Place, target: Place): Fault {
  const { axes } = prediction.type;
  const labels = { ...prediction.type, axes: axes.slice(0, Math.max(1, axes.length - 1)) };
  const fixes: readonly FixProposal[] = [
    { kind: 'replace-kind', block: target.block, with: 'mean-squared', params: {} },
  ];
  return expectsIndex(target, 'labels', fullText(labels), fixes);
}

export const crossEntropy = defineBlock({
  kind: 'cross-entropy',
  version: 1,
  family: 'output',
  title: 'Cross-entropy',
  icon: 'target',
  doc: 'L = −log softmax(prediction)[target], averaged over the batch. Takes logits [B, classes] (numbers of any size, without a softmax: it is part of the loss) and labels [B]; or one answer a step, [B, T, classes] and [B, T], of which an example’s loss is the mean over its real steps. Use it to choose one of several classes; guessing among n classes costs log n.',
  formula: 'L = −log softmax(prediction)[target]',
  keywords: ['loss', 'softmax', 'classification', 'logits', 'log likelihood', 'nll'],
  stem: 'loss',
  params: { weight: weightField },
  summary: ({ weight }) => (weight === 1 ? [] : [weightRow(weight)]),
  inputs: lossInputs,
  outputs: () => [],
  role: 'loss',
  lengths: 'keep',
  appliesToPrediction: () => 'softmax',
  infer: (args) => {
    const fault = faultOf(args);
    return { outputs: {}, faults: fault ? [fault] : [] };
  },
  lower: (builder, args) => {
    const [prediction, target] = [args.inputs.prediction!, args.inputs.target!];
    const { weight } = args.params;
    const lengths = countedLengths(args);
    const shape = builder.shapeOf(prediction);
    const classes = shape.at(-1)!;
    const metric: Metric = { kind: 'accuracy', prediction, target, lengths, classes };
    const leading = shape.slice(0, -1);
    if (leading.length === 1) {
      return { outputs: {}, loss: { perExample: builder.crossEntropy(prediction, target), weight, metric } };
    }
    const rows = leading.reduce((a, b) => a * b, 1);
    // Padding of any value must still be a label.
    const labels = lengths === null ? target : zeroPadding(builder, target, lengths);
    const losses = builder.crossEntropy(builder.reshape(prediction, [rows, classes]), builder.reshape(labels, [rows]));
    const perExample = meanPerExample(builder, builder.reshape(losses, leading), lengths);
    return { outputs: {}, loss: { perExample, weight, metric } };
  },
});
