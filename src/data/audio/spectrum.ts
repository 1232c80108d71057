/** The spectrum of a waveform, moment by moment: short-time Fourier transform, mel bands, cepstral coefficients. */
import FFT from 'fft.js';
import { bandEdges, type Frames, frameCount } from '../../blocks/prepare/frames.ts';

/**
 * Gives |X|² of each frame of its argument, [frames, points/2 + 1]: X is the discrete Fourier transform of the frame's samples,
 * weighted by a periodic Hann window w_n = ½ − ½ cos(2πn / window) and followed by zeros up to `points`. As
 * torch.stft(center=False) has it, but for frames shorter than the transform, which begin at its first point here.
 */
export function powerSpectra(frames: Frames): (samples: ArrayLike<number>) => Float64Array {
  const { window, hop, points } = frames;
  const bins = points / 2 + 1;
  const weights = Float64Array.from({ length: window }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / window));
  const transform = new FFT(points);
  const frame = new Float64Array(points);
  /** Real and imaginary parts in turn. */
  const spectrum = new Float64Array(2 * points);
  return (samples) => {
    const count = frameCount(samples.length, frames);
    const power = new Float64Array(count * bins);
    for (let t = 0; t < count; t++) {
      for (let n = 0; n < window; n++) frame[n] = (samples[t * hop + n] as number) * (weights[n] as number);
      transform.realTransform(spectrum, frame);
      for (let bin = 0; bin < bins; bin++) {
        power[t * bins + bin] = (spectrum[2 * bin] as number) ** 2 + (spectrum[2 * bin + 1] as number) ** 2;
      }
    }
    return power;
  };
}

/**
 * [bands, points/2 + 1]: triangles over the frequencies, 1 at their peaks, 0 where their neighbours have theirs, equally far
 * apart on the mel scale from 0 Hz to half the rate. As torchaudio.functional.melscale_fbanks(norm=None, mel_scale='htk').
 */
export function melFilters(bands: number, rate: number, points: number): Float64Array {
  const bins = points / 2 + 1;
  const edges = bandEdges(bands, rate);
  const filters = new Float64Array(bands * bins);
  for (let band = 0; band < bands; band++) {
    const [low, peak, high] = edges.slice(band, band + 3) as [number, number, number];
    for (let bin = 0; bin < bins; bin++) {
      const frequency = (bin * rate) / points;
      const height = Math.min((frequency - low) / (peak - low), (high - frequency) / (high - peak));
      filters[band * bins + bin] = Math.max(0, height);
    }
  }
  return filters;
}

/**
 * [coefficients, inputs]: the first rows of the orthonormal discrete cosine transform, type II (Ahmed, Natarajan and Rao,
 * 1974): row k is √(2/n) cos(π k (i + ½) / n), and √(1/n) for k = 0.
 */
export function cosineRows(coefficients: number, inputs: number): Float64Array {
  return Float64Array.from({ length: coefficients * inputs }, (_, index) => {
    const k = Math.floor(index / inputs);
    const i = index % inputs;
    return Math.sqrt((k === 0 ? 1 : 2) / inputs) * Math.cos((Math.PI * k * (i + 0.5)) / inputs);
  });
}

/**
 * Multiplies each row of its argument [count, inputs] with each row of `matrix` [outputs, inputs], giving [count, outputs]. Zeros
 * at the ends of a row of the matrix cost nothing.
 */
export function timesRows(matrix: Float64Array, inputs: number): (rows: Float64Array) => Float64Array {
  const outputs = matrix.length / inputs;
  const spans = Array.from({ length: outputs }, (_, output) => {
    const row = matrix.subarray(output * inputs, (output + 1) * inputs);
    return { from: Math.max(row.findIndex(isSome), 0), to: row.findLastIndex(isSome) + 1 };
  });
  return (rows) => {
    const count = rows.length / inputs;
    const result = new Float64Array(count * outputs);
    for (let row = 0; row < count; row++) {
      for (const [output, { from, to }] of spans.entries()) {
        let sum = 0;
        for (let i = from; i < to; i++) {
          sum += (rows[row * inputs + i] as number) * (matrix[output * inputs + i] as number);
        }
        result[row * outputs + output] = sum;
      }
    }
    return result;
  };
}

const isSome = (value: number): boolean => value !== 0;
