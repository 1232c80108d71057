/** Dense: every output is a weighted sum of all inputs. */
import { type Axis, axis, real } from '../../tensor/shape.ts';
import { lastActivation } from '../activations.ts';
import { defineBlock } from '../define.ts';
import { expectsReal, failed, insertBefore, insertFlatten, rankMismatch } from '../faults.ts';
import { activationRow, finishLayer, layerWeights, product, weightFields, weightsFormula } from '../weights.ts';

const weightOf = (features: number, units: number) => ({
  shape: [features, units],
  fanIn: features,
  fanOut: units,
});

const isPicture = (axes: readonly Axis[]): boolean => axes.some((each) => each.name === 'H' || each.name === 'W');

export const dense = defineBlock({
  kind: 'dense',
  version: 1,
  family: 'linear',
  title: 'Dense',
  icon: 'sigma',
  doc: 'y = f(x·W + b): each of the units weighs all features of its input. Takes [B, F] to [B, units], and acts on every step of a sequence, [B, T, F] to [B, T, units], with the same weights. Use it at the end of a classifier, or in a row with activations as a multi-layer perceptron; put Flatten before it for pictures.',
  formula: 'y = f(x·W + b)',
  keywords: ['linear', 'fully connected', 'perceptron', 'affine', 'mlp'],
  stem: 'dense',
  params: {
    units: { kind: 'int', min: 1, max: 65_536, default: 64, label: 'Units', help: 'Numbers in the result.' },
    ...weightFields,
  },
  summary: ({ units, activation }) => [{ label: 'units', text: `${units}` }, activationRow(activation)],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  place: 'step',
  lengths: 'keep',
  activation: ({ activation }) => lastActivation(activation),
  infer: ({ block, params, inputs }) => {
    const x = inputs.x!;
    const place = { block, port: 'x', type: x };
    const index = expectsReal(place);
    if (index) return failed(index);
    const last = x.axes.at(-1)!;
    if (x.axes.length < 2 || isPicture(x.axes) || typeof last.size !== 'number') {
      const fix = x.axes.length < 2 ? insertBefore(place, 'reshape', { shape: [1] }) : insertFlatten(place);
      return failed(rankMismatch(place, '[B, F]', [fix]));
    }
    const leading = x.axes.slice(0, -1);
    const steps = leading.flatMap(({ name, size }) => (name === 'B' || typeof size !== 'number' ? [] : [size]));
    const factors = [...steps, last.size, params.units];
    const weight = weightOf(last.size, params.units);
    const features = axis(last.name, params.units, block, last.trace, 'units');
    return {
      outputs: { y: { axes: [...leading, features], element: real } },
      weights: layerWeights(params, weight, params.units),
      macs: factors.reduce((a, b) => a * b, 1),
      macsFormula: product(factors),
      weightsFormula: weightsFormula(params, weight, params.units),
      arithmetic: [`features ${last.size} → ${params.units}`],
    };
  },
  lower: (builder, { params, inputs, weights }) => {
    const shape = builder.shapeOf(inputs.x!);
    const features = shape.at(-1)!;
    const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
    const matrix = shape.length === 2 ? inputs.x! : builder.reshape(inputs.x!, [rows, features]);
    const result = finishLayer(builder, builder.matmul(matrix, weights.weight!), weights.bias, params.activation);
    if (shape.length === 2) return result;
    const unfold = (id: number) => builder.reshape(id, [...shape.slice(0, -1), params.units]);
    return {
      outputs: { y: unfold(result.outputs.y) },
      ...(result.before === undefined ? {} : { before: unfold(result.before) }),
    };
  },
});
