/** GRU: a recurrent layer whose state is its memory (Cho et al., EMNLP 2014, arXiv:1406.1078). */
import { defineBlock } from '../define.ts';
import type { ParamsOf } from '../fields.ts';
import { type Cell, gateColumns } from './cell.ts';
import { biasField, stateFields, stepFields, trainingFields } from './fields.ts';
import { inferRecurrent, recurrentInputs, recurrentOutputs } from './infer.ts';
import { lowerRecurrent } from './lower.ts';
import { recurrentRows } from './rows.ts';

const fields = {
  ...stepFields,
  reset: {
    kind: 'choice',
    default: 'after',
    label: 'Reset gate',
    help: 'Whether r acts after the state’s product with its weights, r·(U·h), as in PyTorch, or before it, U·(r·h), as in the paper and Keras’ classic GRU.',
    options: [
      { value: 'after', label: 'After the product' },
      { value: 'before', label: 'Before the product' },
    ],
  },
  ...stateFields,
  bias: biasField('two'),
  ...trainingFields,
} as const;

const states = ['h'] as const;
const gates = ['r', 'z', 'n'] as const;

function cellOf({ units, reset }: ParamsOf<typeof fields>): Cell {
  const after = reset === 'after';
  return {
    gates,
    states,
    traced: gates,
    biasStart: [0, 0, 0],
    products: after ? [3] : [2, 1],
    biasWithState: after,
    step: (body, { x, states: [state], recur, held }) => {
      const h = state!;
      const fromState = recur(h);
      const part = (from: number) => gateColumns(body, fromState, units, from);
      const gate = (from: number) =>
        body.unary('sigmoid', body.binary('add', gateColumns(body, x, units, from), part(from)));
      const r = gate(0);
      const z = gate(1);
      const remembered = after ? body.binary('multiply', r, part(2)) : recur(body.binary('multiply', r, h), 1);
      const n = body.unary('tanh', body.binary('add', gateColumns(body, x, units, 2), remembered));
      // (1 − z)·n + z·h
      const next = body.binary('add', n, body.binary('multiply', z, body.binary('subtract', h, n)));
      return { states: [held(h, next)], gates: [r, z, n] };
    },
  };
}

export const gru = defineBlock({
  kind: 'gru',
  version: 1,
  family: 'recurrent',
  title: 'GRU',
  icon: 'repeat',
  doc: 'A recurrent layer with two gates and no memory apart from its state: the update gate z says how much of the old state stays, and the rest is filled with a candidate n; the reset gate r says how much of the old state the candidate sees. Where z is near 1 the state passes unchanged, and the gradient with it. Takes [B, T, F] to [B, units] (last step) or [B, T, units] (every step). Use it where you would an LSTM: it has three quarters of the weights and often does as well.',
  formula:
    'h_t = (1 − z_t)·n_t + z_t·h_{t−1},  (r, z)_t = σ(W_x·x_t + W_h·h_{t−1} + b),  n_t = tanh(W_n·x_t + r_t·(U_n·h_{t−1}) + b_n)',
  keywords: ['gated recurrent unit', 'recurrent', 'gate', 'sequence', 'text', 'series', 'bptt', 'memory'],
  stem: 'gru',
  params: fields,
  summary: recurrentRows,
  inputs: (params) => recurrentInputs(states, params),
  outputs: (params) => recurrentOutputs(states, params),
  role: 'layer',
  lengths: 'own',
  infer: (args) => inferRecurrent(cellOf(args.params), args),
  lower: (builder, args) => lowerRecurrent(cellOf(args.params), builder, args),
});
