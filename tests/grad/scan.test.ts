/** Backpropagation through time agrees with backpropagation through the steps written out, and with finite differences. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { backward } from '../../src/grad/backward.ts';
import type { Graph, NodeId } from '../../src/ir/graph.ts';
import { verify } from '../../src/ir/verify.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Values } from '../harness/case.ts';
import type { Results } from '../harness/run.ts';
import { expectSame, runOnce } from '../harness/run.ts';
import { randomScans } from '../harness/scan-cases.ts';
import { unroll } from '../harness/unroll.ts';

const run = (graph: Graph, values: Values): Promise<Results> =>
  runOnce(referenceBackend, plan(graph, { batch: 1 }), values);

const lossOf = (graph: Graph): NodeId => graph.outputs.loss!;

describe('the derivative of a scan', () => {
  it('is that of its steps written out', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        verify(graph);
        const learning = backward(graph, loss);
        verify(learning);
        const { graph: plain } = unroll(graph);
        expectSame(await run(unroll(learning).graph, values), await run(backward(plain, lossOf(plain)), values));
      }),
      { numRuns: 100 },
    );
  });

  it('leaves the norms of the gradients of the states after every step', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        const { graph: plain, taps } = unroll(graph);
        const nodes = Object.entries(taps).flatMap(([name, ids]) =>
          ids.map((id, step) => [`${name} ${step}`, id] as const),
        );
        const expected = await run(backward(plain, lossOf(plain), Object.fromEntries(nodes)), values);
        const found = await run(unroll(backward(graph, loss)).graph, values);
        for (const [name, ids] of Object.entries(taps)) {
          const norms = ids.map((_, step) => Math.hypot(...expected.get(`output ${name} ${step}`)!));
          expectSame(new Map([[name, found.get(`output ${name}`)!]]), new Map([[name, norms]]));
        }
      }),
      { numRuns: 50 },
    );
  });
});
