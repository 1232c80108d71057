/** What single blocks do to sequences, in numbers that can be checked by eye. */
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { defaultsOf } from '../../src/blocks/params.ts';
import { type BlockKind, registry } from '../../src/blocks/registry.ts';
import type { Params } from '../../src/document/document.ts';
import { backward } from '../../src/grad/backward.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Values } from '../harness/case.ts';
import { runOnce } from '../harness/run.ts';
import type { BlockCase, CaseInput } from './cases.ts';
import { lowered, valuesOf } from './one-block.ts';

const numbers = (...sizes: number[]): CaseInput => ({ sizes, arriving: { of: 'real' } });
const padded = (...sizes: number[]): CaseInput => ({ ...numbers(...sizes), lengths: 'pad.y' });
const ids = (classes: number, ...sizes: number[]): CaseInput => ({ sizes, arriving: { of: 'labels', classes } });

/** Everything that the block gives for these values, and its gradients; `given` by name: `x/value`, `x/lengths`. */
async function results(kind: BlockKind, params: Params, x: CaseInput, batch: number, given: Record<string, number[]>) {
  const drawn: BlockCase = { kind, params: { ...defaultsOf(registry[kind]), ...params }, inputs: { x } };
  const model = lowered(drawn, batch, 'train');
  const values: Values = new Map([...valuesOf(drawn, model, batch), ...Object.entries(given)]);
  const found = await runOnce(referenceBackend, plan(backward(model.graph, model.loss), { batch }), values);
  return (name: string) => found.get(name)?.map((value) => value + 0);
}

describe('Masking', () => {
  it('cuts off the steps at the end that hold nothing but the value', async () => {
    const steps = [1, 2, 0, 0, 3, 0, 0, 0, /* */ 0, 0, 0, 0, 0, 0, 0, 0, /* */ 0, 1, 0, 1, 0, 1, 0, 1];
    const of = await results('masking', {}, numbers(4, 2), 3, { 'x/value': steps });
    expect(of('output block:y.lengths')).toEqual([3, 0, 4]);
    expect(of('output block:y')).toEqual(steps);
  });

  it('knows any value, and never reaches beyond lengths that are known already', async () => {
    const steps = [5, -1, 5, -1, /* */ -1, -1, -1, 5, /* */ 5, 5, 5, 5];
    const of = await results('masking', { value: -1 }, padded(4, 1), 3, { 'x/value': steps, 'x/lengths': [4, 3, 2] });
    expect(of('output block:y.lengths')).toEqual([3, 0, 2]);
  });

  it('of token ids finds where the filling begins', async () => {
    const of = await results('masking', { value: 0 }, ids(9, 7), 2, {
      'x/value': [3, 1, 0, 4, 0, 0, 0, /* */ 1, 1, 1, 1, 1, 1, 8],
    });
    expect(of('output block:y.lengths')).toEqual([4, 7]);
  });
});

describe('Embedding', () => {
  const table = [1, 2, 3, 4, 5, 6];

  it('looks up the row of each token, and adds up the gradient of each row', async () => {
    const of = await results('embedding', { units: 2 }, ids(3, 4), 1, {
      'x/value': [2, 0, 2, 1],
      'block/weight': table,
      'loss/y': [1, 2, 3, 4, 5, 6, 7, 8],
    });
    expect(of('output block:y')).toEqual([5, 6, 1, 2, 5, 6, 3, 4]);
    expect(of('gradient block/weight')).toEqual([3, 4, 7, 8, 6, 8]);
  });

  it('gives zeros for the padding token and teaches it nothing', async () => {
    const of = await results('embedding', { units: 2, padding: true, paddingId: 2 }, ids(3, 4), 1, {
      'x/value': [2, 0, 2, 1],
      'block/weight': table,
      'loss/y': [1, 2, 3, 4, 5, 6, 7, 8],
    });
    expect(of('output block:y')).toEqual([0, 0, 1, 2, 0, 0, 3, 4]);
    expect(of('gradient block/weight')).toEqual([3, 4, 7, 8, 0, 0]);
  });
});

describe('a sequence without a single real step', () => {
  const empty = { 'x/lengths': [0] };

  it.each(['global-max-pool', 'global-avg-pool', 'last-step'] as const)('%s gives zeros', async (kind) => {
    const of = await results(kind, {}, padded(3, 2), 1, empty);
    expect(of('output block:y')).toEqual([0, 0]);
    expect(of('gradient x/value')).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('stays without one behind windows, padded or not', async () => {
    for (const kind of ['conv1d', 'max-pool1d', 'avg-pool1d'] as const) {
      for (const padding of ['valid', 'same', 'explicit']) {
        const of = await results(kind, { padding, sides: [1, 1] }, padded(5, 2), 1, empty);
        expect([kind, padding, of('output block:y.lengths') ?? [0]]).toEqual([kind, padding, [0]]);
      }
    }
  });
});

it('windows: a shorter example has the steps that it would have alone', async () => {
  const lengthsOf = async (kind: BlockKind, params: Params) => {
    const of = await results(kind, params, padded(9, 1), 4, { 'x/lengths': [9, 6, 3, 1] });
    return of('output block:y.lengths') ?? null;
  };
  expect(await lengthsOf('conv1d', { kernel: 3 })).toEqual([7, 4, 1, 0]);
  expect(await lengthsOf('conv1d', { kernel: 3, stride: 2 })).toEqual([4, 2, 1, 0]);
  expect(await lengthsOf('conv1d', { kernel: 3, stride: 2, padding: 'same' })).toEqual([5, 3, 2, 1]);
  expect(await lengthsOf('conv1d', { kernel: 3, dilation: 3 })).toEqual([3, 0, 0, 0]);
  expect(await lengthsOf('conv1d', { kernel: 2, padding: 'explicit', sides: [2, 0] })).toEqual([10, 7, 4, 2]);
  expect(await lengthsOf('max-pool1d', { window: 2 })).toEqual([4, 3, 1, 0]);
  expect(await lengthsOf('avg-pool1d', { window: 3, stride: 'custom', steps: 1 })).toEqual([7, 4, 1, 0]);
});

it('padding never wins a max pool, and has no part in a mean', async () => {
  const given = { 'x/value': [-5, -4, 100, 100], 'x/lengths': [2] };
  const most = await results(
    'max-pool1d',
    { window: 3, padding: 'same', stride: 'custom', steps: 1 },
    padded(4, 1),
    1,
    given,
  );
  expect(most('output block:y')?.slice(0, 2)).toEqual([-4, -4]);
  const mean = await results(
    'avg-pool1d',
    { window: 3, padding: 'same', stride: 'custom', steps: 1, countPadding: false },
    padded(4, 1),
    1,
    given,
  );
  expect(mean('output block:y')?.slice(0, 2)).toEqual([-4.5, -4.5]);
});

it('a picture is read by rows, by columns or by pixels', async () => {
  const picture = { 'x/value': [1, 2, 3, 4, 5, 6] };
  const read = async (steps: string) => {
    const of = await results('image-to-sequence', { steps }, numbers(2, 3, 1), 1, picture);
    return of('output block:y');
  };
  expect(await read('rows')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await read('columns')).toEqual([1, 4, 2, 5, 3, 6]);
  expect(await read('pixels')).toEqual([1, 2, 3, 4, 5, 6]);
});
