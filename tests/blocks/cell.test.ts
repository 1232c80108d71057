/** Recurrent cells that are wired by hand: what their States hold, what they are called outside, and what they equal. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import { defaultsOf } from '../../src/blocks/params.ts';
import { sweepsOf } from '../../src/blocks/recurrent/sweep.ts';
import { registry } from '../../src/blocks/registry.ts';
import type { Body, Params } from '../../src/document/document.ts';
import { backward } from '../../src/grad/backward.ts';
import type { LoweredModel } from '../../src/lower/lower.ts';
import { plan } from '../../src/plan/plan.ts';
import { cellGates } from '../../src/templates/cell-gates.ts';
import { cellLstm } from '../../src/templates/cell-lstm.ts';
import { cellRnn } from '../../src/templates/cell-rnn.ts';
import type { Template } from '../../src/templates/template.ts';
import type { Values } from '../harness/case.ts';
import { runOnce } from '../harness/run.ts';
import type { BlockCase } from './cases.ts';
import { lowered, valuesOf } from './one-block.ts';

/** States that hold the step's input, which has two features. */
const holding = (states: readonly string[], params: Params): Body => ({
  blocks: [
    { id: 'x', kind: 'cell-input', params: {} },
    ...states.map((id) => ({ id, kind: 'cell-state', params: { units: 2, ...params } })),
  ],
  wires: states.map((id) => ({ from: ['x', 'x'], to: [id, 'next'] })),
  layout: {},
});

const cell = (body: Body, inputs: BlockCase['inputs']): BlockCase => ({
  kind: 'recurrent-cell',
  params: { ...defaultsOf(registry['recurrent-cell']), finalState: true },
  inputs,
  body,
});

it('a real step gives a State its new number to the last bit, however large the one before', async () => {
  const drawn = cell(holding(['h'], { initial: 'wired' }), {
    x: { sizes: [2, 2], arriving: { of: 'real' }, lengths: 'pad.y' },
    h0: { sizes: [2], arriving: { of: 'real' } },
  });
  const model = lowered(drawn, 3, 'evaluate');
  const values = new Map(valuesOf(drawn, model, 3))
    .set('x/value', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    .set('x/lengths', [0, 1, 2])
    .set('h0/value', [3e8, -3e8, 3e8, -3e8, 3e8, -3e8]);
  const found = await runOnce(await createWasmBackend(), plan(model.graph, { batch: 3 }), values);
  expect(found.get('output block:h')).toEqual([3e8, -3e8, 5, 6, 11, 12]);
});

it('final states have ports of their own, whatever the States are called', () => {
  const names = ['y', 'y_final', 'y_final_final', 'h'];
  const { params, body } = cell(holding(names, {}), {});
  const ports = registry['recurrent-cell'].outputs(params as never, body).map(({ name }) => name);
  expect(new Set(ports).size).toBe(1 + names.length);
});

it('a step reads of a State what one mask a sequence leaves of it, and the State goes on whole', async () => {
  const body = holding(['h'], { recurrentDropout: 0.5 });
  const shown: Body = {
    ...body,
    blocks: [...body.blocks, { id: 'out', kind: 'cell-output', params: {} }],
    wires: [...body.wires, { from: ['h', 'previous'], to: ['out', 'y'] }],
  };
  const drawn = cell(shown, { x: { sizes: [3, 2], arriving: { of: 'real' } } });
  const every = { ...drawn, params: { ...drawn.params, returns: 'every' } };
  const model = lowered(every, 8, 'train');
  const x = Array.from({ length: 8 * 3 * 2 }, (_, at) => at + 1);
  const values = new Map(valuesOf(every, model, 8)).set('x/value', x);
  const found = await runOnce(referenceBackend, plan(model.graph, { batch: 8 }), values);
  expect(found.get('output block:h')).toEqual(x.filter((_, at) => at % 6 > 3));
  const y = found.get('output block:y')!;
  const read = y.map((value, at) => (at % 6 < 2 ? 0 : value / x[at - 2]!));
  expect(new Set(read)).toEqual(new Set([0, 2]));
  for (const [at, share] of read.entries()) if (at % 6 > 3) expect(share).toBe(read[at - 2]);
});

it('every dropout draws its own numbers, whatever the blocks of the step are called', () => {
  const names = ['dropout', 'dropout_l0', 'dropout_l1', 'dropout_l1_l1'];
  const body: Body = {
    blocks: [
      { id: 'x', kind: 'cell-input', params: {} },
      ...['h', 'h_l1'].map((id) => ({ id, kind: 'cell-state', params: { units: 2, recurrentDropout: 0.5 } })),
      ...names.map((id) => ({ id, kind: 'dropout', params: { rate: 0.5 } })),
      { id: 'sum', kind: 'add', params: {} },
    ],
    wires: [
      { from: ['x', 'x'], to: ['dropout', 'x'] },
      { from: ['dropout', 'y'], to: ['dropout_l0', 'x'] },
      { from: ['dropout_l0', 'y'], to: ['dropout_l1', 'x'] },
      { from: ['dropout_l1', 'y'], to: ['dropout_l1_l1', 'x'] },
      { from: ['h', 'previous'], to: ['sum', 'left'] },
      { from: ['h_l1', 'previous'], to: ['sum', 'right'] },
      { from: ['sum', 'y'], to: ['h', 'next'] },
      { from: ['dropout_l1_l1', 'y'], to: ['h_l1', 'next'] },
    ],
    layout: {},
  };
  const drawn = cell(body, { x: { sizes: [3, 2], arriving: { of: 'real' } } });
  const deep = { ...drawn, params: { ...drawn.params, layers: 2, dropout: 0.5 } };
  const { nodes } = lowered(deep, 2, 'train').graph;
  const inside = nodes.flatMap((node) => (node.op === 'scan' ? node.attrs.body.nodes : []));
  const streams = [...nodes, ...inside].flatMap((node) => (node.op === 'uniform' ? [node.attrs.stream] : []));
  expect([streams.length, new Set(streams).size]).toEqual([14, 14]);
});

const [batch, units] = [3, 3];

interface Pair {
  readonly title: string;
  readonly template: Template;
  readonly gates: number;
  readonly kind: 'rnn' | 'lstm';
  readonly states: readonly string[];
  readonly params: Params;
}

const pairs: readonly Pair[] = [
  { title: 'RNN', template: cellRnn, gates: 1, kind: 'rnn', states: ['h'], params: {} },
  {
    title: 'almost LSTM',
    template: cellGates,
    gates: 3,
    kind: 'lstm',
    states: ['h', 'c'],
    params: { forgetGate: false },
  },
  { title: 'LSTM', template: cellLstm, gates: 4, kind: 'lstm', states: ['h', 'c'], params: {} },
];

/** The template's cell with few units. */
function bodyOf({ template, gates }: Pair): Body {
  const body = template.document.blocks.find(({ id }) => id === 'cell')?.body as Body;
  const size = { dense: gates * units, 'cell-state': units } as const;
  return {
    ...body,
    blocks: body.blocks.map((block) =>
      block.kind === 'dense' || block.kind === 'cell-state'
        ? { ...block, params: { ...defaultsOf(registry[block.kind]), ...block.params, units: size[block.kind] } }
        : block,
    ),
  };
}

const options = fc.record({
  returns: fc.constantFrom('last', 'every'),
  direction: fc.constantFrom('forward', 'backward', 'both'),
  merge: fc.constantFrom('concat', 'sum'),
  layers: fc.constantFrom(1, 2, 3),
  finalState: fc.boolean(),
  dropout: fc.constantFrom(0, 0.3),
});

it.each(pairs)(
  'the $title of the templates is the built-in one with any layers, directions and dropout',
  async (pair) => {
    const { kind, states, params } = pair;
    await fc.assert(
      fc.asyncProperty(options, fc.boolean(), fc.boolean(), async (given, isPadded, isWired) => {
        const sweeps = sweepsOf(given);
        const lengths = isPadded ? { lengths: 'pad.y' } : {};
        const starts = isWired ? states : [];
        const inputs: BlockCase['inputs'] = {
          x: { sizes: [4, 2], arriving: { of: 'real' }, ...lengths },
          ...Object.fromEntries(
            starts.map((state) => [`${state}0`, { sizes: [sweeps.length * units], arriving: { of: 'real' } }]),
          ),
        };
        const initial = isWired ? 'wired' : 'zero';
        const builtIn: BlockCase = {
          kind,
          params: { ...defaultsOf(registry[kind]), ...params, ...given, units, initial },
          inputs,
        };
        const body = bodyOf(pair);
        const blocks = body.blocks.map((block) =>
          block.kind === 'cell-state' ? { ...block, params: { ...block.params, initial } } : block,
        );
        const byHand: BlockCase = { kind: 'recurrent-cell', params: given, inputs, body: { ...body, blocks } };
        const names = new Map(
          sweeps.flatMap(({ suffix, mark }) => [
            [`block/weight_ih${suffix}`, `block/from_x/weight${mark}`],
            [`block/weight_hh${suffix}`, `block/from_h/weight${mark}`],
            [`block/bias_ih${suffix}`, `block/from_x/bias${mark}`],
          ]),
        );
        const [theirs, ours] = [builtIn, byHand].map((drawn) => lowered(drawn, batch, 'train')) as [
          LoweredModel,
          LoweredModel,
        ];
        const values = valuesOf(builtIn, theirs, batch);
        const [expected, actual] = await Promise.all([
          run(theirs, values),
          run(ours, new Map([...values].map(([name, numbers]) => [names.get(name) ?? name, numbers]))),
        ]);
        for (const [name, numbers] of expected) {
          const [, what = '', weight = ''] = /^(parameter|gradient) (.*)$/.exec(name) ?? [];
          const other = names.has(weight) ? `${what} ${names.get(weight)}` : name;
          const shown = actual.get(other);
          // Gates are called after their blocks.
          if (shown === undefined && /^output block\/[ifgo]/.test(name)) continue;
          const worst = numbers.map((value, at) => Math.abs(value - (shown?.[at] ?? Number.NaN)));
          expect([other, Math.max(...worst) < 1e-9]).toEqual([other, true]);
        }
      }),
      { numRuns: 30 },
    );
  },
);

/** One training step in float64. */
const run = ({ graph, loss }: LoweredModel, values: Values) =>
  runOnce(referenceBackend, plan(backward(graph, loss), { batch }), values);
