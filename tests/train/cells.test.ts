/** A cell that is wired by hand and the built-in layer are the same thing. */
import { describe, expect, it } from 'vitest';
import type { Backend } from '../../src/backend/backend.ts';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import { RandomStream, streamOf } from '../../src/base/philox.ts';
import type { Body, Document, Params } from '../../src/document/document.ts';
import { applyEdits } from '../../src/document/edits/apply.ts';
import type { Checkpoint } from '../../src/protocol/events.ts';
import { cellGates } from '../../src/templates/cell-gates.ts';
import { cellLstm } from '../../src/templates/cell-lstm.ts';
import { cellRnn } from '../../src/templates/cell-rnn.ts';
import type { Template } from '../../src/templates/template.ts';
import { graph } from '../check/graph-text.ts';
import { listen, openSession, train } from './training-run.ts';

const [features, units, classes] = [2, 6, 3];

/** Four petal and sepal measures of an iris, two steps of two numbers, through a recurrent block. */
function irises(kind: string, params: Params, body?: Body): Document {
  const document = graph(`
    data: table dataset=iris
    steps: reshape shape=[2,2] <- data
    layer: ${kind} <- steps
    output: dense units=${classes} <- layer
    loss: cross-entropy <- output, data.label`);
  const blocks = document.blocks.map((block) =>
    block.id === 'layer' ? { ...block, params, ...(body && { body }) } : block,
  );
  return { ...document, blocks, training: { ...document.training, epochs: 34, batchSize: 45, learningRate: 0.02 } };
}

/** The template's cell with fewer units. */
function cellOf(template: Template, gates: number): Body {
  const set = (block: string, value: number) =>
    ({ kind: 'set-param', block: `cell/${block}`, param: 'units', value }) as const;
  const edits = [set('from_x', gates * units), set('from_h', gates * units), set('h', units), set('c', units)];
  const { document } = applyEdits(template.document, edits);
  return document.blocks.find(({ id }) => id === 'cell')?.body as Body;
}

/** Weights for a start, drawn by name; `bias` of the layer at once is what both begin with. */
function startOf(names: { readonly [role: string]: string }, gates: number): Checkpoint {
  const shapes = {
    input: [features, gates * units],
    state: [units, gates * units],
    bias: [gates * units],
    output: [units, classes],
    outputBias: [classes],
  };
  const parameters = Object.entries(shapes).map(([role, shape]) => {
    const random = new RandomStream(11, streamOf(role));
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0.4 * random.normal());
    return [names[role] as string, { shape, values }] as const;
  });
  return { step: 0, epoch: 0, parameters: Object.fromEntries(parameters), moments: new Float32Array(0) };
}

const outputNames = { output: 'output/weight', outputBias: 'output/bias' };
const builtIn = {
  input: 'layer/weight_ih_l0',
  state: 'layer/weight_hh_l0',
  bias: 'layer/bias_ih_l0',
  ...outputNames,
};
const byHand = {
  input: 'layer/from_x/weight',
  state: 'layer/from_h/weight',
  bias: 'layer/from_x/bias',
  ...outputNames,
};

const pairs: readonly (readonly [string, number, Template, string, Params])[] = [
  ['RNN', 1, cellRnn, 'rnn', { units }],
  ['almost LSTM', 3, cellGates, 'lstm', { units, forgetGate: false }],
  ['LSTM', 4, cellLstm, 'lstm', { units }],
];

const backends: readonly (readonly [string, () => Backend | Promise<Backend>])[] = [
  ['the reference', () => referenceBackend],
  ['WebAssembly', () => createWasmBackend({ fma: false })],
];

describe.each(backends)('on %s', (_, backendOf) => {
  it.each(pairs)('the %s of the templates gives the losses of the built-in one over 100 steps', async (...pair) => {
    const [, gates, template, kind, params] = pair;
    const backend = await backendOf();
    const [own, other] = [
      await train(irises('recurrent-cell', {}, cellOf(template, gates)), { backend, resume: startOf(byHand, gates) }),
      await train(irises(kind, params), { backend, resume: startOf(builtIn, gates) }),
    ];
    expect(own.losses.length).toBeGreaterThanOrEqual(100);
    const worst = own.losses.slice(0, 100).map((loss, step) => Math.abs(loss - other.losses[step]!));
    expect(Math.max(...worst)).toBeLessThan(1e-4);
    expect(own.losses[99]).toBeLessThan(0.5 * own.losses[0]!);
  });
});

describe('looking into a cell', () => {
  const document = irises('recurrent-cell', {}, cellOf(cellLstm, 4));
  const example = { kind: 'sample', part: 'train', index: 0 } as const;

  it('shows what each of its blocks takes, gives and holds, at every step', async () => {
    const session = await openSession(document);
    await listen(session);
    const gates = session.parts?.looker.inspect('layer/f', example);
    expect([gates?.inputs.x?.shape, gates?.outputs.y?.shape]).toEqual([
      [2, units],
      [2, units],
    ]);
    for (const [at, value] of gates?.outputs.y?.values.entries() ?? [])
      expect(value).toBeCloseTo(1 / (1 + Math.exp(-gates!.inputs.x!.values[at]!)), 6);
    expect(gates?.sequence?.length).toBe(2);
    const dense = session.parts?.looker.inspect('layer/from_x', example);
    expect(Object.keys(dense?.weights ?? {})).toEqual(['weight', 'bias']);
    const state = session.parts?.looker.inspect('layer/c', example);
    const cell = session.parts?.looker.inspect('layer', example);
    // What is held after a step is what comes before the next one.
    expect(cell?.traces.c?.values.subarray(0, units)).toEqual(state?.outputs.previous?.values.subarray(units));
    expect(cell?.traces['f:y']?.values).toEqual(gates?.outputs.y?.values);
  });

  it('tells the gradient that reaches each of its States at every step', async () => {
    const { events } = await train(document);
    const [first] = events.flatMap((event) => (event.kind === 'step-gradients' ? [event.norms] : []));
    expect(Object.keys(first ?? {})).toEqual(['layer.h', 'layer.c']);
    expect(first?.['layer.c']).toHaveLength(2);
  });
});
