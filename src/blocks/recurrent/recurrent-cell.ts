/** Recurrent cell: a recurrent layer whose step is wired from blocks. */
import type { Body } from '../../document/document.ts';
import { stateKind } from '../../document/loop.ts';
import { type Axis, exampleSize, real, type TensorType } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { defineBlock, type Fault, type InnerBlock, type PortSpec, type WeightSpec } from '../define.ts';
import { badParam, expectsReal, failed, setParam } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { product } from '../weights.ts';
import { finalPort, lowerCell, outputOf, startPortOf, statesOf } from './cell-steps.ts';
import { stateFields, stepFields } from './fields.ts';
import { sequenceFault, stateFault } from './infer.ts';

const fields = {
  returns: {
    ...stepFields.returns,
    help: 'What the cell gives after the last real step, to say one thing of the whole sequence; or at every step, for an answer a step or another recurrent block.',
  },
  direction: {
    kind: 'choice',
    default: 'forward',
    label: 'Direction',
    help: 'Forward reads from the first step to the last, backward from the last real step to the first.',
    options: [
      { value: 'forward', label: 'Forward' },
      { value: 'backward', label: 'Backward' },
    ],
  },
  finalState: {
    ...stateFields.finalState,
    label: 'Final states as outputs',
    help: 'Gives each State as it is after the last real step, so that an encoder can start a decoder.',
  },
} as const;

const start: Body = {
  blocks: [
    { id: 'x', kind: 'cell-input', params: {} },
    { id: 'h', kind: stateKind, params: {} },
    { id: 'from_x', kind: 'dense', params: { initializer: 'glorot-uniform' } },
    { id: 'from_h', kind: 'dense', params: { initializer: 'orthogonal', bias: false } },
    { id: 'sum', kind: 'add', params: {} },
    { id: 'tanh', kind: 'activation', params: { function: 'tanh' } },
    { id: 'y', kind: 'cell-output', params: {} },
  ],
  wires: [
    { from: ['x', 'x'], to: ['from_x', 'x'] },
    { from: ['h', 'previous'], to: ['from_h', 'x'] },
    { from: ['from_x', 'y'], to: ['sum', 'left'] },
    { from: ['from_h', 'y'], to: ['sum', 'right'] },
    { from: ['sum', 'y'], to: ['tanh', 'x'] },
    { from: ['tanh', 'y'], to: ['h', 'next'] },
    { from: ['tanh', 'y'], to: ['y', 'y'] },
  ],
  layout: {
    x: { x: 0, y: 0 },
    h: { x: 0, y: 140 },
    from_x: { x: 200, y: 0 },
    from_h: { x: 200, y: 140 },
    sum: { x: 400, y: 0 },
    tanh: { x: 600, y: 0 },
    y: { x: 800, y: 0 },
  },
};

export const recurrentCell = defineBlock({
  kind: 'recurrent-cell',
  version: 1,
  family: 'recurrent',
  title: 'Recurrent cell',
  icon: 'boxes',
  doc: 'A recurrent layer of your own: open it with a double click and wire one step from blocks. Step input gives x_t, a State what the step before brought to it, and the same blocks with the same weights work at every step. Takes [B, T, F] to what the step gives, [B, F] (last step) or [B, T, F] (every step). Use it to build an LSTM piece by piece, or a cell that nobody has built yet.',
  formula: 'y_t, states_t = step(x_t, states_{t−1})',
  keywords: ['rnn', 'lstm', 'gru', 'custom', 'own', 'container', 'scan', 'loop', 'sequence', 'bptt'],
  stem: 'cell',
  params: fields,
  summary: ({ returns, direction }) => [
    { label: 'returns', text: returns === 'last' ? 'last step' : 'every step' },
    { label: 'reads', text: direction },
  ],
  inputs: (_, body) => [
    { name: 'x' },
    ...statesOf(body?.blocks ?? [])
      .filter(({ params }) => params.initial === 'wired')
      .map(({ id }): PortSpec => ({ name: startPortOf(id), optional: true })),
  ],
  outputs: ({ finalState }, body) => [
    { name: 'y' },
    ...(finalState ? statesOf(body?.blocks ?? []).map(({ id }): PortSpec => ({ name: finalPort(id) })) : []),
  ],
  role: 'layer',
  lengths: 'own',
  body: {
    start,
    given: ({ x }): { readonly [kind: string]: TensorType } =>
      x === undefined || inputFault('', x) ? {} : { 'cell-input': stepOf(x) },
  },
  infer: ({ block, params, inputs, body = [] }) => {
    const x = inputs.x!;
    const fault = inputFault(block, x);
    if (fault) return failed(fault);
    const wrong = [...startFaults(block, inputs, body), ...carriedFault(block, params, body)];
    if (wrong.length > 0) return failed(...wrong);
    const [batch, time] = x.axes as readonly [Axis, Axis];
    const steps = time.size as number;
    const made = outputOf(body);
    const every = params.returns === 'every';
    const lengths = every && x.lengths !== undefined ? { lengths: x.lengths } : {};
    const finals = params.finalState ? statesOf(body) : [];
    const step = body.reduce((sum, { macs }) => sum + macs, 0);
    const values = body.flatMap((inner) => Object.values(inner.outputs));
    return {
      outputs: {
        ...(made && {
          y: { axes: [batch, ...(every ? [time] : []), ...made.axes.slice(1)], element: real, ...lengths },
        }),
        ...Object.fromEntries(finals.map(({ id, outputs }) => [finalPort(id), outputs.previous!])),
      },
      weights: body.flatMap(({ id, weights }) =>
        weights.map((weight): WeightSpec => ({ ...weight, name: `${id}/${weight.name}` })),
      ),
      weightsFormula: body.flatMap(sizes).join(' + ') || '0',
      macs: steps * step,
      macsFormula: product([steps, step]),
      holds: steps * values.reduce((sum, type) => sum + exampleSize(type), 0),
      arithmetic: [
        `steps ${steps} → ${every ? steps : 'the last'}`,
        ...(made ? [`features ${exampleSize(stepOf(x))} → ${exampleSize(made)}`] : []),
      ],
      faults: isWithoutOutput(body) ? [noOutput(block)] : [],
    };
  },
  lower: (builder, args) => lowerCell(builder, args),
});

const inputFault = (block: string, type: TensorType): Fault | null => {
  const place = { block, port: 'x', type };
  return expectsReal(place) ?? sequenceFault(place);
};

/** [B, F] of [B, T, F]. */
const stepOf = ({ axes, element }: TensorType): TensorType => ({
  axes: axes.filter((_, index) => index !== 1),
  element,
});

/** Numbers of each weight that is learnt. */
const sizes = ({ weights }: InnerBlock): readonly string[] =>
  weights.flatMap(({ shape, buffer }) => (buffer ? [] : [product(shape)]));

/** What is wired in as the initial value of a State has not the State's size. */
const startFaults = (
  block: string,
  inputs: { readonly [port: string]: TensorType },
  body: readonly InnerBlock[],
): readonly Fault[] =>
  statesOf(body).flatMap(({ id, params }) => {
    const port = startPortOf(id);
    const type = inputs[port];
    const owner = `${block}/${id}`;
    return type === undefined ? [] : (stateFault({ block, port, type }, params.units as number, owner) ?? []);
  });

/** The end of a batch's sequences is the start of the next one's, which a walk from the end has no use for. */
function carriedFault(
  block: string,
  { direction }: ParamsOf<typeof fields>,
  body: readonly InnerBlock[],
): readonly Fault[] {
  const carried = statesOf(body).find(({ params }) => params.initial === 'carried');
  if (carried === undefined || direction === 'forward') return [];
  const fixes = [setParam(block, 'direction', 'forward'), setParam(`${block}/${carried.id}`, 'initial', 'zero')];
  return [badParam('direction', message('params.carried-direction', { state: carried.id }), direction, fixes)];
}

const isWithoutOutput = (body: readonly InnerBlock[]): boolean =>
  statesOf(body).length === 0 && !body.some(({ kind }) => kind === 'cell-output');

const noOutput = (block: string): Fault => ({
  code: 'no-cell-output',
  severity: 'incomplete',
  fixes: [{ kind: 'add-block', insert: 'cell-output', params: {}, inside: block }],
});
