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
import { train } from './training-run.ts';

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
