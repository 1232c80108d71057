/** Embedding: a learnt vector for each token. */
import type { Builder } from '../../ir/builder.ts';
import type { Initializer, NodeId } from '../../ir/graph.ts';
import { axis, real } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { defineBlock } from '../define.ts';
import { badParam, expectsIndex, failed, setParam } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { isSequence } from '../lengths.ts';
import { product } from '../weights.ts';

const fields = {
  units: { kind: 'int', min: 1, max: 65_536, default: 64, label: 'Units', help: 'Numbers in the vector of a token.' },
  padding: {
    kind: 'toggle',
    default: false,
    label: 'Padding token',
    help: 'One token stands for nothing: its vector is zero and stays so.',
  },
  paddingId: {
    kind: 'int',
    min: 0,
    max: 16_777_215,
    default: 0,
    label: 'Padding id',
    help: 'The number of the token that stands for nothing.',
    when: { param: 'padding', is: [true] },
  },
  initializer: {
    kind: 'choice',
    default: 'normal',
    label: 'Initial vectors',
    help: 'How the vectors are drawn before training: N(0, 1) as PyTorch does it, or U(−0.05, 0.05) as Keras does.',
    options: [
      { value: 'normal', label: 'Normal' },
      { value: 'uniform', label: 'Small uniform' },
    ],
  },
  freeze: {
    kind: 'toggle',
    default: false,
    label: 'Freeze',
    help: 'Keeps the vectors as they are while the rest learns.',
  },
} as const;

type Params = ParamsOf<typeof fields>;

function initializerOf({ initializer, padding, paddingId }: Params): Initializer {
  const drawn: Initializer =
    initializer === 'normal' ? { kind: 'normal', deviation: 1 } : { kind: 'uniform', bound: 0.05 };
  return padding ? { kind: 'zero-row', row: paddingId, others: drawn } : drawn;
}

/** The ids with −1, which no table has, in place of the padding token: it gives zeros and teaches its row nothing. */
function withoutToken(builder: Builder, ids: NodeId, token: number): NodeId {
  const shape = builder.shapeOf(ids);
  const distance = builder.unary('abs', builder.scalar('subtract', ids, token));
  const count = shape.reduce((a, b) => a * b, 1);
  const others = builder.reshape(builder.stepMask(builder.reshape(distance, [count]), 1), shape);
  return builder.scalar('subtract', builder.binary('multiply', builder.scalar('add', ids, 1), others), 1);
}

export const embedding = defineBlock({
  kind: 'embedding',
  version: 1,
  family: 'linear',
  title: 'Embedding',
  icon: 'book-a',
  doc: 'y = row x of W: looks up a learnt vector for each token id. Takes ids [B, T] to [B, T, units], or [B] to [B, units]; the table has a row for each token of the vocabulary, which comes with the type. Use it as the first layer on text: ids are names, and only as vectors can words be near or far from each other; tokens that are used alike come to lie close together.',
  formula: 'y = W[x]',
  keywords: ['lookup', 'table', 'word vectors', 'tokens', 'vocabulary', 'text'],
  stem: 'embedding',
  params: fields,
  summary: ({ units, padding, paddingId }) => [
    { label: 'units', text: `${units}` },
    ...(padding ? [{ label: 'padding', text: `${paddingId}` }] : []),
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'keep',
  infer: ({ block, params, inputs }) => {
    const { axes, element } = inputs.x!;
    const place = { block, port: 'x', type: inputs.x! };
    if (element.of !== 'index') {
      return failed(
        expectsIndex(place, 'tokens', isSequence(inputs.x!) ? '[B, T]' : '[B]', [{ kind: 'remove-block', block }]),
      );
    }
    const { units, padding, paddingId } = params;
    const { classes } = element;
    if (padding && paddingId >= classes) {
      const expected = message('params.whole', { min: 0, max: classes - 1 });
      return failed(badParam('paddingId', expected, paddingId, [setParam(block, 'paddingId', 0)]));
    }
    return {
      outputs: { y: { axes: [...axes, axis('F', units, block, null, 'units')], element: real } },
      weights: [
        {
          name: 'weight',
          shape: [classes, units],
          initializer: initializerOf(params),
          trainable: !params.freeze,
          l2: 0,
        },
      ],
      weightsFormula: product([classes, units]),
      arithmetic: [`${formatInteger(classes)} tokens → ${units} numbers each`],
    };
  },
  lower: (builder, { params, inputs, weights }) => {
    const ids = params.padding ? withoutToken(builder, inputs.x!, params.paddingId) : inputs.x!;
    return { outputs: { y: builder.gather(weights.weight!, ids) } };
  },
});
