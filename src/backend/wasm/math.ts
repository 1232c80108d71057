/**
 * Elementary functions on four lanes. Relative errors are below 1e-6 in the whole range unless the function says otherwise;
 * infinities, zeros and not-a-number come out as IEEE and the reference have them.
 */
import type { Local } from './function.ts';
import { f32x4, i32, i32x4, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';

const one = f32x4.const(1);
const zero = f32x4.const(0);
const signBit = i32x4.const(-0x80000000);

/** Horner's rule, the highest coefficient first. */
function polynomial(f: KernelFunction, x: Local<'v128'>, coefficients: readonly number[]): V128 {
  const [first, ...rest] = coefficients.map((each) => f32x4.const(each));
  return rest.reduce<V128>((sum, coefficient) => f.madd(sum, x, coefficient), first!);
}

/** Taylor-like coefficients of (eʳ − 1 − r)/r² on |r| ≤ ln 2 / 2 (Moshier, Cephes, expf). */
const expCoefficients = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
] as const;

/** 1.5 · 2²³: adding it rounds to a whole number, which then stands in the low bits. */
const rounder = 12582912;

interface ExpParts {
  /** e to the rest, less 1. */
  readonly tail: Local<'v128'>;
  /** The power of two, as two factors, because one alone would overflow or underflow before its time. */
  readonly scale: Local<'v128'>;
  readonly scale2: Local<'v128'>;
}

/** x = n·ln 2 + r; eˣ = 2ⁿ·(1 + tail(r)). */
function expParts(f: KernelFunction, x: V128): ExpParts {
  // pmin and pmax with the variable first hand a not-a-number on.
  const bounded = f.hold(f32x4.pmax(f32x4.pmin(x, f32x4.const(89)), f32x4.const(-104)));
  const shifted = f.hold(f32x4.add(f32x4.mul(bounded, f32x4.const(Math.LOG2E)), f32x4.const(rounder)));
  const whole = f.hold(f32x4.sub(shifted, f32x4.const(rounder)));
  // ln 2 in two parts: the first has few bits, so its product with n is exact.
  const high = f.madd(whole, f32x4.const(-0.693359375), bounded);
  const rest = f.hold(f.madd(whole, f32x4.const(2.1219444e-4), high));
  const square = f.hold(f32x4.mul(rest, rest));
  const tail = f.hold(f.madd(polynomial(f, rest, expCoefficients), square, rest));
  const exponent = f.hold(i32x4.sub(shifted, f32x4.const(rounder)));
  const half = f.hold(i32x4.shrS(exponent, i32.const(1)));
  return { tail, scale: f.hold(powerOfTwo(half)), scale2: f.hold(powerOfTwo(i32x4.sub(exponent, half))) };
}

/** 2ⁿ of whole numbers from −126 to 127. */
function powerOfTwo(exponent: V128): V128 {
  return i32x4.shl(i32x4.add(exponent, i32x4.const(127)), i32.const(23));
}

export function exp(f: KernelFunction, x: V128): V128 {
  const { tail, scale, scale2 } = expParts(f, x);
  return f32x4.mul(f.madd(tail, scale, scale), scale2);
}

/** eˣ − 1 for x ≤ 0, without the cancellation near 0. */
export function expm1OfNegative(f: KernelFunction, x: V128): V128 {
  const { tail, scale, scale2 } = expParts(f, x);
  const power = f.hold(f32x4.mul(scale, scale2));
  return f.madd(tail, power, f32x4.sub(power, one));
}

const logCoefficients = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
] as const;

/** Natural logarithm (Moshier, Cephes, logf): −∞ at 0, not-a-number below. */
export function log(f: KernelFunction, value: V128): V128 {
  const x = f.hold(value);
  const subnormal = f.hold(f32x4.lt(x, f32x4.const(1.17549435e-38)));
  const normal = f.hold(v128.bitselect(f32x4.mul(x, f32x4.const(2 ** 24)), x, subnormal));
  // Splits into 2ⁿ·m with m from √½ to √2, by counting the exponent from that of √½.
  const fromRootHalf = f.hold(i32x4.sub(normal, i32x4.const(0x3f3504f3)));
  const steps = f32x4.convertI32x4S(i32x4.shrS(fromRootHalf, i32.const(23)));
  const exponent = f.hold(f32x4.sub(steps, v128.and(subnormal, f32x4.const(24))));
  const mantissa = i32x4.add(v128.and(fromRootHalf, i32x4.const(0x7fffff)), i32x4.const(0x3f3504f3));
  const m = f.hold(f32x4.sub(mantissa, one));
  const square = f.hold(f32x4.mul(m, m));
  const cubic = f32x4.mul(polynomial(f, m, logCoefficients), f32x4.mul(square, m));
  const low = f.madd(exponent, f32x4.const(-2.1219444e-4), f.madd(square, f32x4.const(-0.5), cubic));
  const finite = f.hold(f.madd(exponent, f32x4.const(0.693359375), f32x4.add(low, m)));
  // x·∞ is ∞ for infinity and not-a-number for what has no logarithm; x − ∞ would be −∞ for 0.
  const infinity = f32x4.const(Number.POSITIVE_INFINITY);
  const special = f32x4.mul(x, infinity);
  const ordinary = f.hold(v128.and(f32x4.gt(x, zero), f32x4.lt(x, infinity)));
  const atZero = f.hold(f32x4.eq(x, zero));
  const negative = f.hold(f32x4.lt(x, zero));
  const exceptional = v128.bitselect(f32x4.neg(infinity), v128.or(special, negative), atZero);
  return v128.bitselect(finite, f.hold(exceptional), ordinary);
}

/** atanh(s)/s in powers of s² on |s| ≤ 1/3, times 2. */
const atanhCoefficients = [0.281577783, 0.279651578, 0.400245952, 0.666663216, 2.00000001] as const;

/** log(1 + u) for u from 0 to 1: 2·atanh(u/(2 + u)). */
function log1pOfFraction(f: KernelFunction, value: V128): V128 {
  const u = f.hold(value);
  const s = f.hold(f32x4.div(u, f32x4.add(u, f32x4.const(2))));
  const square = f.hold(f32x4.mul(s, s));
  return f32x4.mul(s, polynomial(f, square, atanhCoefficients));
}

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
export function softplus(f: KernelFunction, value: V128): V128 {
  const x = f.hold(value);
  const fraction = log1pOfFraction(f, exp(f, f32x4.neg(f32x4.abs(x))));
  return f32x4.add(fraction, f32x4.pmax(x, zero));
}

/** 1/(1 + e^−x), by e^−|x|, which does not overflow. */
export function sigmoid(f: KernelFunction, value: V128): V128 {
  const x = f.hold(value);
  const t = f.hold(exp(f, f32x4.neg(f32x4.abs(x))));
  return f32x4.div(v128.bitselect(t, one, f32x4.lt(x, zero)), f32x4.add(one, t));
}

const tanhOdd = [
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5,
  6.37261928875436e-4, 4.89352455891786e-3,
] as const;
const tanhEven = [1.19825839466702e-6, 1.18534705686654e-4, 2.268434632439e-3, 4.89352518554385e-3] as const;

/** A rational function of degrees 13 and 6 (Eigen, ptanh_float), and ±1 beyond 7.9, where it is so to 3e-7. */
export function tanh(f: KernelFunction, x: V128): V128 {
  return oddRational(f, x, tanhOdd, tanhEven, 7.905311);
}

/** x·P(x²)/Q(x²), and ±1 beyond the bound. */
function oddRational(
  f: KernelFunction,
  value: V128,
  odd: readonly number[],
  even: readonly number[],
  bound: number,
): V128 {
  const x = f.hold(value);
  const square = f.hold(f32x4.mul(x, x));
  const numerator = f32x4.mul(x, polynomial(f, square, odd));
  const quotient = f32x4.div(numerator, polynomial(f, square, even));
  return v128.bitselect(copySign(one, x), quotient, f32x4.gt(f32x4.abs(x), f32x4.const(bound)));
}

const erfOdd = [
  -2.72614225801306e-10, 2.77068142495902e-8, -2.10102402082508e-6, -5.69250639462346e-5, -7.34990630326855e-4,
  -2.95459980854025e-3, -1.60960333262415e-2,
] as const;
const erfEven = [
  -1.45660718464996e-5, -2.13374055278905e-4, -1.68282697438203e-3, -7.37332916720468e-3, -1.42647390514189e-2,
] as const;

/** A rational function of degrees 13 and 8 (Eigen, perf_float), and ±1 beyond 4, where it is so to the last bit. */
function erf(f: KernelFunction, x: V128): V128 {
  return oddRational(f, x, erfOdd, erfEven, 4);
}

/** Standard normal distribution function (1 + erf(x/√2))/2, to 1e-7 absolute. */
export function normalDistribution(f: KernelFunction, x: V128): V128 {
  const half = f32x4.const(0.5);
  return f.madd(erf(f, f32x4.mul(x, f32x4.const(Math.SQRT1_2))), half, half);
}

/** Standard normal density e^(−x²/2)/√(2π). */
export function normalDensity(f: KernelFunction, x: Local<'v128'>): V128 {
  const exponent = f32x4.mul(f32x4.mul(x, x), f32x4.const(-0.5));
  return f32x4.mul(exp(f, exponent), f32x4.const(1 / Math.sqrt(2 * Math.PI)));
}

/** Magnitude of the first argument, sign of the second. */
export function copySign(magnitude: V128, sign: V128): V128 {
  return v128.or(v128.andnot(magnitude, signBit), v128.and(sign, signBit));
}

/** x within ±bound; not-a-number stays. */
export function clampSymmetric(f: KernelFunction, x: V128, bound: number): Local<'v128'> {
  return f.hold(f32x4.pmax(f32x4.pmin(x, f32x4.const(bound)), f32x4.const(-bound)));
}
