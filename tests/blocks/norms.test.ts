/** Blocks that do one thing while training and another afterwards: Dropout and BatchNorm. */
import { expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import type { Mode } from '../../src/blocks/define.ts';
import { defaultsOf } from '../../src/blocks/params.ts';
import { registry } from '../../src/blocks/registry.ts';
import type { Params } from '../../src/document/document.ts';
import { plan } from '../../src/plan/plan.ts';
import { firstStep, runOnce } from '../harness/run.ts';
import type { BlockCase } from './cases.ts';
import { lowered, valuesOf } from './one-block.ts';

const batch = 64;

const caseOf = (kind: 'dropout' | 'batch-norm', params: Params, sizes: readonly number[]): BlockCase => ({
  kind,
  params: { ...defaultsOf(registry[kind]), ...params },
  inputs: { x: { sizes, arriving: { of: 'real' } } },
});

async function run(drawn: BlockCase, mode: Mode, step: number) {
  const model = lowered(drawn, batch, mode);
  const values = valuesOf(drawn, model, batch);
  const program = plan(model.graph, { batch });
  const results = await runOnce(referenceBackend, program, values, null, { ...firstStep, step });
  return { x: values.get('x/value')!, y: results.get('output block:y')!, results };
}

it('dropout leaves out its share, scales up the rest, and draws anew at every step', async () => {
  const drawn = caseOf('dropout', { rate: 0.3 }, [20]);
  const { x, y } = await run(drawn, 'train', 1);
  const kept = y.filter((value) => value !== 0).length;
  // Four standard deviations of a binomial share.
  expect(Math.abs(kept / y.length - 0.7)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / y.length));
  for (const [index, value] of y.entries()) if (value !== 0) expect(value).toBeCloseTo(x[index]! / 0.7, 10);
  expect((await run(drawn, 'train', 1)).y).toEqual(y);
  expect((await run(drawn, 'train', 2)).y).not.toEqual(y);
});

it('dropout does nothing in evaluation', async () => {
  const { x, y } = await run(caseOf('dropout', { rate: 0.3 }, [20]), 'evaluate', 1);
  expect(y).toEqual([...x]);
});

it('batch norm brings every channel to mean 0 and variance 1 while training', async () => {
  const { y } = await run(caseOf('batch-norm', { affine: false }, [2, 2, 3]), 'train', 1);
  for (const channel of [0, 1, 2]) {
    const numbers = y.filter((_, index) => index % 3 === channel);
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
    expect(mean).toBeCloseTo(0, 10);
    expect(variance).toBeCloseTo(1, 4);
  }
});

it('batch norm uses its running statistics in evaluation, and when it is frozen', async () => {
  const told = { affine: false };
  const evaluated = await run(caseOf('batch-norm', told, [3]), 'evaluate', 1);
  const mean = evaluated.results.get('parameter block/running_mean')!;
  const variance = evaluated.results.get('parameter block/running_var')!;
  for (const [index, value] of evaluated.y.entries()) {
    const channel = index % 3;
    const expected = (evaluated.x[index]! - mean[channel]!) / Math.sqrt(variance[channel]! + 1e-5);
    expect(value).toBeCloseTo(expected, 10);
  }
  const frozen = await run(caseOf('batch-norm', { ...told, freeze: true }, [3]), 'train', 1);
  expect(frozen.y).toEqual(evaluated.y);
});

it('batch norm of a batch with one real number a channel stays finite', async () => {
  const drawn = caseOf('batch-norm', {}, [3]);
  const model = lowered(drawn, 4, 'train');
  const results = await runOnce(referenceBackend, plan(model.graph, { batch: 4 }), valuesOf(drawn, model, 4, 1));
  for (const [name, values] of results) expect([name, values.every(Number.isFinite)]).toEqual([name, true]);
});
