/** Another sampling rate: band-limited interpolation by a windowed sinc (J. O. Smith, Digital Audio Resampling). */

/** Zero crossings of the sinc on each side. */
const crossings = 16;
/** The pass band's share of the lower rate's half, so that the filter's slope ends before it folds back. */
const passBand = 0.92;

/** The same sound at `to` samples a second instead of `from`, both whole numbers; ⌊n·to/from⌋ samples. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const divisor = greatestCommonDivisor(from, to);
  const phases = to / divisor;
  const step = from / divisor;
  const cutoff = Math.min(1, to / from) * passBand;
  const reach = Math.ceil(crossings / cutoff);
  const taps = 2 * reach;
  const kernel = kernels(phases, taps, reach, cutoff);
  const result = new Float32Array(Math.floor((samples.length * phases) / step));
  for (let n = 0; n < result.length; n++) {
    const position = n * step;
    const phase = position % phases;
    const first = (position - phase) / phases - reach + 1;
    let sum = 0;
    for (let tap = Math.max(0, -first); tap < taps && first + tap < samples.length; tap++) {
      sum += (samples[first + tap] as number) * (kernel[phase * taps + tap] as number);
    }
    result[n] = sum;
  }
  return result;
}

/** [phases, taps]: the weights of the samples around a position that lies `phase / phases` behind a sample. */
function kernels(phases: number, taps: number, reach: number, cutoff: number): Float32Array {
  const weights = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase++) {
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - reach + 1 - phase / phases;
      const x = Math.PI * cutoff * distance;
      const sinc = x === 0 ? 1 : Math.sin(x) / x;
      const hann = 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach);
      weights[phase * taps + tap] = cutoff * sinc * hann;
    }
  }
  return weights;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
