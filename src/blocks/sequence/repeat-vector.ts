/** Repeat vector: the same vector at every step of a sequence. */
import { axis } from '../../tensor/shape.ts';
import { defineBlock } from '../define.ts';
import { expectsReal, failed, insertFlatten, rankMismatch } from '../faults.ts';

export const repeatVector = defineBlock({
  kind: 'repeat-vector',
  version: 1,
  family: 'shape',
  title: 'Repeat vector',
  icon: 'copy',
  doc: 'y_t = x at every step t: turns a vector into a sequence that says it again and again. Takes [B, F] to [B, T, F]. Use it between an encoder, which has pressed a whole sequence into one vector, and a recurrent decoder, which is to write a sequence from it and is reminded at every step.',
  formula: 'y_t = x',
  keywords: ['tile', 'broadcast', 'decoder', 'sequence to sequence', 'autoencoder'],
  stem: 'repeat',
  params: {
    steps: { kind: 'int', min: 1, max: 65_536, default: 16, label: 'Steps', help: 'How often the vector is repeated.' },
  },
  summary: ({ steps }) => [{ label: 'steps', text: `${steps}` }],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  keepsActivation: true,
  infer: ({ block, params, inputs }) => {
    const place = { block, port: 'x', type: inputs.x! };
    const index = expectsReal(place);
    if (index) return failed(index);
    const { axes, element } = place.type;
    const [batch, features] = axes;
    if (axes.length !== 2 || !batch || !features) {
      return failed(rankMismatch(place, '[B, F]', [insertFlatten(place)]));
    }
    const time = axis('T', params.steps, block, null, 'steps');
    return { outputs: { y: { axes: [batch, time, features], element } } };
  },
  lower: (builder, { params, inputs }) => {
    const [batch = 1, features = 1] = builder.shapeOf(inputs.x!);
    const single = builder.reshape(inputs.x!, [batch, 1, features]);
    return { outputs: { y: builder.broadcast(single, [batch, params.steps, features]) } };
  },
});
