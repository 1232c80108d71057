import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { philox4x32, RandomStream, streamOf } from '../../src/base/philox.ts';

const hex = (words: Uint32Array): string => [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ');
const words = (text: string): number[] => text.split(' ').map((word) => Number.parseInt(word, 16));

function encrypt(counter: string, key: string): string {
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = words(counter);
  const [k0 = 0, k1 = 0] = words(key);
  const out = new Uint32Array(4);
  philox4x32(out, c0, c1, c2, c3, k0, k1);
  return hex(out);
}

const drawn = (stream: RandomStream, count: number): number[] => Array.from({ length: count }, () => stream.bits());
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('Philox4x32-10', () => {
  // Known answers from the Random123 distribution (tests/kat_vectors).
  it.each([
    ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('encrypts %s with the key %s', (counter, key, answer) => expect(encrypt(counter, key)).toBe(answer));
});

describe('a stream of random numbers', () => {
  it('is the same for the same seed and name, and another for any other', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.string(), (seed, name, other) => {
        const numbers = drawn(new RandomStream(seed, streamOf(name)), 9);
        expect(drawn(new RandomStream(seed, streamOf(name)), 9)).toEqual(numbers);
        expect(drawn(new RandomStream(seed + 1, streamOf(name)), 9)).not.toEqual(numbers);
        fc.pre(streamOf(name) !== streamOf(other));
        expect(drawn(new RandomStream(seed, streamOf(other)), 9)).not.toEqual(numbers);
      }),
    );
  });

  it('is uniform and normal where it says so', () => {
    const stream = new RandomStream(7, streamOf('moments'));
    const uniform = Array.from({ length: 20_000 }, () => stream.uniform());
    expect(uniform.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    const normal = Array.from({ length: 20_000 }, () => stream.normal());
    expect(Math.abs(mean(normal))).toBeLessThan(0.03);
    expect(Math.abs(mean(normal.map((value) => value * value)) - 1)).toBeLessThan(0.04);
  });

  it('draws whole numbers below a bound, each of them', () => {
    const stream = new RandomStream(1, 2);
    const seen = new Set(Array.from({ length: 500 }, () => stream.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('shuffles without losing anything', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(200), (seed, length) => {
        const items = Uint32Array.from({ length }, (_, index) => index);
        new RandomStream(seed, 0).shuffle(items);
        expect([...items].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, index) => index));
      }),
    );
  });
});

it('names its streams by FNV-1a', () => {
  expect(streamOf('')).toBe(0x811c9dc5);
  expect(streamOf('a')).toBe(0xe40c292c);
  expect(streamOf('foobar')).toBe(0xbf9cf968);
});
