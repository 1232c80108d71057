/** Output of a recurrent cell: what the cell gives at each step. */
import { defineBlock } from '../define.ts';
import { expectsReal, failed } from '../faults.ts';

export const cellOutput = defineBlock({
  kind: 'cell-output',
  version: 1,
  family: 'recurrent',
  title: 'Step output',
  icon: 'log-out',
  doc: 'y_t: what the recurrent cell gives at this step, [B, F]; outside it is y, [B, T, F] or that of the last step. Use it inside a recurrent cell whose output is not simply the new value of its first State: without it, that is what comes out.',
  formula: 'y_t = y',
  keywords: ['output', 'step', 'cell', 'time'],
  stem: 'y',
  params: {},
  summary: () => [],
  inputs: () => [{ name: 'y' }],
  outputs: () => [],
  role: 'layer',
  place: 'cell',
  isSingle: true,
  infer: ({ block, inputs }) => {
    const fault = expectsReal({ block, port: 'y', type: inputs.y! });
    return fault ? failed(fault) : { outputs: {} };
  },
  lower: () => ({ outputs: {} }),
});
