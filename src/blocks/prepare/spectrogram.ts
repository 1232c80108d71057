/** Spectrogram: which frequencies sound, moment by moment. */

import { axis, real, resized } from '../../tensor/shape.ts';
import { message } from '../../text/catalog.ts';
import { defineBlock } from '../define.ts';
import { badParam, expectsReal, failed, rankMismatch, setParam } from '../faults.ts';
import type { ParamsOf } from '../fields.ts';
import { frameCount, framesOf, mostBands } from './frames.ts';

const fields = {
  features: {
    kind: 'choice',
    default: 'log-mel',
    label: 'Features',
    help: 'What each moment is told by.',
    options: [
      { value: 'log-mel', label: 'Log-mel' },
      { value: 'mfcc', label: 'MFCC' },
      { value: 'magnitude', label: 'Magnitude' },
    ],
  },
  bands: {
    kind: 'int',
    min: 2,
    max: 256,
    default: 40,
    label: 'Mel bands',
    help: 'Bands that the frequencies are gathered in, as wide apart as the ear hears.',
    when: { param: 'features', is: ['log-mel', 'mfcc'] },
  },
  coefficients: {
    kind: 'int',
    min: 1,
    max: 256,
    default: 13,
    label: 'Coefficients',
    help: 'How many of the cosine transform’s numbers are kept; the first ones tell the vowel.',
    when: { param: 'features', is: ['mfcc'] },
  },
  window: {
    kind: 'float',
    min: 1,
    max: 1000,
    step: 1,
    default: 32,
    unit: 'ms',
    label: 'Window',
    help: 'How much sound each moment looks at: longer tells pitches apart, shorter tells moments apart.',
  },
  hop: {
    kind: 'float',
    min: 0.5,
    max: 1000,
    step: 1,
    default: 16,
    unit: 'ms',
    label: 'Hop',
    help: 'From one moment to the next.',
  },
  rate: {
    kind: 'int',
    min: 100,
    max: 192_000,
    default: 8000,
    unit: 'Hz',
    label: 'Sampling rate',
    help: 'Samples a second of the waveform.',
  },
} as const;

export type SpectrogramParams = ParamsOf<typeof fields>;

const titles = { 'log-mel': 'log-mel', mfcc: 'MFCC', magnitude: 'magnitude' } as const;

/** Numbers of each moment. */
function featureCount({ features, bands, coefficients, ...params }: SpectrogramParams): number {
  if (features === 'magnitude') return framesOf(params).points / 2 + 1;
  return features === 'mfcc' ? coefficients : bands;
}

export const spectrogram = defineBlock({
  kind: 'spectrogram',
  version: 1,
  family: 'data',
  title: 'Spectrogram',
  icon: 'audio-lines',
  doc: 'Turns a waveform [B, T, 1] into what the ear works with: for each moment, the loudness of each pitch, [B, T′, bands]. Log-mel: ln of the energy in bands equally far apart on HTK’s mel scale. MFCC: the first numbers of the cosine transform (DCT-II) of that, the usual input of small recurrent networks. Magnitude: |X| of each frequency, as it is. Windows are Hann’s; each looks at whole windows alone. Use it before Conv1D, a recurrent block or, as a picture, Conv2D.',
  formula: 'y_t = ln(M · |FFT(w · x_t)|² + 10⁻⁶)',
  keywords: ['audio', 'sound', 'speech', 'fft', 'fourier', 'stft', 'mel', 'mfcc', 'frequency', 'preprocessing'],
  stem: 'spectrogram',
  params: fields,
  summary: (params) => [
    { label: 'features', text: `${featureCount(params)} ${titles[params.features]}` },
    { label: 'window', text: `${params.window} ms, hop ${params.hop}` },
  ],
  inputs: () => [{ name: 'x' }],
  outputs: () => [{ name: 'y' }],
  role: 'preparation',
  lengths: 'own',
  infer: ({ block, params, inputs }) => {
    const type = inputs.x!;
    const place = { block, port: 'x', type };
    const fault = expectsReal(place);
    if (fault) return failed(fault);
    const [batch, time, channels] = type.axes;
    if (type.axes.length !== 3 || typeof time?.size !== 'number' || channels?.size !== 1) {
      return failed(rankMismatch(place, '[B, T, F1]', [{ kind: 'remove-block', block }]));
    }
    const frames = framesOf(params);
    const count = frameCount(time.size, frames);
    if (count === 0) {
      const most = Math.floor((1000 * time.size) / params.rate);
      const fixes = most >= 1 ? [setParam(block, 'window', most)] : [];
      return failed(
        badParam('window', message('params.window-of-sound', { most, samples: time.size }), params.window, fixes),
      );
    }
    const bands = mostBands(params.bands, params.rate, frames);
    if (params.features !== 'magnitude' && bands < params.bands) {
      const expected = message('params.bands', { most: bands, window: params.window });
      return failed(badParam('bands', expected, params.bands, [setParam(block, 'bands', bands)]));
    }
    if (params.features === 'mfcc' && params.coefficients > params.bands) {
      const expected = message('params.coefficients', { most: params.bands });
      return failed(
        badParam('coefficients', expected, params.coefficients, [setParam(block, 'coefficients', params.bands)]),
      );
    }
    const features = featureCount(params);
    return {
      outputs: {
        y: {
          axes: [batch!, resized(time, count, block), axis('F', features, block, channels.trace)],
          element: real,
          ...(type.lengths !== undefined && { lengths: `${block}.y` }),
        },
      },
      arithmetic: [
        `window ${frames.window} samples, hop ${frames.hop}, FFT of ${frames.points}`,
        `moments ⌊(${time.size} − ${frames.window}) / ${frames.hop}⌋ + 1 = ${count}`,
      ],
    };
  },
  lower: null,
});
