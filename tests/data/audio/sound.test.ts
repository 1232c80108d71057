import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resample } from '../../../scripts/pack/resample.ts';
import { fitClip, rootMeanSquare, soundingRange } from '../../../src/base/clip.ts';
import { decodedMuLaw, encodeMuLaw } from '../../../src/data/audio/mu-law.ts';

const tone = (hertz: number, rate: number, samples: number): Float32Array =>
  Float32Array.from({ length: samples }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate));

describe('µ-law', () => {
  it('keeps every sample to a fortieth of itself, and quiet ones to a ten-thousandth', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (sample) => {
        const kept = decodedMuLaw[encodeMuLaw(sample)]!;
        expect(Math.abs(kept - sample)).toBeLessThanOrEqual(Math.abs(sample) / 40 + 1e-4);
      }),
    );
  });

  it('has a byte for silence, and cuts off what is too loud', () => {
    expect(decodedMuLaw[encodeMuLaw(0)]).toBe(0);
    expect(decodedMuLaw[encodeMuLaw(3)]).toBe(1);
    expect(decodedMuLaw[encodeMuLaw(-3)]).toBe(-1);
  });
});

describe('another sampling rate', () => {
  const rates = [
    [22_050, 8000],
    [44_100, 8000],
    [48_000, 8000],
    [8000, 16_000],
  ] as const;

  it.each(rates)('keeps a tone: %i to %i samples a second', (from, to) => {
    const sound = resample(tone(440, from, from / 2), from, to);
    expect(sound).toHaveLength(to / 2);
    const expected = tone(440, to, to / 2);
    // The ends hear silence beyond them.
    for (let n = 200; n < sound.length - 200; n++) expect(sound[n]).toBeCloseTo(expected[n]!, 2);
  });

  it('leaves out what the lower rate could not tell from a lower tone', () => {
    const sound = resample(tone(5000, 22_050, 11_025), 22_050, 8000);
    expect(rootMeanSquare(sound.subarray(200, -200))).toBeLessThan(0.01);
  });
});

describe('a clip', () => {
  it('of a shorter recording has it in the middle', () => {
    expect([...fitClip(Float32Array.of(1, 2), 6)]).toEqual([0, 0, 1, 2, 0, 0]);
  });

  it('of a longer one is its stretch with the most energy', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 3, maxLength: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (values, length) => {
          fc.pre(length <= values.length);
          const energy = (clip: readonly number[]) => clip.reduce((sum, value) => sum + value * value, 0);
          const starts = values.slice(length - 1).map((_, start) => energy(values.slice(start, start + length)));
          expect(energy([...fitClip(Float32Array.from(values), length)])).toBe(Math.max(...starts));
        },
      ),
    );
  });

  it('knows where it sounds, to a hundredth of a second', () => {
    const samples = new Float32Array(8000);
    samples.set(tone(300, 8000, 1600), 3000);
    const [start, end] = soundingRange(samples, 8000, 0.1);
    expect(start).toBeGreaterThan(2920);
    expect(start).toBeLessThanOrEqual(3000);
    expect(end).toBeGreaterThanOrEqual(4600 - 80);
    expect(end).toBeLessThanOrEqual(4680);
    expect(soundingRange(new Float32Array(100), 8000, 0.1)).toEqual([0, 0]);
  });
});
