/** The vector functions against float64, over the whole range of single precision. */
import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { unary } from '../../src/backend/reference/functions.ts';
import { createWasmBackend } from '../../src/backend/wasm/backend.ts';
import { Builder } from '../../src/ir/builder.ts';
import { derivativeReads, type UnaryFunction, unaryFunctions } from '../../src/ir/ops.ts';
import { plan } from '../../src/plan/plan.ts';
import { runOnce } from '../harness/run.ts';

setFlagsFromString('--experimental-wasm-relaxed-simd');
const backends = { fused: createWasmBackend({ fma: true }), plain: createWasmBackend({ fma: false }) };
const alpha = 0.75;

/** Both signs, from far beyond overflow to the smallest normal numbers: 40 a power of ten near 1, fewer far away. */
const sweep = [0, 1, 2, 3, 4, 5].flatMap((decade) =>
  Array.from({ length: 400 }, (_, i) => 10 ** (decade - 4 + i / 400)),
);
const extremes = [1e-37, 1e-30, 1e-20, 1e-10, 0.99999994, 1.0000001, 88, 89, 103, 105, 1e3, 1e10, 1e19, 1e30, 3e38];
const finite = [...sweep, ...extremes].flatMap((x) => [x, -x]).map(Math.fround);
const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0];

/** Below this single precision loses digits (subnormal numbers), so errors are measured against it. */
const smallest = 1e-36;

/**
 * Where relative errors cannot be small because the result is the small difference of large terms, errors are relative to
 * those terms: Φ is computed to 1e-7 absolute (gelu), and silu and gelu have a zero of the derivative left of 0.
 */
const valueScale: Partial<Record<UnaryFunction, (x: number) => number>> = { gelu: Math.abs };
const slopeScale: Partial<Record<UnaryFunction, (x: number) => number>> = {
  gelu: (x) => Math.max(1, Math.abs(x)),
  silu: () => 1,
};

async function evaluate(backend: keyof typeof backends, fn: UnaryFunction, xs: readonly number[]): Promise<number[]> {
  const builder = new Builder();
  builder.output('y', builder.unary(fn, builder.input('x', [xs.length]), alpha));
  const found = await runOnce(backends[backend], plan(builder.finish(), { batch: 1 }), new Map([['x', xs]]));
  return [...found.get('output y')!];
}

async function slopes(backend: keyof typeof backends, fn: UnaryFunction, operands: readonly number[]) {
  const builder = new Builder();
  const operand = builder.input('x', [operands.length]);
  const dy = builder.input('dy', [operands.length]);
  builder.output('dx', builder.add('unaryGrad', { fn, alpha }, [operand, operand, dy]));
  const values = new Map([
    ['x', operands],
    ['dy', operands.map(() => 1)],
  ]);
  const found = await runOnce(backends[backend], plan(builder.finish(), { batch: 1 }), values);
  return [...found.get('output dx')!];
}

/** The worst argument and its error; 0 where both agree in being not-a-number or rounding to the same number. */
function worst(
  xs: readonly number[],
  actual: readonly number[],
  truth: (x: number) => number,
  scale?: (x: number) => number,
) {
  let found = { x: 0, actual: 0, expected: 0, error: 0 };
  for (const [i, x] of xs.entries()) {
    const expected = truth(x);
    const rounded = Math.fround(expected);
    if (Object.is(rounded, actual[i]) || rounded === actual[i]) continue;
    const unit = Math.max(smallest, scale ? scale(x) : Math.abs(expected));
    const error = Math.abs(actual[i]! - expected) / unit;
    if (!(error <= found.error)) found = { x, actual: actual[i]!, expected, error };
  }
  return found;
}

describe.each(['fused', 'plain'] as const)('%s', (backend) => {
  it.each(unaryFunctions)('%s is exact to 1e-6', async (fn) => {
    const found = worst(finite, await evaluate(backend, fn, finite), (x) => unary[fn].value(x, alpha), valueScale[fn]);
    expect(found.error, JSON.stringify(found)).toBeLessThan(1e-6);
  });

  it.each(unaryFunctions)('%s treats infinities, zeros and NaN as float64 does', async (fn) => {
    const actual = await evaluate(backend, fn, special);
    for (const [i, x] of special.entries()) {
      const expected = unary[fn].value(x, alpha);
      if (Number.isFinite(expected)) expect(actual[i], `at ${x}`).toBeCloseTo(expected, 6);
      else expect(actual[i], `at ${x}`).toBe(expected);
    }
  });

  it.each(unaryFunctions)('the derivative of %s is exact to 1e-6', async (fn) => {
    // Operands within the range of the function, where the derivative reads its value.
    const arguments_ = finite.filter((x) => Math.abs(x) < 80);
    const operands =
      derivativeReads[fn] === 'argument'
        ? arguments_
        : arguments_.map((x) => Math.fround(unary[fn].value(x, alpha))).filter(Number.isFinite);
    const found = worst(
      operands,
      await slopes(backend, fn, operands),
      (x) => unary[fn].derivative(x, alpha),
      slopeScale[fn],
    );
    expect(found.error, JSON.stringify(found)).toBeLessThan(1e-6);
  });

  it('a derivative with respect to NaN is not lost', async () => {
    for (const fn of unaryFunctions.filter((each) => derivativeReads[each] === 'argument')) {
      const [dx] = await slopes(backend, fn, [Number.NaN]);
      expect(`${fn}: ${dx}`).toBe(`${fn}: ${unary[fn].derivative(Number.NaN, alpha)}`);
    }
  });
});
