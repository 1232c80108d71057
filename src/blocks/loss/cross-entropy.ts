/** Cross-entropy: how surprised the network is by the right class. */
import { fullText } from '../../tensor/shape.ts';
import { defineBlock, type Fault, type InferArgs } from '../define.ts';
import { expectsReal, type Place } from '../faults.ts';
import { labelFault } from './labels.ts';
import { lossInputs, meanPerExample, weightField, weightRow } from './loss.ts';

function faultOf({ block, inputs }: InferArgs<unknown>): Fault | null {
  const prediction: Place = { block, port: 'prediction', type: inputs.prediction! };
  const target: Place = { block, port: 'target', type: inputs.target! };
  const index = expectsReal(prediction);
  if (index) return index;
  const { element } = target.type;
  if (element.of !== 'index') return expectsIndex(target);
  return labelFault(prediction, target, element.classes);
}

/** `actual`: the target's type; `expected`: labels. A loss on numbers takes such a target. */
function expectsIndex(target: Place): Fault {
  return {
    code: 'expects-index',
    severity: 'wrong',
    port: target.port,
    expected: '[B]',
    actual: fullText(target.type),
    types: { [target.port]: target.type },
    origin: target.type.axes.at(-1)?.trace ?? null,
    fixes: [{ kind: 'replace-kind', block: target.block, with: 'mean-squared', params: {} }],
  };
}

export const crossEntropy = defineBlock({
  kind: 'cross-entropy',
  version: 1,
  family: 'output',
  title: 'Cross-entropy',
  icon: 'target',
  doc: 'L = −log softmax(prediction)[target], averaged over the batch. Takes logits [B, classes] (numbers of any size, without a softmax: it is part of the loss) and labels [B]. Use it to choose one of several classes; guessing among n classes costs log n.',
  formula: 'L = −log softmax(prediction)[target]',
  keywords: ['loss', 'softmax', 'classification', 'logits', 'log likelihood', 'nll'],
  stem: 'loss',
  params: { weight: weightField },
  summary: ({ weight }) => (weight === 1 ? [] : [weightRow(weight)]),
  inputs: lossInputs,
  outputs: () => [],
  role: 'loss',
  appliesToPrediction: () => 'softmax',
  infer: (args) => {
    const fault = faultOf(args);
    return { outputs: {}, faults: fault ? [fault] : [] };
  },
  lower: (builder, { params, inputs }) => {
    const [prediction, target] = [inputs.prediction!, inputs.target!];
    const shape = builder.shapeOf(prediction);
    const classes = shape.at(-1)!;
    const leading = shape.slice(0, -1);
    const rows = leading.reduce((a, b) => a * b, 1);
    const flat = leading.length === 1;
    const loss = builder.crossEntropy(
      flat ? prediction : builder.reshape(prediction, [rows, classes]),
      flat ? target : builder.reshape(target, [rows]),
    );
    const perExample = flat ? loss : meanPerExample(builder, builder.reshape(loss, leading));
    return {
      outputs: {},
      loss: {
        perExample,
        weight: params.weight,
        metric: { kind: 'accuracy', prediction, target, lengths: null, classes },
      },
    };
  },
});
