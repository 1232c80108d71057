/** Spoken digits: ten English words by 64 voices of espeak-ng, at several speeds and pitches, with noise behind them. */

import { rootMeanSquare, soundingRange } from '../../src/base/clip.ts';
import { RandomStream, streamOf } from '../../src/base/philox.ts';
import { clipLength, clipRate, spokenDigitsId, spokenWords } from '../../src/blocks/data/sound-sets.ts';
import { encodeMuLaw } from '../../src/data/audio/mu-law.ts';
import { forParts, type PartName } from '../../src/data/dataset.ts';
import { espeakRate, type Speaker, withSpeaker } from './espeak-ng.ts';
import { type LabelledBytes, labelledShards } from './labelled-bytes.ts';
import { drawNoise } from './noise.ts';
import { resample } from './resample.ts';
import type { PackedSet } from './shard-files.ts';

/**
 * Accent and variant of each voice. No variant is in two parts, and variants that are hardly told apart (Gene and Gene2)
 * are in the same one or left out. Those of validation and test could be people: their first three formants are scaled alike,
 * to a fifth, as vocal tracts of other lengths scale them. Among those of training are stranger ones.
 */
export const voices: { readonly [part in PartName]: readonly string[] } = {
  train: [
    'en-us+norbert',
    'gmw/en+m2',
    'en-us-nyc+m3',
    'en-gb-x-rp+m4',
    'en-us+m5',
    'en-gb-scotland+m6',
    'gmw/en+Alex',
    'en-gb-x-gbclan+mike2',
    'en-us+adam',
    'en-gb-x-gbcwmd+benjamin',
    'en-029+john',
    'en-us+max',
    'gmw/en+pedro',
    'en-us-nyc+rob',
    'en-gb-x-rp+robert',
    'en-us+Diogo',
    'en-gb-scotland+Hugo',
    'gmw/en+Henrique',
    'en-gb-x-gbclan+miguel',
    'en-us+michel',
    'en-gb-x-gbcwmd+Mario',
    'en-029+iven2',
    'en-us+Gene',
    'gmw/en+Gene2',
    'en-us-nyc+edward',
    'en-gb-x-rp+david',
    'en-us+Nguyen',
    'en-gb-scotland+grandpa',
    'gmw/en+RicishayMax',
    'en-gb-x-gbclan+sandro',
    'en-us+Michael',
    'en-gb-x-gbcwmd+gustave',
    'en-029+marcelo',
    'en-us+boris',
    'gmw/en+Reed',
    'en-us-nyc+ian',
    'en-gb-x-rp+f2',
    'en-us+f4',
    'en-gb-scotland+Annie',
    'gmw/en+Alicia',
    'en-gb-x-gbclan+linda',
    'en-us+aunty',
    'en-gb-x-gbcwmd+anika',
    'en-029+steph',
    'en-us+steph2',
    'gmw/en+grandma',
    'en-us-nyc+shelby',
    'en-gb-x-rp+zac',
  ],
  validation: ['en-us+f5', 'gmw/en+Mike', 'en-us-nyc+belinda', 'en-gb-x-rp+m7', 'en-us+ed', 'en-gb-scotland+m1'],
  test: [
    'en-us+f3',
    'gmw/en+Andrea',
    'en-us-nyc+antonio',
    'en-gb-x-rp+pablo',
    'en-us+Denis',
    'en-gb-scotland+quincy',
    'gmw/en+m8',
    'en-gb-x-gbclan+Storm',
    'en-us+f1',
    'en-gb-x-gbcwmd+paul',
  ],
};

/** Of each word by each voice. */
const takes = 3;
/** What is quieter than this share of a word's loudest moment is the silence around it. */
const silence = 0.02;
/** How far a word may stand from the middle of its clip, in seconds. */
const farthest = 0.15;

const clipsAShard = 240;

export const speech: PackedSet = {
  folder: spokenDigitsId,
  recipe: 'espeak-ng-emscripten 0.3.5, 64 voices, 3 takes of each word, 240 clips a shard',
  make: () =>
    withSpeaker((speaker) =>
      labelledShards(
        forParts((part) => clipsOf(speaker, voices[part])),
        clipsAShard,
      ),
    ),
};

/** A µ-law byte a sample. The voices take turns, so that the first clips are a fair sample of the rest. */
function clipsOf(speaker: Speaker, by: readonly string[]): LabelledBytes {
  const count = by.length * spokenWords.length * takes;
  const samples = new Uint8Array(count * clipLength);
  const labels = new Uint8Array(count);
  // To change the voice takes longer than to speak, so that a voice says all it has to say.
  for (const [number, voice] of by.entries()) {
    for (const [label, word] of spokenWords.entries()) {
      for (let take = 0; take < takes; take++) {
        const clip = (take * by.length + number) * spokenWords.length + label;
        samples.set(spoken(speaker, voice, word, take), clip * clipLength);
        labels[clip] = label;
      }
    }
  }
  return { examples: samples, labels };
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
    const signalToNoise = between(10, 40);
    const level = rootMeanSquare(sound) * 10 ** (-signalToNoise / 20);
    for (const [i, noise] of drawNoise(random, clipLength, clipRate).entries()) {
      clip[i] = (clip[i] as number) + level * noise;
    }
  }
  const peak = clip.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const gain = 10 ** (between(-15, -1) / 20) / peak;
  return Uint8Array.from(clip, (sample) => encodeMuLaw(sample * gain));
}
