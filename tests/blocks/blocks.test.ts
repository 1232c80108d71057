/** One suite for every block of the registry, over random configurations. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import type { Json } from '../../src/base/json.ts';
import { elementCount, sameSizes } from '../../src/base/rowmajor.ts';
import type { Mode } from '../../src/blocks/define.ts';
import { fieldFault } from '../../src/blocks/fields.ts';
import { defaultsOf, readParams } from '../../src/blocks/params.ts';
import { type BlockKind, blockKinds, registry } from '../../src/blocks/registry.ts';
import { backward } from '../../src/grad/backward.ts';
import type { Graph, Shape } from '../../src/ir/graph.ts';
import { shapeOfType } from '../../src/lower/lower.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Values } from '../harness/case.ts';
import { compareBackends } from '../harness/every-backend.ts';
import { checkGradients } from '../harness/gradient-check.ts';
import { type Results, runOnce } from '../harness/run.ts';
import { type BlockCase, blockCases, inferCase, loneKinds } from './cases.ts';
import { longer, moved, realNumbers, resultShapes } from './longer.ts';
import { lowered, ownParameters, valuesOf } from './one-block.ts';

const runs = 25;
const batch = 3;
const modes: readonly Mode[] = ['train', 'evaluate'];

/** How many configurations each law has seen, by block. */
const seen = new Map<string, Map<BlockKind, number>>();

/** Holds the law for random configurations of every block. */
function law(name: string, holds: (drawn: BlockCase) => void | Promise<void>): void {
  describe(name, () => {
    it.each(loneKinds)('%s', async (kind) => {
      await fc.assert(
        fc.asyncProperty(blockCases[kind], async (drawn) => {
          await holds(drawn);
          const counts = seen.get(name) ?? new Map<BlockKind, number>();
          seen.set(name, counts.set(kind, (counts.get(kind) ?? 0) + 1));
        }),
        { numRuns: runs },
      );
    });
  });
}

describe('defaults', () => {
  it.each(blockKinds)('%s', (kind) => {
    const definition = registry[kind];
    for (const [name, field] of Object.entries(definition.params)) {
      expect(`${name}: ${fieldFault(field, field.default)}`).toBe(`${name}: null`);
      if (field.when) expect(Object.keys(definition.params)).toContain(field.when.param);
    }
    expect(readParams(definition, {})).toEqual({ params: defaultsOf(definition), faults: [] });
  });
});

law('parameters survive a file', ({ kind, params }) => {
  const definition = registry[kind];
  const back = JSON.parse(JSON.stringify(params)) as typeof params;
  expect(readParams(definition, back)).toEqual({ params: { ...defaultsOf(definition), ...params }, faults: [] });
});

law('an unreadable parameter is told and replaced by its default', ({ kind, params }) => {
  const definition = registry[kind];
  const wrong: Json = { $: '2*width' };
  for (const name of Object.keys(definition.params)) {
    const read = readParams(definition, { ...params, [name]: wrong });
    expect(read.faults).toEqual([{ param: name, expected: expect.any(String), actual: wrong }]);
    expect(read.params[name]).toEqual(definition.params[name]?.default);
  }
});

law('the inferred type is the lowered type', (drawn) => {
  const inferred = inferCase(drawn);
  for (const mode of modes) {
    const { graph } = lowered(drawn, batch, mode);
    for (const [port, type] of Object.entries(inferred.outputs)) {
      const node = graph.nodes[graph.outputs[`block:${port}`]!]!;
      expect([port, node.shape]).toEqual([port, shapeOfType(type, batch)]);
    }
  }
});

/** `3·3·1·16 + 16` */
const evaluate = (formula: string): number =>
  formula
    .split(' + ')
    .map((term) => term.split('·').reduce((product, factor) => product * Number(factor), 1))
    .reduce((a, b) => a + b, 0);

law('weights and costs are told as they are', (drawn) => {
  const inferred = inferCase(drawn);
  const { weights = [], macs, macsFormula, weightsFormula } = inferred;
  for (const mode of modes) {
    const own = ownParameters(lowered(drawn, batch, mode));
    expect(own).toEqual(weights.map(({ name, buffer: _, ...spec }) => ({ ...spec, name: `block/${name}` })));
  }
  const learnt = weights.filter(({ buffer }) => !buffer).reduce((sum, { shape }) => sum + elementCount(shape), 0);
  expect(weightsFormula === undefined ? 0 : evaluate(weightsFormula)).toBe(learnt);
  expect(macsFormula === undefined ? undefined : evaluate(macsFormula)).toBe(macs);
});

law('the gradient is that of finite differences', async (drawn) => {
  const model = lowered(drawn, batch, 'train');
  const deviation = await checkGradients(model.graph, model.loss, valuesOf(drawn, model, batch), 5);
  expect(deviation === null || deviation.relative < 1e-5 ? null : deviation).toBeNull();
});

/** Updates of buffers that the block asks for, and its gradients, in float64. */
const run = async (graph: Graph, values: Values, size: number): Promise<Results> =>
  runOnce(referenceBackend, plan(graph, { batch: size }), values);

/** The part of a result that belongs to the first examples. */
const firstOf = (name: string, values: readonly number[], size: number, real: number): readonly number[] =>
  /^output (loss|.*:loss|block\.\w+)$|^(gradient|parameter) block\//.test(name)
    ? values
    : values.slice(0, (values.length / size) * real);

law('padding a batch changes nothing', async (drawn) => {
  const padded = 5;
  for (const mode of modes) {
    const results = await Promise.all(
      [batch, padded].map(async (size) => {
        const model = lowered(drawn, size, mode);
        return run(backward(model.graph, model.loss), valuesOf(drawn, model, size, batch), size);
      }),
    );
    const [plain, more] = results as [Results, Results];
    for (const [name, expected] of plain) {
      const actual = firstOf(name, more.get(name) ?? [], padded, batch);
      expect([name, actual.length]).toEqual([name, expected.length]);
      const worst = expected.reduce((most, value, index) => Math.max(most, Math.abs(value - actual[index]!)), 0);
      expect([name, worst < 1e-9 ? 0 : worst]).toEqual([name, 0]);
    }
  }
});

law('padding a sequence changes nothing', async (drawn) => {
  const more = longer(drawn, 2);
  if (!more) return;
  for (const mode of modes) {
    const [short, long] = [lowered(drawn, batch, mode), lowered(more, batch, mode)];
    // A mask that is drawn for each step is another one when there are more of them.
    if (drawsEachStep(short.graph, long.graph)) continue;
    const values = valuesOf(drawn, short, batch);
    const [graph, longGraph] = [short, long].map((model) => backward(model.graph, model.loss)) as [Graph, Graph];
    const [expected, actual] = await Promise.all([
      run(graph, values, batch),
      run(longGraph, moved(values, short, valuesOf(more, long, batch), long), batch),
    ]);
    const [shapes, otherShapes] = [resultShapes(graph), resultShapes(longGraph)];
    const [given = []] = [...values].filter(([name]) => name.endsWith('/lengths')).map(([, lengths]) => lengths);
    for (const [name, numbers] of expected) {
      const [shape = [], otherShape = []] = [shapes.get(name), otherShapes.get(name)];
      const own = /^(gradient|parameter) block\//.test(name);
      const made = expected.get(`${name.replace(':before', ':y').replace('loss:', 'block:')}.lengths`);
      const counts = sameSizes(shape, otherShape) ? null : (made ?? given);
      const real = (all: readonly number[], of: Shape) => {
        // Of a table with a row for each step, those that both have.
        if (own) return all.slice(0, numbers.length);
        return counts === null ? all : realNumbers(all, of, counts, shape[0]!);
      };
      const [wanted, found] = [real(numbers, shape), real(actual.get(name) ?? [], otherShape)];
      expect([name, found.length]).toEqual([name, wanted.length]);
      const worst = wanted.reduce((most, value, index) => Math.max(most, Math.abs(value - found[index]!)), 0);
      expect([name, worst < 1e-9 ? 0 : worst]).toEqual([name, 0]);
    }
  }
});

law('lengths that leave nothing out change nothing', async (drawn) => {
  // What a preparation gives is no result but an input of the program.
  if (registry[drawn.kind].lower === null) return;
  if (!Object.values(drawn.inputs).some(({ lengths }) => lengths !== undefined)) return;
  const inputs = Object.entries(drawn.inputs).map(([port, { lengths: _, ...plain }]) => [port, plain] as const);
  const unpadded: BlockCase = { ...drawn, inputs: Object.fromEntries(inputs) };
  for (const mode of modes) {
    const [with_, without] = await Promise.all(
      [drawn, unpadded].map((each) => {
        const model = lowered(each, batch, mode);
        const values = [...valuesOf(each, model, batch)].map(([name, numbers]) => {
          const steps = each.inputs[name.split('/')[0]!]?.sizes[0] ?? 0;
          return [name, name.endsWith('/lengths') ? numbers.map(() => steps) : numbers] as const;
        });
        return run(backward(model.graph, model.loss), new Map(values), batch);
      }),
    );
    for (const [name, expected] of without!) {
      const actual = with_!.get(name)!;
      const worst = expected.reduce((most, value, index) => Math.max(most, Math.abs(value - actual[index]!)), 0);
      expect([name, worst < 1e-9 ? 0 : worst]).toEqual([name, 0]);
    }
  }
});

const drawsEachStep = (short: Graph, long: Graph): boolean =>
  JSON.stringify(uniformShapes(short)) !== JSON.stringify(uniformShapes(long));

const uniformShapes = ({ nodes }: Graph): readonly Shape[] =>
  nodes.filter(({ op }) => op === 'uniform').map(({ shape }) => shape);

law('evaluation neither draws at random nor updates', (drawn) => {
  const { graph } = lowered(drawn, batch, 'evaluate');
  expect(graph.nodes.filter((node) => node.op === 'uniform')).toEqual([]);
  expect(graph.updates).toEqual({});
});

law('WebAssembly computes what the reference computes', async (drawn) => {
  const model = lowered(drawn, batch, 'train');
  const graph = backward(model.graph, model.loss);
  const backend = await createWasmBackend({ fma: false });
  const compared = await compareBackends(plan(graph, { batch }), valuesOf(drawn, model, batch), backend);
  expect(compared.filter(({ deviation }) => !(deviation <= 1e-4))).toEqual([]);
});

it('every law has seen every block as often as it should', () => {
  const expected = Object.fromEntries([...seen.keys()].map((name) => [name, loneKinds.length * runs]));
  const total = (counts: ReadonlyMap<BlockKind, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
  expect(seen.size).toBe(10);
  expect(Object.fromEntries([...seen].map(([name, counts]) => [name, total(counts)]))).toEqual(expected);
});
