/** Passages: a text cut into pieces of one length, each with the tokens that follow. */
import { axis } from '../../tensor/shape.ts';
import { defineBlock } from '../define.ts';
import { expectsIndex, expectsReal, failed, rankMismatch } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { isSequence } from '../lengths.ts';

const fields = {
  length: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 64,
    unit: 'tokens',
    label: 'Length',
    help: 'Tokens of a passage: how far back the network can look.',
  },
  stride: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 64,
    unit: 'tokens',
    label: 'Stride',
    help: 'From the beginning of one passage to that of the next. As much as the length: they follow one another; less: they overlap.',
  },
} as const;

export type PassagesParams = ParamsOf<typeof fields>;

export const passages = defineBlock({
  kind: 'passages',
  version: 1,
  family: 'data',
  title: 'Passages',
  icon: 'text-select',
  doc: 'Cuts tokens [B, T] into passages of one length, y [B, length], and gives for each token of a passage the one that comes after it, next [B, length]. Each passage is an example of its own, and what does not fill one is left out; with a stride of the length, passages follow one another, so that a recurrent block can carry its state on from one to the next. Use it to learn to write: wire next into the target of a cross-entropy, and the network that says the next token at every step can go on with any text.',
  formula: 'y_t = x_{s+t}, next_t = x_{s+t+1}',
  keywords: ['window', 'next token', 'language model', 'chunk', 'predict', 'text', 'preprocessing'],
  stem: 'passages',
  params: fields,
  summary: ({ length, stride }) => [
    { label: 'length', text: `${length}` },
    { label: 'stride', text: `${stride}` },
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }, { name: 'next' }],
  role: 'preparation',
  cuts: (params) => params,
  lengths: 'own',
  infer: ({ block, params: { length }, inputs }) => {
    const type = inputs.x!;
    const place = { block, port: 'x', type };
    const { element } = type;
    const fault = element.of === 'text' ? expectsReal(place) : null;
    if (fault) return failed(fault);
    if (element.of !== 'index') {
      return failed(expectsIndex(place, 'tokens', '[B, T]', [{ kind: 'remove-wire', block, port: 'x' }]));
    }
    const [batch, time] = type.axes;
    if (!isSequence(type) || type.axes.length !== 2) return failed(rankMismatch(place, '[B, T]', []));
    const cut = { axes: [batch!, axis('T', length, block, time!.trace, 'length')], element };
    return { outputs: { y: cut, next: cut } };
  },
  lower: null,
});
