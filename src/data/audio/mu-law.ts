/**
 * µ-law companding: a sample in 8 bits, with steps that grow with loudness, so that quiet sounds keep their shape
 * (ITU-T G.711, here as its continuous formula with µ = 255).
 */
const mu = 255;
const scale = Math.log1p(mu);

/** A sample in [−1, 1], louder ones cut off, as a byte. */
export function encodeMuLaw(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), 1);
  const compressed = (Math.sign(sample) * Math.log1p(mu * magnitude)) / scale;
  return Math.round(compressed * 127) + 128;
}

/** The sample in [−1, 1] that a byte stands for; 128 is silence. */
export const decodedMuLaw: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => {
  const compressed = Math.max((byte - 128) / 127, -1);
  return (Math.sign(compressed) * Math.expm1(Math.abs(compressed) * scale)) / mu;
});
