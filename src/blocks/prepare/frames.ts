/** What a spectrogram's parameters come to: sizes in samples, and the frequencies of its bands. */

export interface FrameParams {
  /** Samples a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly window: number;
  readonly hop: number;
}

/** In samples. */
export interface Frames {
  readonly window: number;
  readonly hop: number;
  /** Points of the transform: the power of two that holds the window. */
  readonly points: number;
}

export function framesOf({ rate, window, hop }: FrameParams): Frames {
  const samples = Math.max(2, Math.round((window * rate) / 1000));
  return {
    window: samples,
    hop: Math.max(1, Math.round((hop * rate) / 1000)),
    points: 2 ** Math.ceil(Math.log2(samples)),
  };
}

/** Windows that lie wholly within so many samples. */
export const frameCount = (samples: number, { window, hop }: Frames): number =>
  samples < window ? 0 : 1 + Math.floor((samples - window) / hop);

/** HTK's mel scale (S. Young et al., The HTK Book, 5.4): equal steps in mel sound like equal steps in pitch. */
const melOf = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const hertzOf = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

/** In Hz, `bands` + 2 of them: band i rises from edge i to edge i + 1 and falls to edge i + 2; equally far apart in mel. */
export function bandEdges(bands: number, rate: number): readonly number[] {
  const step = melOf(rate / 2) / (bands + 1);
  return Array.from({ length: bands + 2 }, (_, index) => hertzOf(index * step));
}

/** The largest number of bands, at most `bands`, each of which holds a frequency that the transform tells apart. */
export function mostBands(bands: number, rate: number, { points }: Frames): number {
  const width = rate / points;
  for (let count = bands; count > 1; count--) {
    const edges = bandEdges(count, rate);
    const isHeard = (low: number, band: number): boolean =>
      band >= count || (Math.floor(low / width) + 1) * width < (edges[band + 2] as number);
    if (edges.every(isHeard)) return count;
  }
  return 1;
}
