/** Spoken digits: ten English words by forty voices of espeak-ng, at several speeds and pitches, with noise behind them. */
import { RandomStream, streamOf } from '../../src/base/philox.ts';
import { rootMeanSquare, soundingRange } from '../../src/data/audio/clip.ts';
import { encodeMuLaw } from '../../src/data/audio/mu-law.ts';
import { resample } from '../../src/data/audio/resample.ts';
import type { PartName } from '../../src/data/dataset.ts';
import { clipLength, clipRate } from '../../src/data/sources/speech.ts';
import { espeakRate, type Speaker, withSpeaker } from './espeak-ng.ts';
import { drawNoise } from './noise.ts';

const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/**
 * Accent and variant of each voice. No variant is in two parts, and variants that are hardly told apart (Gene and Gene2)
 * are in the same one or left out.
 */
const voices: { readonly [part in PartName]: readonly string[] } = {
  train: [
    'en-us+m1',
    'gmw/en+m2',
    'en-gb-scotland+m4',
    'en-gb-x-rp+m7',
    'en-us-nyc+f1',
    'en-gb-x-gbclan+f2',
    'en-us+f4',
    'en-gb-x-gbcwmd+Andy',
    'gmw/en+Annie',
    'en-us+Alicia',
    'en-029+Diogo',
    'en-us+miguel',
    'en-gb-x-rp+Gene',
    'en-us-nyc+Michael',
    'gmw/en+adam',
    'en-gb-x-gbclan+RicishayMax',
    'en-us+edward',
    'en-gb-scotland+john',
    'en-us+rob',
    'en-gb-x-rp+steph',
    'en-us+linda',
    'en-us-nyc+max',
    'gmw/en+david',
    'en-029+Nguyen',
    'en-us+marcelo',
    'en-gb-x-gbcwmd+boris',
  ],
  validation: ['en-us+norbert', 'gmw/en+belinda', 'en-us-nyc+f5', 'en-gb-scotland+quincy', 'en-us+iven2'],
  test: [
    'en-us+Lee',
    'gmw/en+ian',
    'en-us+Andrea',
    'en-gb-x-rp+grandma',
    'en-us-nyc+f3',
    'en-gb-scotland+Denis',
    'en-us+travis',
    'gmw/en+antonio',
    'en-gb-x-gbclan+pablo',
  ],
};

/** Of each word by each voice. */
const takes = 5;
/** What is quieter than this share of a word's loudest moment is the silence around it. */
const silence = 0.02;
/** How far a word may stand from the middle of its clip, in seconds. */
const farthest = 0.15;

export interface Clips {
  /** [clip, sample]: µ-law. */
  readonly samples: Uint8Array;
  readonly labels: Uint8Array;
}

/** All clips of a part; the voices take turns, so that the first clips are a fair sample of the rest. */
export function speechClips(): Promise<{ readonly [part in PartName]: Clips }> {
  return withSpeaker((speaker) => ({
    train: clipsOf(speaker, voices.train),
    validation: clipsOf(speaker, voices.validation),
    test: clipsOf(speaker, voices.test),
  }));
}

function clipsOf(speaker: Speaker, by: readonly string[]): Clips {
  const count = by.length * words.length * takes;
  const samples = new Uint8Array(count * clipLength);
  const labels = new Uint8Array(count);
  // To change the voice takes longer than to speak, so that a voice says all it has to say.
  for (const [number, voice] of by.entries()) {
    for (const [label, word] of words.entries()) {
      for (let take = 0; take < takes; take++) {
        const clip = (take * by.length + number) * words.length + label;
        samples.set(spoken(speaker, voice, word, take), clip * clipLength);
        labels[clip] = label;
      }
    }
  }
  return { samples, labels };
}

/** One clip; the first take of each word is without noise. */
function spoken(speaker: Speaker, voice: string, word: string, take: number): Uint8Array {
  const random = new RandomStream(0, streamOf(`speech/${voice}/${word}/${take}`));
  const between = (least: number, most: number): number => least + (most - least) * random.uniform();
  const said = speaker.say({
    voice,
    text: word,
    speed: Math.round(between(120, 220)),
    pitch: Math.round(between(25, 75)),
  });
  const [start, end] = soundingRange(said, espeakRate, silence);
  const sound = resample(said.subarray(start, end), espeakRate, clipRate);
  // A word that could not be said leaves a click.
  if (sound.length < 0.1 * clipRate || sound.length > clipLength) {
    throw new Error(`${voice} says "${word}" in ${sound.length} samples`);
  }
  const room = clipLength - sound.length;
  const shift = Math.round(between(-farthest, farthest) * clipRate);
  const offset = Math.min(Math.max(Math.floor(room / 2) + shift, 0), room);
  const clip = new Float32Array(clipLength);
  clip.set(sound, offset);
  if (take > 0) {
    const signalToNoise = between(5, 35);
    const level = rootMeanSquare(sound) * 10 ** (-signalToNoise / 20);
    for (const [i, noise] of drawNoise(random, clipLength, clipRate).entries()) {
      clip[i] = (clip[i] as number) + level * noise;
    }
  }
  const peak = clip.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const gain = 10 ** (between(-18, -1) / 20) / peak;
  return Uint8Array.from(clip, (sample) => encodeMuLaw(sample * gain));
}
