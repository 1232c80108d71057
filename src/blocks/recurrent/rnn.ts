/** RNN: the plain recurrent layer (Elman, "Finding structure in time", 1990). */
import { defineBlock } from '../define.ts';
import type { Cell } from './cell.ts';
import { biasField, nonlinearityField, stateFields, stepFields, trainingFields } from './fields.ts';
import { inferRecurrent, recurrentInputs, recurrentOutputs } from './infer.ts';
import { lowerRecurrent } from './lower.ts';
import { recurrentRows } from './rows.ts';

const cellOf = ({ activation }: { readonly activation: 'tanh' | 'relu' }): Cell => ({
  gates: ['h'],
  states: ['h'],
  traced: [],
  biasStart: [0],
  products: [1],
  biasWithState: false,
  step: (body, { x, states: [h], recur, held }) => ({
    states: [held(h!, body.unary(activation, body.binary('add', x, recur(h!))))],
    gates: [],
  }),
});

export const rnn = defineBlock({
  kind: 'rnn',
  version: 1,
  family: 'recurrent',
  title: 'RNN',
  icon: 'rotate-cw',
  doc: 'Reads a sequence step by step and keeps a state h: what it knows so far. Each step makes the new state from the step’s input and the state before, with the same weights every time. Takes [B, T, F] to [B, units], the state after the last step, or to [B, T, units], the state at every step. Use it for short sequences: backpropagation through time takes the gradient through W_h once a step, so it fades (or explodes) over long ones, and an LSTM or a GRU learns those better.',
  formula: 'h_t = φ(W_x·x_t + W_h·h_{t−1} + b)',
  keywords: ['recurrent', 'elman', 'sequence', 'time', 'text', 'bptt', 'memory'],
  stem: 'rnn',
  params: {
    ...stepFields,
    activation: nonlinearityField,
    ...stateFields,
    bias: biasField('one'),
    ...trainingFields,
  },
  summary: recurrentRows,
  inputs: (params) => recurrentInputs(['h'], params),
  outputs: (params) => recurrentOutputs(['h'], params),
  role: 'layer',
  lengths: 'own',
  infer: (args) => inferRecurrent(cellOf(args.params), args),
  lower: (builder, args) => lowerRecurrent(cellOf(args.params), builder, args),
});
