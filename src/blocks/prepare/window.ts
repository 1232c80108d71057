/** Window: stretches of a series, and what comes after each. */
import { axis, real, resized } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { defineBlock } from '../define.ts';
import { badParam, expectsReal, failed, rankMismatch, setParam } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';

const fields = {
  window: {
    kind: 'int',
    min: 1,
    max: 65_536,
    default: 30,
    label: 'Window',
    help: 'Steps that the network sees.',
  },
  horizon: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 1,
    label: 'Horizon',
    help: 'Steps after the window that are to be forecast.',
  },
  stride: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 1,
    label: 'Stride',
    help: 'Steps from the start of one window to the start of the next.',
  },
  target: {
    kind: 'int',
    min: 1,
    max: 4096,
    default: 1,
    label: 'Target column',
    help: 'Which column of the series is to be forecast, counted from 1.',
  },
} as const;

export type WindowParams = ParamsOf<typeof fields>;

export const window = defineBlock({
  kind: 'window',
  version: 1,
  family: 'data',
  title: 'Window',
  icon: 'gallery-horizontal',
  doc: 'Cuts a series [B, T, F] into examples: x [B, window, F], so many steps in a row, and next [B, horizon], what the target column does after them. No window reaches from one part of the data into another. Use it behind a Series (and Standardise): wire x into the network and next into the target of a loss on numbers.',
  formula: 'x = s_{i}, …, s_{i+w−1};  next = s_{i+w}, …, s_{i+w+h−1}',
  keywords: ['forecast', 'series', 'lag', 'horizon', 'sliding', 'preprocessing'],
  stem: 'window',
  params: fields,
  summary: ({ window, horizon }) => [
    { label: 'window', text: `${window}` },
    { label: 'horizon', text: `${horizon}` },
  ],
  inputs: () => [{ name: 'series' }],
  outputs: () => [{ name: 'x' }, { name: 'next' }],
  role: 'preparation',
  cuts: ({ window, stride }) => ({ length: window, stride }),
  lengths: 'own',
  infer: ({ block, params, inputs }) => {
    const place = { block, port: 'series', type: inputs.series! };
    const fault = expectsReal(place);
    if (fault) return failed(fault);
    const [batch, time, features] = place.type.axes;
    if (place.type.axes.length !== 3 || typeof time?.size !== 'number' || typeof features?.size !== 'number') {
      return failed(rankMismatch(place, '[B, T, F]', [{ kind: 'remove-block', block }]));
    }
    const { window, horizon, target } = params;
    const steps = place.type.fewestSteps ?? time.size;
    const most = steps - horizon;
    if (window > most) {
      const expected = message('params.window-of-series', { most: Math.max(most, 0), steps, horizon });
      return failed(badParam('window', expected, window, most >= 1 ? [setParam(block, 'window', most)] : []));
    }
    if (target > features.size) {
      const expected = message('params.column', { columns: features.size });
      return failed(badParam('target', expected, target, [setParam(block, 'target', features.size)]));
    }
    return {
      outputs: {
        x: { axes: [batch!, resized(time, window, block), features], element: real },
        next: { axes: [batch!, axis('F', horizon, block, null, 'horizon')], element: real },
      },
      arithmetic: [`${window} steps in, ${horizon} to forecast`],
    };
  },
  lower: null,
});
