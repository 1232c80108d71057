/** Add: the sum of its inputs. */
import { defineBlock } from '../define.ts';
import { elementwiseFields, inferElementwise, lowerElementwise } from './elementwise.ts';
import { mergePorts } from './inputs.ts';

export const add = defineBlock({
  kind: 'add',
  version: 1,
  family: 'merge',
  title: 'Add',
  icon: 'plus',
  doc: 'y = left + right, number by number; all inputs and the output have the same shape. Use it for a shortcut around a few layers (a residual connection): the gradient flows past them undiminished, and the layers need to learn only the difference.',
  formula: 'y = left + right',
  keywords: ['sum', 'plus', 'residual', 'skip', 'shortcut', 'merge'],
  stem: 'add',
  params: elementwiseFields,
  summary: () => [],
  inputs: ({ inputs }) => mergePorts(inputs),
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  place: 'step',
  lengths: 'keep',
  infer: inferElementwise,
  lower: (builder, args) => lowerElementwise(builder, args, 'add'),
});
