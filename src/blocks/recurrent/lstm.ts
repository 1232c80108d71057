/** LSTM: a recurrent layer with a memory behind gates (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000). */
import { defineBlock } from '../define.ts';
import type { ParamsOf } from '../fields.ts';
import { type Cell, gateColumns } from './cell.ts';
import { biasField, nonlinearityField, stateFields, stepFields, trainingFields } from './fields.ts';
import { inferRecurrent, recurrentInputs, recurrentOutputs } from './infer.ts';
import { lowerRecurrent } from './lower.ts';
import { recurrentRows } from './rows.ts';

const fields = {
  ...stepFields,
  forgetGate: {
    kind: 'toggle',
    default: true,
    label: 'Forget gate',
    help: 'Says at every step how much of the memory is kept. Without it (the “almost LSTM”) all is kept for ever and new values are only added.',
  },
  forgetBias: {
    kind: 'float',
    min: -10,
    max: 10,
    step: 0.5,
    default: 1,
    label: 'Initial forget bias',
    help: 'Where the forget gate’s bias b_f starts: at first a memory fades to σ(b_f)ⁿ over n steps, by half at each step for 0, to 0.73 for 1, to 0.95 for 3.',
    when: { param: 'forgetGate', is: [true] },
  },
  activation: nonlinearityField,
  ...stateFields,
  bias: biasField('one'),
  ...trainingFields,
} as const;

const states = ['h', 'c'] as const;

function cellOf({ units, forgetGate, forgetBias, activation }: ParamsOf<typeof fields>): Cell {
  const gates = forgetGate ? ['i', 'f', 'g', 'o'] : ['i', 'g', 'o'];
  const functions = gates.map((gate) => (gate === 'g' ? activation : 'sigmoid'));
  return {
    gates,
    states,
    traced: gates,
    biasStart: gates.map((gate) => (gate === 'f' ? forgetBias : 0)),
    products: [gates.length],
    biasWithState: false,
    step: (body, { x, states: [h, c], recur, held }) => {
      const sums = body.binary('add', x, recur(h!));
      const values = functions.map((fn, index) => body.unary(fn, gateColumns(body, sums, units, index)));
      const value = (gate: string) => values[gates.indexOf(gate)]!;
      const kept = forgetGate ? body.binary('multiply', value('f'), c!) : c!;
      const memory = held(c!, body.binary('add', kept, body.binary('multiply', value('i'), value('g'))));
      const shown = held(h!, body.binary('multiply', value('o'), body.unary(activation, memory)));
      return { states: [shown, memory], gates: values };
    },
  };
}

export const lstm = defineBlock({
  kind: 'lstm',
  version: 1,
  family: 'recurrent',
  title: 'LSTM',
  icon: 'repeat-2',
  doc: 'A recurrent layer with a memory c beside its state h. A candidate g is written through the input gate i, the forget gate f keeps or clears what is there, and the output gate o decides what of it shows as h. Along c the gradient is multiplied by f alone and by no weight matrix, so an open gate lets it live for hundreds of steps; the initial forget bias says how open it starts. Takes [B, T, F] to [B, units] (last step) or [B, T, units] (every step). Use it for series, text and audio, alone or behind convolutions.',
  formula: 'c_t = f_t·c_{t−1} + i_t·g_t,  h_t = o_t·φ(c_t),  (i, f, g, o)_t = (σ, σ, φ, σ)(W_x·x_t + W_h·h_{t−1} + b)',
  keywords: ['long short-term memory', 'recurrent', 'gate', 'forget', 'cell', 'sequence', 'text', 'series', 'bptt'],
  stem: 'lstm',
  params: fields,
  summary: recurrentRows,
  inputs: (params) => recurrentInputs(states, params),
  outputs: (params) => recurrentOutputs(states, params),
  role: 'layer',
  lengths: 'own',
  infer: (args) => inferRecurrent(cellOf(args.params), args),
  lower: (builder, args) => lowerRecurrent(cellOf(args.params), builder, args),
});
