/** The IR's elementwise functions and their derivatives on four lanes, as two total tables. */
import type { BinaryFunction, UnaryFunction } from '../../ir/ops.ts';
import type { Local } from './function.ts';
import { f32x4, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import {
  clampSymmetric,
  copySign,
  exp,
  expm1OfNegative,
  log,
  normalDensity,
  normalDistribution,
  sigmoid,
  softplus,
  tanh,
} from './math.ts';

type UnaryRule = (f: KernelFunction, x: Local<'v128'>, alpha: number) => V128;

const zero = f32x4.const(0);
const one = f32x4.const(1);
const half = f32x4.const(0.5);

/** y = f(x). Comparisons are written so that a not-a-number comes through. */
export const unaryRules: { readonly [F in UnaryFunction]: UnaryRule } = {
  relu: (_f, x) => f32x4.pmax(x, zero),
  'leaky-relu': (_f, x, alpha) => v128.bitselect(f32x4.mul(x, f32x4.const(alpha)), x, f32x4.lt(x, zero)),
  elu: (f, x, alpha) => {
    const below = f32x4.mul(f32x4.const(alpha), expm1OfNegative(f, f32x4.pmin(x, zero)));
    return v128.bitselect(x, below, f32x4.gt(x, zero));
  },
  gelu: (f, x) => f32x4.mul(x, normalDistribution(f, x)),
  silu: (f, x) => f32x4.mul(x, sigmoid(f, x)),
  sigmoid: (f, x) => sigmoid(f, x),
  tanh: (f, x) => tanh(f, x),
  softplus: (f, x) => softplus(f, x),
  exp: (f, x) => exp(f, x),
  log: (f, x) => log(f, x),
  sqrt: (_f, x) => f32x4.sqrt(x),
  rsqrt: (_f, x) => f32x4.div(one, f32x4.sqrt(x)),
  square: (_f, x) => f32x4.mul(x, x),
  abs: (_f, x) => f32x4.abs(x),
  negate: (_f, x) => f32x4.neg(x),
  huber: (f, x, alpha) => {
    const size = f.hold(f32x4.abs(x));
    const beyond = f32x4.mul(f32x4.const(alpha), f32x4.sub(size, f32x4.const(alpha / 2)));
    return v128.bitselect(beyond, f32x4.mul(f32x4.mul(x, x), half), f32x4.gt(size, f32x4.const(alpha)));
  },
};

/** Functions of a few instructions: a product applies them while its result is still in registers. */
export const lightFunctions: ReadonlySet<UnaryFunction> = new Set<UnaryFunction>([
  'relu',
  'leaky-relu',
  'sqrt',
  'square',
  'abs',
  'negate',
]);

type UnaryGradRule = (f: KernelFunction, operand: Local<'v128'>, dy: V128, alpha: number) => V128;

/** dx from dy and the operand that `derivativeReads` names: the argument x or the value y. */
export const unaryGradRules: { readonly [F in UnaryFunction]: UnaryGradRule } = {
  relu: (_f, y, dy) => v128.andnot(dy, f32x4.le(y, zero)),
  'leaky-relu': (_f, y, dy, alpha) => {
    const slope = v128.bitselect(one, f32x4.const(alpha), f32x4.gt(y, zero));
    return f32x4.mul(dy, slope);
  },
  elu: (_f, y, dy, alpha) => {
    const slope = v128.bitselect(one, f32x4.add(y, f32x4.const(alpha)), f32x4.gt(y, zero));
    return f32x4.mul(dy, slope);
  },
  gelu: (f, x, dy) => f32x4.mul(dy, f.madd(x, normalDensity(f, x), normalDistribution(f, x))),
  silu: (f, x, dy) => {
    const s = f.hold(sigmoid(f, x));
    return f32x4.mul(dy, f.madd(f32x4.mul(s, x), f32x4.sub(one, s), s));
  },
  sigmoid: (_f, y, dy) => f32x4.mul(dy, f32x4.mul(y, f32x4.sub(one, y))),
  // (1 − y)(1 + y), because 1 − y² cancels where y is near ±1.
  tanh: (_f, y, dy) => f32x4.mul(dy, f32x4.mul(f32x4.sub(one, y), f32x4.add(one, y))),
  softplus: (f, y, dy) => f32x4.mul(dy, f32x4.neg(expm1OfNegative(f, f32x4.neg(y)))),
  exp: (_f, y, dy) => f32x4.mul(dy, y),
  log: (_f, x, dy) => f32x4.div(dy, x),
  sqrt: (_f, y, dy) => f32x4.div(f32x4.mul(dy, half), y),
  rsqrt: (_f, y, dy) => f32x4.mul(f32x4.mul(dy, f32x4.const(-0.5)), f32x4.mul(y, f32x4.mul(y, y))),
  square: (_f, x, dy) => f32x4.mul(f32x4.add(x, x), dy),
  abs: (_f, x, dy) => {
    const sign = v128.bitselect(zero, copySign(one, x), f32x4.eq(x, zero));
    // All bits set are a not-a-number.
    return f32x4.mul(dy, v128.or(sign, f32x4.ne(x, x)));
  },
  negate: (_f, _y, dy) => f32x4.neg(dy),
  huber: (f, x, dy, alpha) => f32x4.mul(dy, clampSymmetric(f, x, alpha)),
};

export const binaryRules: { readonly [F in BinaryFunction]: (a: V128, b: V128) => V128 } = {
  add: f32x4.add,
  subtract: f32x4.sub,
  multiply: f32x4.mul,
  divide: f32x4.div,
};
