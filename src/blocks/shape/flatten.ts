/** Flatten: all axes of an example become one. */
import { type Axis, axis, exampleSize } from '../../tensor/shape.ts';
import { defineBlock } from '../define.ts';

/** A symbolic time axis stays: its length is not known when the network is built. */
const kept = (axes: readonly Axis[]): readonly Axis[] => axes.filter((each) => typeof each.size !== 'number');

export const flatten = defineBlock({
  kind: 'flatten',
  version: 1,
  family: 'shape',
  title: 'Flatten',
  icon: 'fold-horizontal',
  doc: 'Writes all numbers of an example in one row: [B, H, W, C] becomes [B, H·W·C], row by row with the channels of a pixel side by side. Nothing is computed or lost but the arrangement. Use it between convolutions or pictures and the first Dense.',
  formula: 'y = x as one row',
  keywords: ['reshape', 'vector', 'ravel'],
  stem: 'flatten',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  keepsActivation: true,
  infer: ({ block, inputs }) => {
    const x = inputs.x!;
    const size = exampleSize(x);
    const joined = x.axes.flatMap((each) => (typeof each.size === 'number' ? [each.size] : []));
    return {
      outputs: { y: { axes: [...kept(x.axes), axis('F', size, block)], element: x.element } },
      arithmetic: [`features ${joined.length === 0 ? '1' : joined.join('·')} = ${size}`],
    };
  },
  lower: (builder, { inputs, types }) => {
    const shape = builder.shapeOf(inputs.x!);
    const leading = kept(types.inputs.x!.axes).map((_, index) => shape[index]!);
    const size = shape.slice(leading.length).reduce((a, b) => a * b, 1);
    return { outputs: { y: builder.reshape(inputs.x!, [...leading, size]) } };
  },
});
