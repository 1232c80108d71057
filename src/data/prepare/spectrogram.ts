/** Spectrograms of waveforms: Spectrogram's work. */
import { frameCount, framesOf } from '../../blocks/prepare/frames.ts';
import type { SpectrogramParams } from '../../blocks/prepare/spectrogram.ts';
import { formatFixed } from '../../text/format.ts';
import { cosineRows, melFilters, powerSpectra, timesRows } from '../audio/spectrum.ts';
import { type Cell, numbersOf } from '../column.ts';
import { derived, kept } from '../derived.ts';
import type { Prepare } from './preparation.ts';

/** Energy below which a band counts as silent: what ln does not turn into an abyss. */
const quietest = 1e-6;

export const prepareSpectrogram: Prepare<SpectrogramParams> = async ({ params, inputs }) => {
  const frames = framesOf(params);
  const spectra = powerSpectra(frames);
  const features = featuresOf(params);
  const change = (cell: Cell): Cell => {
    const { values, steps } = numbersOf(cell);
    return {
      values: Float32Array.from(features(spectra(values))),
      steps: steps === null ? null : frameCount(steps, frames),
    };
  };
  const steps = (cell: Cell): readonly string[] => {
    const { values, steps: real } = numbersOf(cell);
    return Array.from(
      { length: real ?? values.length / featureCount },
      (_, t) => `${formatFixed((t * frames.hop) / params.rate, 2)} s`,
    );
  };
  const featureCount = features(new Float64Array(frames.points / 2 + 1)).length;
  return { y: kept(derived(inputs.x!, change, { steps, quantities: undefined })) };
};

/** From |X|² of each frame to what the network is given of it. */
function featuresOf({
  features,
  bands,
  coefficients,
  ...params
}: SpectrogramParams): (power: Float64Array) => Float64Array {
  const { points } = framesOf(params);
  if (features === 'magnitude') return (power) => power.map(Math.sqrt);
  const inBands = timesRows(melFilters(bands, params.rate, points), points / 2 + 1);
  const logMel = (power: Float64Array) => inBands(power).map((energy) => Math.log(energy + quietest));
  if (features === 'log-mel') return logMel;
  const transformed = timesRows(cosineRows(coefficients, bands), bands);
  return (power) => transformed(logMel(power));
}
