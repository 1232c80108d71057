/** Recurrent cells that are wired by hand: what their States hold, and what they are called outside. */
import { expect, it } from 'vitest';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import { defaultsOf } from '../../src/blocks/params.ts';
import { registry } from '../../src/blocks/registry.ts';
import type { Body, Params } from '../../src/document/document.ts';
import { plan } from '../../src/plan/plan.ts';
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
