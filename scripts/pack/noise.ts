/** Background noise of several colours, for clips that should sound as if they were recorded somewhere. */
import type { RandomStream } from '../../src/base/philox.ts';

/** One more sample a call. */
type Source = () => number;

/** Equal power at every frequency: a bad line. */
const white =
  (random: RandomStream): Source =>
  () =>
    random.normal();

/** Power falls by 10 dB a decade: wind, surf. Paul Kellet's filter of white noise. */
const pink = (random: RandomStream): Source => {
  let [slow, middle, fast] = [0, 0, 0];
  return () => {
    const drawn = random.normal();
    slow = 0.99765 * slow + 0.099046 * drawn;
    middle = 0.963 * middle + 0.2965164 * drawn;
    fast = 0.57 * fast + 1.0526913 * drawn;
    return slow + middle + fast + 0.1848 * drawn;
  };
};

/** Power falls by 20 dB a decade: a rumbling room. A leaky sum of white noise. */
const brown = (random: RandomStream): Source => {
  let level = 0;
  return () => {
    level = 0.98 * level + random.normal();
    return level;
  };
};

/** The mains at 50 Hz with its overtones, over a little white noise. */
const hum = (random: RandomStream, rate: number): Source => {
  const overtones = Array.from({ length: 8 }, (_, index) => ({
    frequency: 50 * (index + 1),
    phase: 2 * Math.PI * random.uniform(),
    height: random.uniform() / (index + 1),
  }));
  let time = 0;
  return () => {
    const seconds = time++ / rate;
    const tones = overtones.map(
      ({ frequency, phase, height }) => Math.sin(2 * Math.PI * frequency * seconds + phase) * height,
    );
    return tones.reduce((sum, tone) => sum + tone, 0) + 0.1 * random.normal();
  };
};

const colours = [white, pink, brown, hum] as const;

/** `length` samples of a colour drawn from `random`, with a root mean square of 1. */
export function drawNoise(random: RandomStream, length: number, rate: number): Float32Array {
  const colour = colours[random.below(colours.length)] ?? white;
  const next = colour(random, rate);
  const noise = Float32Array.from({ length }, () => next());
  const level = Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / length);
  return noise.map((value) => value / level);
}
