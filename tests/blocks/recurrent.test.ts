/** RNN, LSTM and GRU as a lecture tells them: what is counted, what travels on, and where gradients live. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import type { Json } from '../../src/base/json.ts';
import { elementCount } from '../../src/base/rowmajor.ts';
import type { Mode } from '../../src/blocks/define.ts';
import { defaultsOf } from '../../src/blocks/params.ts';
import { registry } from '../../src/blocks/registry.ts';
import { backward } from '../../src/grad/backward.ts';
import type { Initializer, Node } from '../../src/ir/graph.ts';
import { lower } from '../../src/lower/lower.ts';
import { plan } from '../../src/plan/plan.ts';
import { simplify } from '../../src/plan/simplify.ts';
import { firstStep, read, runOnce, write } from '../harness/run.ts';
import { type BlockCase, blockCases, inferCase, isWrong } from './cases.ts';
import { around, lowered, valuesOf } from './one-block.ts';

const kinds = ['rnn', 'lstm', 'gru'] as const;
type Kind = (typeof kinds)[number];
type Given = { readonly [param: string]: Json };

const layer = (kind: Kind, sizes: readonly number[], given: Given = {}, lengths?: string): BlockCase => ({
  kind,
  params: { ...defaultsOf(registry[kind]), ...given },
  inputs: { x: { sizes, arriving: { of: 'real' }, ...(lengths === undefined ? {} : { lengths }) } },
});

const learnt = (drawn: BlockCase): number =>
  (inferCase(drawn).weights ?? []).reduce((sum, { shape }) => sum + elementCount(shape), 0);

async function run(
  drawn: BlockCase,
  batch: number,
  change: (values: Map<string, readonly number[]>) => void,
  mode: Mode = 'train',
) {
  const model = lowered(drawn, batch, mode);
  const values = new Map(valuesOf(drawn, model, batch));
  change(values);
  return runOnce(referenceBackend, plan(backward(model.graph, model.loss), { batch }), values);
}

const close = (actual: readonly number[] | undefined, expected: readonly number[]): void => {
  expect(actual?.length).toBe(expected.length);
  for (const [index, value] of expected.entries()) expect(actual?.[index]).toBeCloseTo(value, 10);
};

describe('weights', () => {
  it('are as many as PyTorch counts, with its two biases', () => {
    const two = { bias: 'two', units: 128 };
    // torch.nn.RNN(32, 128), LSTM, GRU; then two layers, both directions.
    expect(learnt(layer('rnn', [64, 32], two))).toBe(20_736);
    expect(learnt(layer('lstm', [64, 32], two))).toBe(82_944);
    expect(learnt(layer('gru', [64, 32], two))).toBe(62_208);
    expect(learnt(layer('lstm', [64, 32], { ...two, layers: 2, direction: 'both' }))).toBe(561_152);
  });

  it('have PyTorch’s names', () => {
    const { weights = [] } = inferCase(layer('gru', [4, 3], { units: 2, layers: 2, direction: 'both', bias: 'two' }));
    expect(weights.filter(({ name }) => name.includes('_l1')).map(({ name, shape }) => [name, ...shape])).toEqual([
      ['weight_ih_l1', 4, 6],
      ['weight_hh_l1', 2, 6],
      ['bias_ih_l1', 6],
      ['bias_hh_l1', 6],
      ['weight_ih_l1_reverse', 4, 6],
      ['weight_hh_l1_reverse', 2, 6],
      ['bias_ih_l1_reverse', 6],
      ['bias_hh_l1_reverse', 6],
    ]);
  });

  it('start orthogonal for each gate, with the forget gate’s bias where it was set', () => {
    const startOf = (given: Given): { readonly [name: string]: Initializer } =>
      Object.fromEntries(
        (inferCase(layer('lstm', [4, 3], given)).weights ?? []).map(({ name, initializer }) => [name, initializer]),
      );
    const start = startOf({ forgetBias: 3 });
    expect(start.weight_hh_l0).toEqual({ kind: 'orthogonal', blocks: 4 });
    expect(start.bias_ih_l0).toEqual({ kind: 'constants', values: [0, 3, 0, 0] });
    expect(startOf({ forgetGate: false }).weight_hh_l0).toEqual({ kind: 'orthogonal', blocks: 3 });
    expect(startOf({ forgetGate: false }).bias_ih_l0).toEqual({ kind: 'constant', value: 0 });
  });
});

describe('states', () => {
  it.each(kinds)('the final state of a %s starts a like one, whatever its layers and directions', (kind) => {
    fc.assert(
      fc.property(blockCases[kind], ({ params, inputs }) => {
        const encoder: BlockCase = {
          kind,
          params: { ...params, initial: 'zero', finalState: true },
          inputs: { x: inputs.x! },
        };
        const decoder = registry[kind].infer({
          block: 'decoder',
          params: { ...params, initial: 'wired' } as never,
          inputs: {
            x: inferCase({ ...encoder, params: { ...encoder.params, returns: 'every' } }).outputs.y!,
            ...Object.fromEntries(
              Object.entries(inferCase(encoder).outputs)
                .filter(([port]) => port !== 'y')
                .map(([port, type]) => [`${port}0`, type]),
            ),
          },
        });
        expect(decoder.faults ?? []).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it.each(kinds)('a %s whose state is carried on reads two batches as one long sequence', async (kind) => {
    const [batch, half, features] = [2, 3, 2];
    const given = { units: 3, returns: 'every', layers: 2 };
    const whole = layer(kind, [2 * half, features], given);
    const values = valuesOf(whole, lowered(whole, batch, 'train'), batch);
    const weights = [...values].filter(([name]) => name.startsWith('block/'));
    const { graph } = lowered(layer(kind, [half, features], { ...given, initial: 'carried' }), batch, 'train');
    const executable = await referenceBackend.compile(plan(graph, { batch }), null);
    const output = executable.program.outputs.find(({ name }) => name === 'block:y')!;
    /** Steps `from … from + half` of both examples. */
    const cut = (all: readonly number[], from: number, size: number) =>
      [0, 1].flatMap((example) =>
        all.slice((example * 2 * half + from) * size, (example * 2 * half + from + half) * size),
      );
    const long = await run(whole, batch, () => {});
    for (const from of [0, half]) {
      write(executable, new Map([...weights, ['x/value', cut(values.get('x/value')!, from, features)]]));
      executable.run(firstStep);
      close(read(executable, output), cut(long.get('output block:y')!, from, given.units));
    }
    executable.dispose();
  });

  it('an example without a real step keeps the state that it started with', async () => {
    const drawn = layer('lstm', [3, 2], { units: 2, initial: 'learned' }, 'pad.y');
    const found = await run(drawn, 2, (values) => values.set('x/lengths', [0, 3]));
    close(found.get('output block:y')?.slice(0, 2), found.get('parameter block/h0_l0')!);
  });
});

it.each(kinds)('a backward %s is a forward one on the reversed sequences, padding left behind', async (kind) => {
  const [batch, steps, features] = [3, 5, 2];
  const lengths = [5, 2, 4];
  const reversed = (x: readonly number[], size: number): number[] =>
    lengths.flatMap((length, example) => {
      const rows = [...new Array(steps).keys()].map((step) => {
        const from = (example * steps + (step < length ? length - 1 - step : step)) * size;
        return x.slice(from, from + size);
      });
      return rows.flat();
    });
  const given = { units: 3, returns: 'every' };
  const forward = await run(layer(kind, [steps, features], given, 'pad.y'), batch, (values) => {
    values.set('x/lengths', lengths);
    values.set('x/value', reversed(values.get('x/value')!, features));
    for (const [name, numbers] of backwardWeights(kind)) values.set(name.replace('_reverse', ''), numbers);
  });
  const backwards = await run(
    layer(kind, [steps, features], { ...given, direction: 'backward' }, 'pad.y'),
    batch,
    (values) => values.set('x/lengths', lengths),
  );
  close(backwards.get('output block:y'), reversed(forward.get('output block:y')!, 3));
});

function backwardWeights(kind: Kind): readonly (readonly [string, readonly number[]])[] {
  const drawn = layer(kind, [5, 2], { units: 3, direction: 'backward' });
  return [...valuesOf(drawn, lowered(drawn, 1, 'train'), 1)].filter(([name]) => name.startsWith('block/'));
}

describe('what is watched', () => {
  it('gates, cell and state at every step, by the lecture’s names', async () => {
    const found = await run(layer('lstm', [4, 2], { units: 3 }), 2, () => {});
    const trace = (name: string) => found.get(`output block/${name}`)!;
    const [i, f, g, o, c, h] = ['i', 'f', 'g', 'o', 'c', 'h'].map(trace) as [
      number[],
      number[],
      number[],
      number[],
      number[],
      number[],
    ];
    close(
      h,
      o.map((gate, at) => gate * Math.tanh(c[at]!)),
    );
    const before = (at: number) => (at % 12 < 3 ? 0 : c[at - 3]!);
    close(
      c,
      f.map((gate, at) => gate * before(at) + i[at]! * g[at]!),
    );
  });

  it('of upper layers and other directions with PyTorch’s suffix', () => {
    const { graph } = lowered(layer('gru', [4, 2], { layers: 2, direction: 'both' }), 2, 'train');
    const traces = Object.keys(graph.outputs).filter((name) => name.startsWith('block/'));
    expect(traces.filter((name) => name.startsWith('block/h'))).toEqual([
      'block/h',
      'block/h_l0_reverse',
      'block/h_l1',
      'block/h_l1_reverse',
    ]);
  });

  it('costs a program nothing that does not look', () => {
    const model = lower(around(layer('lstm', [4, 2]), 2), { batch: 2, mode: 'evaluate', expose: 'losses' });
    const scans = simplify(model.graph).nodes.filter((node): node is Node<'scan'> => node.op === 'scan');
    expect(scans.map(({ attrs }) => attrs.body.stacked)).toEqual([[]]);
  });

  /** ‖∂loss/∂state‖ after each of 60 steps, for small weights, with this bias of an LSTM's forget gate. */
  const norms = async (kind: Kind, state: 'h' | 'c', forgetBias: number): Promise<readonly number[]> => {
    const units = 8;
    const found = await run(layer(kind, [60, 2], { units }), 4, (values) => {
      for (const [name, numbers] of values) {
        if (!name.startsWith('block/')) continue;
        const isForget = (at: number) => name.startsWith('block/bias') && Math.floor(at / units) === 1;
        values.set(
          name,
          numbers.map((value, at) => (isForget(at) ? forgetBias : value / 10)),
        );
      }
    });
    return found.get(`output block.${state}`)!;
  };

  it.each(kinds)('the gradient of a %s at the real steps alone, however far others are padded', async (kind) => {
    const [steps, given] = [5, { units: 3, direction: 'both', layers: 2 }] as const;
    const lengths = [3, 5, 1, 0];
    const tapsOf = async (counts: readonly number[]) => {
      const drawn = layer(kind, [steps, 2], given, 'pad.y');
      const found = await run(drawn, lengths.length, (values) => values.set('x/lengths', [...counts]));
      return [...found].filter(([name]) => name.startsWith('output block.'));
    };
    const each = await Promise.all(
      lengths.map((_, own) => tapsOf(lengths.map((length, example) => (example === own ? length : 0)))),
    );
    for (const [index, [name, norms]] of (await tapsOf(lengths)).entries()) {
      const alone = lengths.map((length, own) => {
        const [, ofOne] = each[own]![index]!;
        expect([name, ofOne.slice(length)]).toEqual([name, new Array(steps - length).fill(0)]);
        expect(ofOne.slice(0, length).every((norm) => norm > 0)).toBe(true);
        return ofOne;
      });
      close(
        norms,
        norms.map((_, step) => Math.hypot(...alone.map((ofOne) => ofOne[step]!))),
      );
    }
  });

  it('the gradient of an RNN vanishes on its way back, that of a memory lives while its forget gate is open', async () => {
    const rnn = await norms('rnn', 'h', 0);
    const closed = await norms('lstm', 'c', 0);
    const open = await norms('lstm', 'c', 5);
    const share = (all: readonly number[]) => all[0]! / all.at(-1)!;
    expect(share(rnn)).toBeLessThan(1e-12);
    expect(share(closed)).toBeLessThan(1e-12);
    // σ(5)⁵⁹ = 0.67
    expect(share(open)).toBeGreaterThan(0.3);
  });
});

it('an option that a layer cannot have is told, and the layer waits', () => {
  expect(isWrong(inferCase(layer('rnn', [4, 2], { initial: 'carried', direction: 'both' })))).toBe(true);
});
