/** The elementwise functions and their derivatives in float64. */
import type { BinaryFunction, UnaryFunction } from '../../ir/ops.ts';

interface Scalar {
  readonly value: (x: number, alpha: number) => number;
  /** f′ from the operand that `derivativeReads` names: x for 'argument', y = f(x) for 'value'. */
  readonly derivative: (operand: number, alpha: number) => number;
}

/**
 * The error function by its series 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!! (Abramowitz & Stegun 7.1.6), whose terms all have
 * one sign, so that nothing cancels. Beyond 6 it is ±1 to the last bit.
 */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const normalDistribution = (x: number) => 0.5 * (1 + erf(x / Math.SQRT2));
const normalDensity = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

export const unary: { readonly [F in UnaryFunction]: Scalar } = {
  relu: { value: (x) => Math.max(x, 0), derivative: (y) => (y > 0 ? 1 : 0) },
  'leaky-relu': { value: (x, alpha) => (x > 0 ? x : alpha * x), derivative: (y, alpha) => (y > 0 ? 1 : alpha) },
  elu: { value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)), derivative: (y, alpha) => (y > 0 ? 1 : y + alpha) },
  gelu: {
    value: (x) => x * normalDistribution(x),
    derivative: (x) => normalDistribution(x) + x * normalDensity(x),
  },
  silu: { value: (x) => x * sigmoid(x), derivative: (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x))) },
  sigmoid: { value: sigmoid, derivative: (y) => y * (1 - y) },
  tanh: { value: Math.tanh, derivative: (y) => 1 - y * y },
  softplus: {
    value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    derivative: (y) => -Math.expm1(-y),
  },
  exp: { value: Math.exp, derivative: (y) => y },
  log: { value: Math.log, derivative: (x) => 1 / x },
  sqrt: { value: Math.sqrt, derivative: (y) => 0.5 / y },
  rsqrt: { value: (x) => 1 / Math.sqrt(x), derivative: (y) => -0.5 * y * y * y },
  square: { value: (x) => x * x, derivative: (x) => 2 * x },
  abs: { value: Math.abs, derivative: Math.sign },
  negate: { value: (x) => -x, derivative: () => -1 },
  huber: {
    value: (x, alpha) => (Math.abs(x) <= alpha ? 0.5 * x * x : alpha * (Math.abs(x) - 0.5 * alpha)),
    derivative: (x, alpha) => Math.max(-alpha, Math.min(alpha, x)),
  },
};

export const binary: { readonly [F in BinaryFunction]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
};
