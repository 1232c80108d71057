/** Last step: what a sequence holds at its end. */
import { defineBlock } from '../define.ts';
import { failed } from '../faults.ts';
import { expectsSequence } from '../layouts.ts';

export const lastStep = defineBlock({
  kind: 'last-step',
  version: 1,
  family: 'shape',
  title: 'Last step',
  icon: 'chevron-last',
  doc: 'y = x at the last step: one vector a sequence. Takes [B, T, F] to [B, F]; where examples differ in length, it is the last real step of each, and padding is never read. Use it behind a recurrent layer that returns every step, when also its end is wanted: by then it has seen the whole sequence. An example without any step gives zeros.',
  formula: 'y = x_T',
  keywords: ['final', 'end', 'select', 'last', 'pooling'],
  stem: 'last',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
  lengths: 'own',
  keepsActivation: true,
  infer: ({ block, inputs }) => {
    const place = { block, port: 'x', type: inputs.x! };
    const fault = expectsSequence(place);
    if (fault) return failed(fault);
    const { axes, element } = place.type;
    return { outputs: { y: { axes: [axes[0]!, axes[2]!], element } } };
  },
  lower: (builder, { inputs, lengths }) => {
    const [batch = 1, steps = 1, features = 1] = builder.shapeOf(inputs.x!);
    if (lengths.x === undefined) {
      const last = builder.slice(inputs.x!, 1, steps - 1, [batch, 1, features]);
      return { outputs: { y: builder.reshape(last, [batch, features]) } };
    }
    const isLast = builder.oneHot(builder.scalar('subtract', lengths.x, 1), steps);
    const chosen = builder.binary('multiply', inputs.x!, builder.reshape(isLast, [batch, steps, 1]));
    return { outputs: { y: builder.reshape(builder.sum(chosen, [1]), [batch, features]) } };
  },
});
