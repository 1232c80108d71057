/** Every derivative in the table agrees with finite differences. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backward } from '../../src/grad/backward.ts';
import { vjps } from '../../src/grad/vjp.ts';
import type { OpKind } from '../../src/ir/ops.ts';
import { verify } from '../../src/ir/verify.ts';
import { lossGraphOf } from '../harness/case.ts';
import { checkGradients } from '../harness/gradient-check.ts';
import { opCases, opKinds, smallExtent } from '../harness/op-cases.ts';
import { randomGraphs } from '../harness/random-graph.ts';

const runs = 40;
const cases = opCases(smallExtent);
const kindsWith = (wanted: (rule: (typeof vjps)[OpKind]) => boolean) => opKinds.filter((op) => wanted(vjps[op]));
const differentiable = kindsWith((rule) => typeof rule === 'function');
const covered = new Map<OpKind, number>();

describe('the derivative of each op', () => {
  it.each(differentiable)('%s agrees with central differences', async (op) => {
    await fc.assert(
      fc.asyncProperty(cases[op], async (drawn) => {
        const { graph, loss, values } = lossGraphOf(drawn);
        verify(backward(graph, loss));
        const worst = await checkGradients(graph, loss, values);
        expect(worst?.relative ?? 0, JSON.stringify(worst)).toBeLessThan(1e-6);
        covered.set(op, (covered.get(op) ?? 0) + 1);
      }),
      { numRuns: runs },
    );
  });

  it.each(kindsWith((rule) => rule === 'notDifferentiable'))('%s refuses', (op) => {
    fc.assert(
      fc.property(cases[op], (drawn) => {
        const { graph, loss } = lossGraphOf(drawn);
        expect(() => backward(graph, loss)).toThrow('cannot be differentiated');
        covered.set(op, (covered.get(op) ?? 0) + 1);
      }),
      { numRuns: runs },
    );
  });

  it.each(kindsWith((rule) => rule === 'zero'))(
    '%s passes nothing on, and what is behind it gets zeros',
    async (op) => {
      await fc.assert(
        fc.asyncProperty(cases[op], async (drawn) => {
          const { graph, loss, values } = lossGraphOf(drawn);
          // The gradient of a parameter itself is that of the loss; all others have none.
          const worst = op === 'parameter' || op !== 'dropoutMask' ? await checkGradients(graph, loss, values) : null;
          expect(worst?.relative ?? 0, JSON.stringify(worst)).toBeLessThan(1e-6);
          covered.set(op, (covered.get(op) ?? 0) + 1);
        }),
        { numRuns: runs },
      );
    },
  );

  it('is tried for every op, as often as asked', () => {
    expect(opKinds.map((op) => [op, covered.get(op)])).toEqual(opKinds.map((op) => [op, runs]));
  });
});

describe('the gradient of whole graphs', () => {
  it('agrees with central differences', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraphs, async ({ graph, loss, values }) => {
        const withGradients = backward(graph, loss);
        verify(withGradients);
        const worst = await checkGradients(graph, loss, values, 4);
        expect(worst?.relative, JSON.stringify(worst)).toBeLessThan(1e-5);
      }),
      // A fixed seed: now and then a random graph has an activation within the step of a kink.
      { numRuns: 25, seed: 1 },
    );
  });
});
