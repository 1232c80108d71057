/** Work that is taken out of a scan gives what it gave inside, and what stays inside is the recurrence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { backward } from '../../src/grad/backward.ts';
import { Builder, type StepRule } from '../../src/ir/builder.ts';
import type { AnyNode, Graph, Node, Shape } from '../../src/ir/graph.ts';
import { hoist } from '../../src/ir/hoist.ts';
import type { OpKind } from '../../src/ir/ops.ts';
import { verify } from '../../src/ir/verify.ts';
import { eliminateDead } from '../../src/plan/dead.ts';
import { plan } from '../../src/plan/plan.ts';
import { operand, trainable, type Values } from '../harness/case.ts';
import { expectSame, runOnce } from '../harness/run.ts';
import { randomScans } from '../harness/scan-cases.ts';
import { unroll } from '../harness/unroll.ts';

const run = (graph: Graph, values: Values) => runOnce(referenceBackend, plan(graph, { batch: 1 }), values);

interface Cell {
  readonly states: readonly Shape[];
  readonly sequences: readonly Shape[];
  readonly shared: readonly Shape[];
  readonly step: StepRule;
}

const steps = 3;

/** A scan over parameters, with the sum of all that it gives as the loss. */
function graphOf({ states, sequences, shared, step }: Cell): { readonly graph: Graph; readonly values: Values } {
  const builder = new Builder();
  const values = new Map<string, readonly number[]>();
  const leaf = (shape: Shape) => {
    const name = `x${values.size}`;
    values.set(name, operand(shape, values.size + 1).values);
    return builder.parameter(trainable(name, shape));
  };
  const args = {
    states: states.map(leaf),
    sequences: sequences.map((shape) => leaf([steps, ...shape])),
    shared: shared.map(leaf),
  };
  const { final, stacked } = builder.scan({ ...args, steps }, step);
  const results = [...final, ...stacked];
  for (const [index, id] of results.entries()) builder.output(`y${index}`, id);
  const sums = results.map((id) => builder.reshape(builder.sum(id, [...builder.shapeOf(id).keys()]), [1]));
  builder.output(
    'loss',
    sums.reduce((a, b) => builder.binary('add', a, b)),
  );
  return { graph: builder.finish(), values };
}

const scansOf = (graph: Graph): readonly Node<'scan'>[] =>
  graph.nodes.flatMap((node) => (node.op === 'scan' ? [node] : []));
const count = (nodes: readonly AnyNode[], op: OpKind): number => nodes.filter((node) => node.op === op).length;

/** The graph with its gradients, all work taken out that can be; its results are held to those of the steps written out. */
async function learningOf(cell: Cell): Promise<Graph> {
  const { graph, values } = graphOf(cell);
  const learning = backward(graph, graph.outputs.loss!);
  const hoisted = eliminateDead(hoist(learning).graph);
  verify(hoisted);
  const { graph: plain } = unroll(graph);
  expectSame(await run(hoisted, values), await run(backward(plain, plain.outputs.loss!), values));
  return hoisted;
}

describe('hoist', () => {
  it('changes no result, forward or backward', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        const { graph: hoisted, moved } = hoist(graph);
        verify(hoisted);
        const learning = hoist(backward(hoisted, moved[loss]!)).graph;
        verify(learning);
        expectSame(await run(learning, values), await run(unroll(backward(graph, loss)).graph, values));
      }),
      { numRuns: 100 },
    );
  });

  it('asks for each sum once, however many ways lead to it', () => {
    // One more doubling would double the work, if every way were gone.
    const doublings = 40;
    const { graph } = graphOf({
      states: [[1, 3]],
      sequences: [[1, 3]],
      shared: [[1, 3]],
      step: (body, { states: [h], sequences: [x], shared: [bias] }) => {
        let sum = body.binary('add', body.binary('multiply', h!, x!), bias!);
        for (let count = 0; count < doublings; count++) sum = body.binary('add', sum, sum);
        return { after: [body.unary('tanh', sum)] };
      },
    });
    const [, reverse] = scansOf(hoist(backward(graph, graph.outputs.loss!)).graph);
    expect(reverse!.attrs.body.summed).toHaveLength(1);
  });

  it('leaves graphs without scans as they are', () => {
    const builder = new Builder();
    builder.output('y', builder.unary('tanh', builder.input('x', [2])));
    const graph = builder.finish();
    expect(hoist(graph).graph).toBe(graph);
  });

  it('of an affine recurrence leaves one product a step inside, forward and backward', async () => {
    // h' = tanh(x·W + h·U + b)
    const graph = await learningOf({
      states: [[2, 4]],
      sequences: [[2, 3]],
      shared: [
        [3, 4],
        [4, 4],
        [1, 4],
      ],
      step: (body, { states: [h], sequences: [x], shared: [w, u, bias] }) => {
        const fromX = body.binary('add', body.matmul(x!, w!), bias!);
        const after = body.unary('tanh', body.binary('add', fromX, body.matmul(h!, u!)));
        return { after: [after], stacked: [after] };
      },
    });
    const [forward, reverse, ...more] = scansOf(graph);
    expect(more).toEqual([]);
    expect(forward!.attrs.body.nodes.map(({ op }) => op).sort()).toEqual(
      ['binary', 'input', 'input', 'input', 'matmul', 'unary'].sort(),
    );
    expect(count(reverse!.attrs.body.nodes, 'matmul')).toBe(1);
    expect(reverse!.attrs.body.summed).toEqual([]);
    // x·W before it; after it the gradients of x, W and U, each one product over all steps.
    expect(count(graph.nodes, 'matmul')).toBe(1 + 3);
  });

  it('splits the product of (x, h) with one matrix', async () => {
    const graph = await learningOf({
      states: [[2, 4]],
      sequences: [[2, 3]],
      shared: [[7, 4]],
      step: (body, { states: [h], sequences: [x], shared: [w] }) => ({
        after: [body.unary('tanh', body.matmul(body.concat([x!, h!], 1), w!))],
      }),
    });
    const [forward, reverse] = scansOf(graph);
    expect(forward!.attrs.body.nodes.flatMap(({ op, shape }) => (op === 'matmul' ? [shape] : []))).toEqual([[2, 4]]);
    expect(count(forward!.attrs.body.nodes, 'concat')).toBe(0);
    expect(count(reverse!.attrs.body.nodes, 'matmul')).toBe(1);
  });

  it('computes after the loop, for all steps at once, what no state hangs on', async () => {
    const graph = await learningOf({
      states: [[2, 4]],
      sequences: [[2, 4]],
      shared: [[4, 5]],
      step: (body, { states: [h], sequences: [x], shared: [w] }) => {
        const after = body.unary('tanh', body.binary('add', h!, x!));
        return { after: [after], stacked: [body.softmax(body.matmul(after, w!))] };
      },
    });
    for (const { attrs } of scansOf(graph)) {
      expect(count(attrs.body.nodes, 'matmul') + count(attrs.body.nodes, 'softmax')).toBe(0);
    }
  });

  it('leaves nothing of a scan whose steps know nothing of each other', async () => {
    const graph = await learningOf({
      states: [],
      sequences: [[2, 3]],
      shared: [[3, 4]],
      step: (body, { sequences: [x], shared: [w] }) => ({
        after: [],
        stacked: [body.unary('sigmoid', body.matmul(x!, w!)), body.transpose(w!, [1, 0])],
      }),
    });
    expect(scansOf(graph)).toEqual([]);
  });

  it('draws random numbers once for all steps', async () => {
    const graph = await learningOf({
      states: [[2, 4]],
      sequences: [[2, 4]],
      shared: [],
      step: (body, { states: [h], sequences: [x] }) => {
        const mask = body.dropoutMask(body.uniform([2, 4], 3), 0.5);
        return { after: [body.binary('add', body.binary('multiply', h!, mask), x!)] };
      },
    });
    expect(count(graph.nodes, 'uniform')).toBe(1);
    expect(scansOf(graph).flatMap(({ attrs }) => attrs.body.nodes.filter(({ op }) => op === 'uniform'))).toEqual([]);
  });

  it('adds up the gradient of a table that is read at every step in one go', async () => {
    const builder = new Builder();
    const table = builder.parameter(trainable('table', [5, 3]));
    const ids = builder.input('ids', [steps, 2]);
    const initial = builder.input('h0', [2, 3]);
    const { final } = builder.scan({ states: [initial], sequences: [ids], shared: [table], steps }, (body, args) => {
      const row = body.gather(args.shared[0]!, args.sequences[0]!);
      return { after: [body.unary('tanh', body.binary('add', args.states[0]!, row))] };
    });
    const loss = builder.sum(final[0]!, [0, 1]);
    const learning = eliminateDead(hoist(backward(builder.finish(), loss)).graph);
    verify(learning);
    expect(count(learning.nodes, 'gather')).toBe(1);
    expect(count(learning.nodes, 'gatherGrad')).toBe(1);
  });

  it('keeps in the loop what has no form for all steps at once', async () => {
    const graph = await learningOf({
      states: [[2, 2]],
      sequences: [[2, 2]],
      shared: [],
      step: (body, { states: [h], sequences: [x] }) => ({
        after: [body.binary('add', h!, body.matmul(x!, x!, true))],
      }),
    });
    expect(count(scansOf(graph)[0]!.attrs.body.nodes, 'matmul')).toBe(1);
  });
});
