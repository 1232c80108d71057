/** Work that is taken out of a scan gives what it gave inside. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { backward } from '../../src/grad/backward.ts';
import { hoist } from '../../src/ir/hoist.ts';
import { verify } from '../../src/ir/verify.ts';
import { plan } from '../../src/plan/plan.ts';
import { expectSame, runOnce } from '../harness/run.ts';
import { randomScans } from '../harness/scan-cases.ts';
import { unroll } from '../harness/unroll.ts';

describe('hoist', () => {
  it('changes no result, forward or backward', async () => {
    await fc.assert(
      fc.asyncProperty(randomScans, async ({ graph, loss, values }) => {
        const run = (scans: typeof graph) => runOnce(referenceBackend, plan(scans, { batch: 1 }), values);
        const { graph: hoisted, moved } = hoist(graph);
        verify(hoisted);
        const learning = hoist(backward(hoisted, moved[loss]!)).graph;
        verify(learning);
        expectSame(await run(learning), await run(unroll(backward(graph, loss)).graph));
      }),
      { numRuns: 200 },
    );
  });
});
