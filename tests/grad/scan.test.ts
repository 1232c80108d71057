/** Backpropagation through time agrees with backpropagation through the steps written out, and with finite differences. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { backward } from '../../src/grad/backward.ts';
import { Builder } from '../../src/ir/builder.ts';
import type { Graph, Node, NodeId } from '../../src/ir/graph.ts';
import { verify } from '../../src/ir/verify.ts';
import { eliminateDead } from '../../src/plan/dead.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Values } from '../harness/case.ts';
import { trainable } from '../harness/case.ts';
import { checkGradients } from '../harness/gradient-check.ts';
import type { Results } from '../harness/run.ts';
import { expectSame, runOnce } from '../harness/run.ts';
import { batch, randomScans } from '../harness/scan-cases.ts';
import { unroll } from '../harness/unroll.ts';

const run = (graph: Graph, values: Values): Promise<Results> =>
  runOnce(referenceBackend, plan(graph, { batch: 1 }), values);

describe('the derivative of a scan', () => {
  it('is that of its steps written out, and leaves their values as they are', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        const learning = backward(graph, loss);
        verify(learning);
        const { graph: plain } = unroll(graph);
        const expected = await run(backward(plain, plain.outputs.loss!), values);
        expectSame(await run(learning, values), expected);
        expectSame(await run(unroll(learning).graph, values), expected);
      }),
      { numRuns: 100 },
    );
  });

  it('agrees with central differences', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        const worst = await checkGradients(graph, loss, values, 4);
        expect(worst?.relative ?? 0, JSON.stringify(worst)).toBeLessThan(1e-6);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a tap', () => {
  /** Of a gradient [B, units] at a step, over the examples for which the mask [T, B, 1] holds. */
  const norm = (gradient: readonly number[], step: number, mask: readonly number[] | undefined): number => {
    if (!mask) return Math.hypot(...gradient);
    const units = gradient.length / batch;
    return Math.hypot(...gradient.filter((_, at) => mask[step * batch + Math.floor(at / units)] === 1));
  };

  it('gives the norm of the gradient of its state after every step, of the examples that are not masked', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        const { graph: plain, taps } = unroll(graph);
        const nodes = Object.entries(taps).flatMap(([name, ids]) =>
          ids.map((id, step) => [`${name} ${step}`, id] as const),
        );
        const expected = await run(backward(plain, plain.outputs.loss!, Object.fromEntries(nodes)), values);
        const found = await run(backward(graph, loss), values);
        for (const [name, ids] of Object.entries(taps)) {
          const norms = ids.map((_, step) => norm(expected.get(`output ${name} ${step}`)!, step, values.get('mask')));
          expectSame(new Map([[name, found.get(`output ${name}`)!]]), new Map([[name, norms]]));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is the gradient of zeros that are added to the state', async () => {
    const steps = 4;
    const builder = new Builder();
    const zeros = builder.input('zeros', [steps, 2, 3]);
    const x = builder.input('x', [steps, 2, 3]);
    const w = builder.parameter(trainable('w', [3, 3]));
    const { final, stacked } = builder.scan(
      {
        states: [builder.constant([2, 3], 0)],
        sequences: [x, zeros],
        shared: [w],
        steps,
        taps: [{ name: 'h', state: 0 }],
      },
      (body, { states: [h], sequences: [now, nothing], shared: [weight] }) => {
        const value = body.unary('tanh', body.binary('add', body.matmul(h!, weight!), now!));
        const after = body.binary('add', value, nothing!);
        return { after: [after], stacked: [after] };
      },
    );
    const squares = builder.sum(builder.unary('square', stacked[0]!), [0, 1, 2]);
    const loss = builder.binary('add', squares, builder.reshape(builder.sum(final[0]!, [0, 1]), [1, 1, 1]));
    const values = new Map([
      ['zeros', new Array<number>(steps * 6).fill(0)],
      ['x', Array.from({ length: steps * 6 }, (_, i) => Math.sin(i))],
      ['w', Array.from({ length: 9 }, (_, i) => Math.cos(3 * i) / 2)],
    ]);
    const found = await run(backward(builder.finish(), loss, { zeros }), values);
    const gradient = found.get('output zeros')!;
    const norms = Array.from({ length: steps }, (_, t) => Math.hypot(...gradient.slice(6 * t, 6 * t + 6)));
    expectSame(new Map([['h', found.get('output h')!]]), new Map([['h', norms]]));
    expect(Math.min(...norms)).toBeGreaterThan(0);
  });

  it('gives zeros where the loss does not hang on the state', async () => {
    const builder = new Builder();
    const w = builder.parameter(trainable('w', [2]));
    const taps = [{ name: 'h', state: 0 }];
    builder.scan({ states: [w], sequences: [], steps: 3, taps }, (body, { states: [h] }) => ({
      after: [body.unary('tanh', h!)],
    }));
    const loss = builder.sum(w, [0]);
    const found = await run(backward(builder.finish(), loss), new Map([['w', [1, 2]]]));
    expect(found.get('output h')).toEqual([0, 0, 0]);
  });
});

describe('what the derivative of a scan costs', () => {
  const scansOf = (graph: Graph) => graph.nodes.flatMap((node): Node<'scan'>[] => (node.op === 'scan' ? [node] : []));

  /** h' = f ∘ h + x, with every h in the loss. */
  const decaying = (leaf: (builder: Builder, name: string, shape: readonly number[]) => NodeId) => {
    const builder = new Builder();
    const [initial, x] = [leaf(builder, 'h0', [2, 3]), leaf(builder, 'x', [4, 2, 3])];
    const f = leaf(builder, 'f', [4, 2, 3]);
    const { stacked } = builder.scan(
      { states: [initial], sequences: [f, x], steps: 4 },
      (body, { states: [h], sequences: [keep, now] }) => {
        const after = body.binary('add', body.binary('multiply', keep!, h!), now!);
        return { after: [after], stacked: [after] };
      },
    );
    const loss = builder.sum(stacked[0]!, [0, 1, 2]);
    builder.output('loss', loss);
    return { graph: builder.finish(), loss };
  };
  const parameter = (builder: Builder, name: string, shape: readonly number[]) =>
    builder.parameter(trainable(name, shape));
  const input = (builder: Builder, name: string, shape: readonly number[]) => builder.input(name, shape);

  it('is nothing where no parameter is learnt', () => {
    const { graph, loss } = decaying(input);
    expect(scansOf(backward(graph, loss))).toHaveLength(1);
  });

  it('is what it reads: the states before each step are stacked, sequences come as they came', () => {
    const { graph, loss } = decaying(parameter);
    const learning = eliminateDead(backward(graph, loss));
    const [forward, reverse] = scansOf(learning);
    expect([forward!.attrs.reverse, reverse!.attrs.reverse]).toEqual([false, true]);
    expect(forward!.attrs.body.stacked).toHaveLength(2);
    const f = learning.nodes.findIndex((node) => node.op === 'parameter' && node.attrs.name === 'f');
    expect(reverse!.inputs).toContain(f);
  });

  it('leaves out the gradients of what is not learnt', () => {
    const learnt = (name: string) => (builder: Builder, of: string, shape: readonly number[]) =>
      of === name ? parameter(builder, of, shape) : input(builder, of, shape);
    // Only the gradient of f reads the states before each step; the loss has those after it stacked anyway.
    for (const [name, stacked, gradients] of [
      ['f', 2, 1],
      ['x', 1, 1],
      ['h0', 1, 0],
    ] as const) {
      const { graph, loss } = decaying(learnt(name));
      const [forward, reverse] = scansOf(eliminateDead(backward(graph, loss)));
      expect(forward!.attrs.body.stacked, name).toHaveLength(stacked);
      expect(reverse!.attrs.body.stacked, name).toHaveLength(gradients);
    }
  });

  it('puts the gradients of slices side by side', () => {
    const builder = new Builder();
    const w = builder.parameter(trainable('w', [2, 6]));
    const part = (start: number, width: number) => builder.slice(w, 1, start, [2, width]);
    const product = builder.binary('multiply', part(0, 2), part(4, 2));
    const loss = builder.sum(builder.concat([product, part(2, 1)], 1), [0, 1]);
    const { nodes } = eliminateDead(backward(builder.finish(), loss));
    expect(nodes.filter(({ op, pass }) => pass === 'backward' && op === 'pad')).toEqual([]);
    expect(nodes.filter(({ op, pass }) => pass === 'backward' && op === 'concat')).toHaveLength(1);
  });
});
