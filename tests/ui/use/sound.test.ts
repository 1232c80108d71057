/** A recording becomes what the Sound block gives. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clipLength } from '../../../src/blocks/data/sound-sets.ts';
import { asLoudAsClips, clipOf, mixed } from '../../../src/ui/use/sound/clip-of.ts';
import { levelOf, openMicrophone } from '../../../src/ui/use/sound/microphone.ts';

const sound = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 })
  .map((values) => Float32Array.from(values));
const peakOf = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe('a recording', () => {
  it('is as loud as the clips however far the microphone was, and keeps its form', () => {
    fc.assert(
      fc.property(sound, fc.double({ min: 0.1, max: 1, noNaN: true }), (values, distance) => {
        fc.pre(peakOf(values) > 0.1);
        const [near, far] = [asLoudAsClips(values), asLoudAsClips(values.map((value) => value * distance))];
        expect(peakOf(near)).toBeCloseTo(0.5, 5);
        for (const [i, value] of near.entries()) expect(far[i]).toBeCloseTo(value, 4);
      }),
    );
  });

  it('of a microphone that hears nothing is silence, not noise made loud', () => {
    const noise = Float32Array.from({ length: 100 }, (_, i) => 0.004 * Math.sin(i));
    expect(peakOf(asLoudAsClips(noise))).toBe(0);
  });

  it('of several channels is their mean', () => {
    expect([...mixed([Float32Array.of(1, 0), Float32Array.of(0, 0.5)])]).toEqual([0.5, 0.25]);
  });
});

describe('a long file', () => {
  it('is cut to its loudest second before anything is asked of it', () => {
    const long = Float32Array.from({ length: 10 * clipLength }, (_, i) =>
      Math.floor(i / clipLength) === 7 ? 0.2 * Math.sin(i) : 0.01 * Math.sin(i),
    );
    const clip = clipOf(long);
    expect(clip).toHaveLength(clipLength);
    expect(clip).toEqual(asLoudAsClips(long.slice(7 * clipLength, 8 * clipLength)));
  });
});

describe('a microphone', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each(['AudioContext', 'MediaRecorder'])(
    'is let go, and told as the browser’s, where there is no %s',
    async (missing) => {
      const stop = vi.fn();
      const stream = { getTracks: () => [{ stop }] };
      class Broken {
        constructor() {
          throw new DOMException('', 'NotSupportedError');
        }
      }
      vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: async () => stream } });
      for (const name of ['AudioContext', 'MediaRecorder']) vi.stubGlobal(name, name === missing ? Broken : class {});
      await expect(openMicrophone()).rejects.toMatchObject({ name: 'MicrophoneError', fault: 'unsupported' });
      expect(stop).toHaveBeenCalledOnce();
    },
  );
});

describe('the level', () => {
  it('is nothing for silence, full for the loudest, and half for 30 decibels less', () => {
    expect(levelOf(new Float32Array(64))).toBe(0);
    expect(levelOf(new Float32Array(64).fill(1))).toBeCloseTo(1);
    expect(levelOf(new Float32Array(64).fill(10 ** (-30 / 20)))).toBeCloseTo(0.5);
  });
});
