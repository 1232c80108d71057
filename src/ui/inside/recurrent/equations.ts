/** The arithmetic of one step of a recurrent layer with its numbers: what RNN, LSTM and GRU make of x_t and the state. */
import type { CheckedBlock } from '../../../check/report.ts';
import type { Inspection } from '../../../protocol/trainer.ts';
import { numberText, productText, sumText } from './arithmetic.ts';
import { gateBias, gateProduct, type StepInput, stepInput } from './step-input.ts';
import type { Sweep } from './traces.ts';

export interface Equation {
  /** What it makes: `f`. */
  readonly name: string;
  /** `σ(W_x·x_t + W_h·h_{t−1} + b)` */
  readonly formula: string;
  /** What comes out, [units]. */
  readonly values: Float32Array;
  /** The right side for one unit with its numbers: `σ(0.42 − 0.31 + 1.00)`. */
  readonly numbers: (unit: number) => string;
}

type Values = Float32Array;

/** An equation but for the direction in which time runs. */
type Rule = (input: StepInput) => readonly Equation[];

const rules: { readonly [kind: string]: Rule } = { rnn, lstm, gru };

/** In the order of computing; null for a block whose step is wired from blocks. */
export function equationsAt(
  block: CheckedBlock,
  inspection: Inspection,
  sweeps: readonly Sweep[],
  sweep: Sweep,
  step: number,
): readonly Equation[] | null {
  const rule = rules[block.definition?.kind ?? ''];
  if (rule === undefined) return null;
  const equations = rule(stepInput(block, inspection, sweeps, sweep, step));
  if (!sweep.reverse) return equations;
  return equations.map((each) => ({ ...each, formula: each.formula.replaceAll('t−1', 't+1') }));
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const nonlinearities = {
  tanh: { name: 'tanh', apply: Math.tanh },
  relu: { name: 'ReLU', apply: (x: number) => Math.max(0, x) },
} as const;

type Nonlinearity = { readonly name: string; readonly apply: (x: number) => number };

const sigma: Nonlinearity = { name: 'σ', apply: sigmoid };

const nonlinearityOf = ({ params: { activation = 'tanh' } }: StepInput): Nonlinearity => nonlinearities[activation];

const at = (values: Values, unit: number): number => values[unit] ?? Number.NaN;

/** The terms of a gate before its nonlinearity, the product with the input first; biases are added up. */
function gateTerms(input: StepInput, gate: number): readonly Values[] {
  const { units, x, before, weight } = input;
  const biases = [weight('bias_ih'), weight('bias_hh')].flatMap((bias) => gateBias(bias, gate, units) ?? []);
  return [
    gateProduct(x, weight('weight_ih'), gate, units),
    gateProduct(before('h'), weight('weight_hh'), gate, units),
    ...(biases.length === 0 ? [] : [biases.reduce(added)]),
  ];
}

const added = (a: Values, b: Values): Values => a.map((value, unit) => value + at(b, unit));

const affineText = (name: string, terms: readonly unknown[]): string =>
  `${name}(W_x·x_t + W_h·h_{t−1}${terms.length > 2 ? ' + b' : ''})`;

/** f(W_x·x_t + W_h·h_{t−1} + b) */
function affine(name: string, fn: Nonlinearity, terms: readonly Values[]): Equation {
  return {
    name,
    formula: affineText(fn.name, terms),
    values: terms.reduce(added).map(fn.apply),
    numbers: (unit) => `${fn.name}(${sumText(terms.map((term) => at(term, unit)))})`,
  };
}

function rnn(input: StepInput): readonly Equation[] {
  const terms = gateTerms(input, 0);
  const [fromInput, fromState] = terms as readonly [Values, Values];
  const part = (name: string, formula: string, values: Values): Equation => ({
    name,
    formula,
    values,
    numbers: (unit) => numberText(at(values, unit)),
  });
  return [
    part('', 'W_x·x_t', fromInput),
    part('', 'W_h·h_{t−1}', fromState),
    affine('h', nonlinearityOf(input), terms),
  ];
}

function lstm(input: StepInput): readonly Equation[] {
  const { params, before } = input;
  const forgets = params.forgetGate !== false;
  const order = forgets ? ['i', 'f', 'g', 'o'] : ['i', 'g', 'o'];
  const phi = nonlinearityOf(input);
  const gate = (name: string): Equation =>
    affine(name, name === 'g' ? phi : sigma, gateTerms(input, order.indexOf(name)));
  const [i, g, o] = [gate('i'), gate('g'), gate('o')];
  const f = forgets ? gate('f') : null;
  const c = before('c');
  const kept = f === null ? c : c.map((value, unit) => value * at(f.values, unit));
  const memory = kept.map((value, unit) => value + at(i.values, unit) * at(g.values, unit));
  return [
    ...(f === null ? [] : [f]),
    i,
    g,
    {
      name: 'c',
      formula: f === null ? 'c_{t−1} + i_t·g_t' : 'f_t·c_{t−1} + i_t·g_t',
      values: memory,
      numbers: (unit) => {
        const old = f === null ? numberText(at(c, unit)) : productText(at(f.values, unit), at(c, unit));
        return `${old} + ${productText(at(i.values, unit), at(g.values, unit))}`;
      },
    },
    o,
    {
      name: 'h',
      formula: `o_t·${phi.name}(c_t)`,
      values: memory.map((value, unit) => at(o.values, unit) * phi.apply(value)),
      numbers: (unit) => `${numberText(at(o.values, unit))}·${phi.name}(${numberText(at(memory, unit))})`,
    },
  ];
}

function gru(input: StepInput): readonly Equation[] {
  const r = affine('r', sigma, gateTerms(input, 0));
  const z = affine('z', sigma, gateTerms(input, 1));
  const n = input.params.reset === 'before' ? resetBefore(input, r) : resetAfter(input, r);
  const h = input.before('h');
  return [
    r,
    z,
    n,
    {
      name: 'h',
      formula: '(1 − z_t)·n_t + z_t·h_{t−1}',
      values: h.map((value, unit) => (1 - at(z.values, unit)) * at(n.values, unit) + at(z.values, unit) * value),
      numbers: (unit) => {
        const open = at(z.values, unit);
        return `${productText(1 - open, at(n.values, unit))} + ${productText(open, at(h, unit))}`;
      },
    },
  ];
}

/** The gate of the candidate, in PyTorch's order. */
const candidate = 2;

/** n = tanh(W·x + b + r·(U·h + b′)) */
function resetAfter({ units, x, before, weight }: StepInput, r: Equation): Equation {
  const bias = gateBias(weight('bias_ih'), candidate, units);
  const biasOfState = gateBias(weight('bias_hh'), candidate, units);
  const fromInput = [gateProduct(x, weight('weight_ih'), candidate, units), ...(bias ? [bias] : [])];
  const fromState = [
    gateProduct(before('h'), weight('weight_hh'), candidate, units),
    ...(biasOfState ? [biasOfState] : []),
  ];
  const remembered = fromState.reduce(added);
  const given = fromInput.reduce(added);
  return {
    name: 'n',
    formula: `tanh(W_x·x_t${bias ? ' + b' : ''} + r_t·(W_h·h_{t−1}${biasOfState ? ' + b′' : ''}))`,
    values: given.map((value, unit) => Math.tanh(value + at(r.values, unit) * at(remembered, unit))),
    numbers: (unit) =>
      `tanh(${numberText(at(given, unit))} + ${productText(at(r.values, unit), at(remembered, unit))})`,
  };
}

/** n = tanh(W·x + U·(r·h) + b) */
function resetBefore(input: StepInput, r: Equation): Equation {
  const reset = input.before('h').map((value, unit) => value * at(r.values, unit));
  const terms = gateTerms({ ...input, before: () => reset }, candidate);
  return {
    ...affine('n', nonlinearities.tanh, terms),
    formula: affineText('tanh', terms).replace('h_{t−1}', '(r_t·h_{t−1})'),
  };
}
