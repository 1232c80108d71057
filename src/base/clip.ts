/** A recording as a clip of fixed length: cut to its loudest stretch, or set in the middle of silence. */

/** The first sample and the one behind the last of what is louder than `share` of the loudest 10 ms; [0, 0] for silence. */
export function soundingRange(samples: Float32Array, rate: number, share: number): readonly [number, number] {
  const frame = Math.max(1, Math.round(rate / 100));
  const loudness = Array.from({ length: Math.ceil(samples.length / frame) }, (_, index) =>
    rootMeanSquare(samples.subarray(index * frame, (index + 1) * frame)),
  );
  const threshold = share * loudness.reduce((most, each) => Math.max(most, each), 0);
  if (threshold === 0) return [0, 0];
  const first = loudness.findIndex((each) => each >= threshold);
  const last = loudness.findLastIndex((each) => each >= threshold);
  return [first * frame, Math.min((last + 1) * frame, samples.length)];
}

/** `length` samples: of a longer recording the stretch with the most energy, a shorter one amid zeros. */
export function fitClip(samples: Float32Array, length: number): Float32Array {
  if (samples.length > length) {
    const start = loudestStretch(samples, length);
    return samples.slice(start, start + length);
  }
  const clip = new Float32Array(length);
  clip.set(samples, Math.floor((length - samples.length) / 2));
  return clip;
}

/** Where the `length` samples with the most energy begin; the middle of the first such places in a row. */
function loudestStretch(samples: Float32Array, length: number): number {
  let energy = 0;
  for (let i = 0; i < length; i++) energy += (samples[i] as number) ** 2;
  let most = energy;
  let [first, last] = [0, 0];
  for (let start = 1; start + length <= samples.length; start++) {
    energy += (samples[start + length - 1] as number) ** 2 - (samples[start - 1] as number) ** 2;
    // Sums of squares by difference are exact only to rounding.
    if (energy > most * (1 + 1e-9)) {
      most = energy;
      first = start;
      last = start;
    } else if (last === start - 1 && energy >= most * (1 - 1e-9)) last = start;
  }
  return Math.floor((first + last) / 2);
}

/** √(mean of x²); 0 for no samples. */
export function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}
