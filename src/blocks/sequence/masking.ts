/** Masking: steps at the end that hold nothing become padding. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';
import { formatPlain } from '../../text/format.ts';
import { defineBlock } from '../define.ts';
import { failed, rankMismatch } from '../faults.ts';
import { sequenceFixes } from '../layouts.ts';
import { isSequence, realSteps } from '../lengths.ts';

/** 1, 2, ..., `count`, by doubling. */
function countUp(builder: Builder, count: number): NodeId {
  let numbers = builder.constant([1], 1);
  for (let size = 1; size < count; size *= 2) {
    numbers = builder.concat([numbers, builder.scalar('add', numbers, size)], 0);
  }
  return builder.slice(numbers, 0, 0, [count]);
}

/** [B]: the number of the last step that has something else than `value` in it; 0 where none has. */
function lastWithout(builder: Builder, x: NodeId, value: number, known: NodeId | undefined): NodeId {
  const [batch = 1, steps = 1, ...rest] = builder.shapeOf(x);
  const distance = builder.unary('abs', builder.scalar('subtract', x, value));
  const farthest =
    rest.length === 0
      ? distance
      : builder.max(
          distance,
          rest.map((_, axis) => axis + 2),
        );
  const holds = builder.reshape(builder.stepMask(builder.reshape(farthest, [batch * steps]), 1), [batch, steps]);
  const real =
    known === undefined ? holds : builder.binary('multiply', holds, realSteps(builder, known, [batch, steps]));
  const numbered = builder.binary('multiply', real, builder.reshape(countUp(builder, steps), [1, steps]));
  return builder.reshape(builder.max(numbered, [1]), [batch]);
}

export const masking = defineBlock({
  kind: 'masking',
  version: 1,
  family: 'shape',
  title: 'Masking',
  icon: 'eye-off',
  doc: 'Finds where each sequence ends: the steps after the last one that holds anything but the value become padding, which layers and losses behind this one leave out. Takes [B, T, F] or token ids [B, T]; the shape stays. Use it for sequences that come filled up to one length, with zeros most often, when nothing else says how long each of them is. Steps of that value in the middle stay.',
  formula: 'length = last t with x_t ≠ value',
  keywords: ['padding', 'length', 'mask', 'ragged', 'variable length'],
  stem: 'masking',
  params: {
    value: {
      kind: 'float',
      min: -16_777_216,
      max: 16_777_216,
      step: 1,
      default: 0,
      label: 'Value',
      help: 'A step holds nothing where every number of it is this one.',
    },
  },
  summary: ({ value }) => [{ label: 'value', text: formatPlain(value) }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'own',
  keepsActivation: true,
  infer: ({ block, inputs }) => {
    const x = inputs.x!;
    if (!isSequence(x)) {
      const place = { block, port: 'x', type: x };
      return failed(rankMismatch(place, '[B, T, F]', sequenceFixes(place)));
    }
    return { outputs: { y: { ...x, lengths: `${block}.y` } } };
  },
  lower: (builder, { params, inputs, lengths }) => ({
    outputs: { y: inputs.x! },
    lengths: { y: lastWithout(builder, inputs.x!, params.value, lengths.x) },
  }),
});
