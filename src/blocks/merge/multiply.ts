/** Multiply: the product of its inputs, number by number. */
import { defineBlock } from '../define.ts';
import { elementwiseFields, inferElementwise, lowerElementwise } from './elementwise.ts';
import { mergePorts } from './inputs.ts';

export const multiply = defineBlock({
  kind: 'multiply',
  version: 1,
  family: 'merge',
  title: 'Multiply',
  icon: 'x',
  doc: 'y = left · right, number by number; all inputs and the output have the same shape. Use it as a gate: with a sigmoid on one side, that side decides how much of the other gets through.',
  formula: 'y = left · right',
  keywords: ['product', 'times', 'gate', 'attention', 'merge'],
  stem: 'multiply',
  params: elementwiseFields,
  summary: () => [],
  inputs: ({ inputs }) => mergePorts(inputs),
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  place: 'step',
  lengths: 'keep',
  infer: inferElementwise,
  lower: (builder, args) => lowerElementwise(builder, args, 'multiply'),
});
