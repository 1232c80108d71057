/** Positional encoding: where in the sequence a step stands, added to what it holds. */
import { real } from '../../tensor/shape.ts';
import { defineBlock, type WeightSpec } from '../define.ts';
import { failed } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { expectsSequence } from '../layouts.ts';
import { product } from '../weights.ts';

const fields = {
  encoding: {
    kind: 'choice',
    default: 'sinusoidal',
    label: 'Encoding',
    help: 'Sines and cosines of many wavelengths, which are given, or a vector for each step that is learnt.',
    options: [
      { value: 'sinusoidal', label: 'Sinusoidal' },
      { value: 'learned', label: 'Learned' },
    ],
  },
  freeze: {
    kind: 'toggle',
    default: false,
    label: 'Freeze',
    help: 'Keeps the learnt vectors as they are while the rest learns.',
    when: { param: 'encoding', is: ['learned'] },
  },
} as const;

/** A row for each step. The given one is a buffer, as in most PyTorch code. */
function tableOf({ encoding, freeze }: ParamsOf<typeof fields>, shape: readonly number[]): WeightSpec {
  return encoding === 'learned'
    ? { name: 'weight', shape, initializer: { kind: 'normal', deviation: 0.02 }, trainable: !freeze, l2: 0 }
    : { name: 'pe', shape, initializer: { kind: 'sinusoidal' }, trainable: false, l2: 0, buffer: true };
}

export const positional = defineBlock({
  kind: 'positional',
  version: 1,
  family: 'linear',
  title: 'Positional',
  icon: 'list-ordered',
  doc: 'y = x + P, where row t of P tells the step t by its numbers: sin(t / 10000^(i/F)) in the even features i and the cosine beside it (Vaswani et al., 2017), or numbers that are learnt. Takes [B, T, F]; the shape stays. Use it before layers that do not know the order of steps by themselves: an Embedding with a global pool sees a bag of words, with this it sees where each one stood.',
  formula: 'y = x + P',
  keywords: ['position', 'encoding', 'order', 'sinusoidal', 'transformer', 'embedding'],
  stem: 'position',
  params: fields,
  summary: ({ encoding }) => [{ label: 'encoding', text: encoding }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'keep',
  infer: ({ block, params, inputs }) => {
    const x = inputs.x!;
    const place = { block, port: 'x', type: x };
    const fault = expectsSequence(place);
    if (fault) return failed(fault);
    const shape = x.axes.slice(1).map(({ size }) => size as number);
    return {
      outputs: { y: { axes: x.axes, element: real } },
      weights: [tableOf(params, shape)],
      ...(params.encoding === 'learned' ? { weightsFormula: product(shape) } : {}),
    };
  },
  lower: (builder, { inputs, weights }) => {
    const table = (weights.weight ?? weights.pe)!;
    return {
      outputs: { y: builder.binary('add', inputs.x!, builder.reshape(table, [1, ...builder.shapeOf(table)])) },
    };
  },
});
