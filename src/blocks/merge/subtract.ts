/** Subtract: the difference of its two inputs. */
import { defineBlock } from '../define.ts';
import { inferElementwise, lowerElementwise } from './elementwise.ts';
import { mergePorts } from './inputs.ts';

const two = { inputs: 2 } as const;

export const subtract = defineBlock({
  kind: 'subtract',
  version: 1,
  family: 'merge',
  title: 'Subtract',
  icon: 'minus',
  doc: 'y = left − right, number by number; both inputs and the output have the same shape. Use it for what is left when one thing is taken away from another: the error of a guess, or how far one state is from another.',
  formula: 'y = left − right',
  keywords: ['minus', 'difference', 'merge'],
  stem: 'subtract',
  params: {},
  summary: () => [],
  inputs: () => mergePorts(two.inputs),
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  place: 'step',
  lengths: 'keep',
  infer: (args) => inferElementwise({ ...args, params: two }),
  lower: (builder, args) => lowerElementwise(builder, { ...args, params: two }, 'subtract'),
});
