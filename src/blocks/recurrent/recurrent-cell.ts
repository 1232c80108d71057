/** Recurrent cell: a recurrent layer whose step is wired from blocks. */
import type { Body } from '../../document/document.ts';
import { stateKind } from '../../document/loop.ts';
import { type Axis, axis, exampleSize, type TensorType } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import {
  defineBlock,
  type Fault,
  type GivenTypes,
  type InnerBlock,
  type PortSpec,
  type WeightSpec,
} from '../define.ts';
import { badParam, expectsReal, failed, setParam } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { product } from '../weights.ts';
import { finalPort, lowerCell, outputOf, startPortOf, statesOf } from './cell-steps.ts';
import { type LayerParams, layerFields, stateFields } from './fields.ts';
import { layersArithmetic, resultType, sequenceFault, stateFault } from './infer.ts';
import { layerRows } from './rows.ts';
import { sweepsOf, widthOf } from './sweep.ts';

const fields = {
  ...layerFields,
  returns: {
    ...layerFields.returns,
    help: 'What the cell gives after the last real step, to say one thing of the whole sequence; or at every step, for an answer a step or another recurrent block.',
  },
  finalState: {
    ...stateFields.finalState,
    label: 'Final states as outputs',
    help: 'Gives each State as it is after the last real step, that of every layer and direction side by side, so that an encoder can start a decoder.',
  },
  dropout: stateFields.dropout,
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
    h: { x: 0, y: 120 },
    from_x: { x: 180, y: 0 },
    from_h: { x: 180, y: 120 },
    sum: { x: 360, y: 0 },
    tanh: { x: 540, y: 0 },
    y: { x: 720, y: 0 },
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
  summary: (params) => [
    ...layerRows(params),
    ...(params.layers === 1 ? [] : [{ label: 'layers', text: `${params.layers}` }]),
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
    given: ({ x }): GivenTypes => (x === undefined || inputFault('', x) ? {} : { 'cell-input': stepOf(x) }),
    above: ({ block, params, layer, below }) => {
      // Read through the fields.
      const layers = params as unknown as LayerParams;
      const made = layer < layers.layers ? outputOf(below) : undefined;
      return made ? { 'cell-input': { ...made, axes: [made.axes[0]!, joinedAxis(block, layers, made)] } } : null;
    },
    fixesAbove: (block, layer) => [setParam(block, 'merge', 'sum'), setParam(block, 'layers', layer)],
  },
  infer: ({ block, params, inputs, bodies = [] }) => {
    const x = inputs.x!;
    const [first = []] = bodies;
    const fault = inputFault(block, x);
    if (fault) return failed(fault);
    const sweeps = sweepsOf(params);
    const wrong = [...startFaults(block, inputs, first, sweeps.length), ...carriedFault(block, params, first)];
    if (wrong.length > 0) return failed(...wrong);
    const [, time] = x.axes as readonly [Axis, Axis];
    const steps = time.size as number;
    const made = bodies.length === params.layers ? outputOf(bodies.at(-1)!) : undefined;
    // What a State holds is not told while a parameter of its own is wrong.
    const finals = params.finalState ? statesOf(first).filter(({ outputs }) => outputs.previous !== undefined) : [];
    const directions = sweeps.length / params.layers;
    const walked = sweeps.flatMap((sweep) => {
      const body = bodies[sweep.layer];
      return body === undefined ? [] : [{ body, mark: sweep.mark }];
    });
    const costs = bodies.map((body) => body.reduce((sum, { macs }) => sum + macs, 0));
    const values = walked.flatMap(({ body }) => body.flatMap((inner) => Object.values(inner.outputs)));
    return {
      outputs: {
        ...(made && { y: resultType(x, params, joinedAxis(block, params, made)) }),
        ...Object.fromEntries(finals.map((state) => [finalPort(state.id), finalType(block, state, sweeps.length)])),
      },
      weights: walked.flatMap(({ body, mark }) =>
        body.flatMap(({ id, weights }) =>
          weights.map((weight): WeightSpec => ({ ...weight, name: `${id}/${weight.name}${mark}` })),
        ),
      ),
      weightsFormula: walked.flatMap(({ body }) => body.flatMap(sizes)).join(' + ') || '0',
      macs: steps * directions * costs.reduce((sum, macs) => sum + macs, 0),
      macsFormula: costs.map((macs) => product([steps, ...(directions === 1 ? [] : [directions]), macs])).join(' + '),
      holds: steps * values.reduce((sum, type) => sum + exampleSize(type), 0),
      arithmetic: made ? layersArithmetic(params, steps, exampleSize(stepOf(x)), exampleSize(made)) : [],
      faults: isWithoutOutput(first) ? [noOutput(block)] : [],
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

/** The features of a layer whose sweeps each give `made`. */
function joinedAxis(block: string, params: LayerParams, made: TensorType): Axis {
  const features = made.axes.at(-1)!;
  const size = widthOf(params, features.size as number);
  return size === features.size ? features : axis('F', size, block, features.trace);
}

/** [B, sweeps·units] */
function finalType(block: string, { outputs, params }: InnerBlock, sweeps: number): TensorType {
  const one = outputs.previous!;
  if (sweeps === 1) return one;
  return { ...one, axes: [one.axes[0]!, axis('F', sweeps * (params.units as number), block)] };
}

/** Numbers of each weight that is learnt. */
const sizes = ({ weights }: InnerBlock): readonly string[] =>
  weights.flatMap(({ shape, buffer }) => (buffer ? [] : [product(shape)]));

/** What is wired in as the initial value of a State has not the State's size. */
const startFaults = (
  block: string,
  inputs: { readonly [port: string]: TensorType },
  body: readonly InnerBlock[],
  sweeps: number,
): readonly Fault[] =>
  statesOf(body).flatMap(({ id, params }) => {
    const port = startPortOf(id);
    const type = inputs[port];
    const owner = sweeps === 1 ? `${block}/${id}` : null;
    return type === undefined
      ? []
      : (stateFault({ block, port, type }, sweeps * (params.units as number), owner) ?? []);
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
