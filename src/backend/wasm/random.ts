/** Uniform random numbers: Philox4x32-10 (see base/philox) on four counters at a time, one in each lane. */
import { elementCount } from '../../base/rowmajor.ts';
import { f32x4, type I32, i32, i32x4, i64x2, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { shifted, walkLevels } from './levels.ts';
import type { KernelRule } from './rule.ts';
import { transposed } from './transposition.ts';

const rounds = 10;
const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
const keySteps = [0x9e3779b9, 0xbb67ae85] as const;

/** High and low halves of the 64-bit products of four unsigned numbers with one. */
function products(f: KernelFunction, x: V128, multiplier: number): { high: V128; low: V128 } {
  const held = f.hold(x);
  const factor = i32x4.const(multiplier);
  const first = f.hold(i64x2.extmulLowU(held, factor));
  const second = f.hold(i64x2.extmulHighU(held, factor));
  return { high: v128.shuffle(first, second, [1, 3, 5, 7]), low: v128.shuffle(first, second, [0, 2, 4, 6]) };
}

/** Words 0 to 3 of four blocks: lane i of word w belongs to block i. */
function emitPhilox(f: KernelFunction, counter: readonly [V128, V128, V128, V128], key: V128): readonly V128[] {
  let [c0, c1, c2, c3] = counter;
  for (let round = 0; round < rounds; round++) {
    const a = products(f, c0, multipliers[0]);
    const b = products(f, c2, multipliers[1]);
    const key0 = i32x4.add(key, i32x4.const(Math.imul(round, keySteps[0])));
    const key1 = i32x4.const(Math.imul(round, keySteps[1]));
    const next0 = f.hold(v128.xor(v128.xor(b.high, c1), key0));
    const next2 = f.hold(v128.xor(v128.xor(a.high, c3), key1));
    [c0, c1, c2, c3] = [next0, f.hold(b.low), next2, f.hold(a.low)];
  }
  return [c0, c1, c2, c3];
}

/** The upper 24 bits as a number in [0, 1): exact. */
function unitInterval(words: V128): V128 {
  return f32x4.mul(f32x4.convertI32x4U(i32x4.shrU(words, i32.const(8))), f32x4.const(2 ** -24));
}

export const emitUniform: KernelRule<'uniform'> = ({ attrs, output }, f) => {
  const count = elementCount(output);
  const key = f.local(i32x4.splat(f.seed));
  const step = f.local(i32x4.splat(f.step));
  const stream = i32x4.const(attrs.stream);
  const index = f.local(v128.const([0, 1, 2, 3]));
  const fourBlocks = (y: I32, elements: number) => {
    const words = emitPhilox(f, [index, step, stream, i32x4.const(0)], key).map((word) => f.hold(unitInterval(word)));
    transposed(f, words).forEach((block, i) => {
      const lanes = Math.min(4, elements - 4 * i);
      if (lanes > 0) f.storeLanes(y, 16 * i, block, lanes);
    });
    f.set(index, i32x4.add(index, i32x4.const(4)));
  };
  const whole = Math.floor(count / 16);
  walkLevels(f, [{ count: whole, strides: [64] }], [f.output], (y) => fourBlocks(y!, 16));
  if (count % 16 > 0) fourBlocks(f.hold(shifted(f.output, 64 * whole)), count % 16);
};
