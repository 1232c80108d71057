/** Pad or cut: sequences of any length brought to one. */
import { axis } from '../../tensor/shape.ts';
import { defineBlock } from '../define.ts';
import { expectsReal, failed, rankMismatch } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { sequenceFixes } from '../layouts.ts';
import { isSequence } from '../lengths.ts';

const fields = {
  length: {
    kind: 'int',
    min: 1,
    max: 65_536,
    default: 128,
    unit: 'steps',
    label: 'Length',
    help: 'Steps of every sequence that comes out.',
  },
  keep: {
    kind: 'choice',
    default: 'beginning',
    label: 'Keep',
    help: 'What stays of a sequence that is longer.',
    options: [
      { value: 'beginning', label: 'The beginning' },
      { value: 'end', label: 'The end' },
    ],
  },
} as const;

export type PadParams = ParamsOf<typeof fields>;

export const pad = defineBlock({
  kind: 'pad',
  version: 1,
  family: 'data',
  title: 'Pad or cut',
  icon: 'ruler-dimension-line',
  doc: 'Brings sequences to one length: tokens [B, T] or numbers [B, T, F] become [B, length] or [B, length, F]. A longer one is cut, a shorter one is filled up with zeros at its end; how many steps are real travels with the type, so that no layer and no loss behind takes padding for data. Use it behind Tokenize: a length that most texts fit into costs less than one that all of them do.',
  formula: 'y_t = x_t for t < length, 0 beyond the end of x',
  keywords: ['padding', 'truncate', 'trim', 'length', 'fixed', 'sequence', 'preprocessing'],
  stem: 'pad',
  params: fields,
  summary: ({ length, keep }) => [
    { label: 'length', text: `${length}` },
    { label: 'keeps', text: `the ${keep}` },
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'preparation',
  lengths: 'own',
  infer: ({ block, params: { length }, inputs }) => {
    const type = inputs.x!;
    const place = { block, port: 'x', type };
    const fault = type.element.of === 'text' ? expectsReal(place) : null;
    if (fault) return failed(fault);
    const [batch, time, ...features] = type.axes;
    if (!isSequence(type) || features.length > 1) {
      return failed(rankMismatch(place, '[B, T] or [B, T, F]', sequenceFixes(place)));
    }
    return {
      outputs: {
        y: {
          axes: [batch!, axis('T', length, block, time!.trace, 'length'), ...features],
          element: type.element,
          lengths: `${block}.y`,
        },
      },
    };
  },
  lower: null,
});
