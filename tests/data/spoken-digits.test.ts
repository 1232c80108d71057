import { describe, expect, it } from 'vitest';
import { withSpeaker } from '../../scripts/pack/espeak-ng.ts';
import { voices } from '../../scripts/pack/speech.ts';
import { clipLength, soundDatasets, spokenDigitsId, spokenWords } from '../../src/blocks/data/sound-sets.ts';
import { decodedMuLaw } from '../../src/data/audio/mu-law.ts';
import { DataError, parts } from '../../src/data/dataset.ts';
import { openDataset } from '../../src/data/open.ts';
import { packedShards } from '../train/packed-shards.ts';

const spec = soundDatasets[spokenDigitsId];

/** One clip a part, each of a byte of its own. */
const packed = packedShards(
  spokenDigitsId,
  parts.map((part, index) => {
    const bytes = new Uint8Array(clipLength + 1).fill(200 + index);
    bytes[clipLength] = index;
    return { part, count: 1, bytes };
  }),
);
const open = () => openDataset(spec, { fetchShard: packed, validationSplit: 0.1, onProgress: () => {} });

describe('the spoken digits', () => {
  it('are said in at least twenty voices, and in each part by others', () => {
    const variants = parts.map((part) => voices[part].map((voice) => voice.split('+')[1]));
    expect(variants.flat().length).toBeGreaterThanOrEqual(20);
    expect(new Set(variants.flat()).size).toBe(variants.flat().length);
  });

  it('are as many as the Sound block says, at most 2,000 and 20 MB', () => {
    for (const part of parts) expect(spec.counts[part] % (voices[part].length * spokenWords.length)).toBe(0);
    expect(spec.counts.train + spec.counts.validation + spec.counts.test).toBeLessThanOrEqual(2000);
    expect(spec.bytes).toBeLessThanOrEqual(20_000_000);
  });

  it('sound the same whenever they are packed', async () => {
    // Breath is noise, which the synthesiser draws at random.
    const say = () =>
      withSpeaker((speaker) =>
        ['en-us+f2', 'gmw/en+Reed'].map((voice) => [
          ...speaker.say({ voice, text: 'six', speed: 175, pitch: 50 }).subarray(0, 4000),
        ]),
      );
    const [once, again] = [await say(), await say()];
    expect(once.flat().some((sample) => Math.abs(sample) > 0.01)).toBe(true);
    expect(again).toEqual(once);
  });

  it('come as waveforms from −1 to 1 with their words', async () => {
    const { columns, rows } = await open();
    await rows.whenAvailable('test', 1);
    const cell = columns.waveform!.read('test', 0, null);
    expect('text' in cell || new Set(Array.from(cell.values))).toEqual(new Set([decodedMuLaw[202]]));
    expect(columns.label!.read('test', 0, null)).toEqual({ values: [2], steps: null });
    expect(columns.label!.classes).toEqual(spokenWords);
  });
});

describe('a recording that a person gives', () => {
  it('is cut or filled up to a clip', async () => {
    const { columns } = await open();
    const hum = (samples: number) => Float32Array.from({ length: samples }, (_, n) => Math.sin(n));
    for (const samples of [1000, 8000, 20_000]) {
      const cell = columns.waveform!.of({ values: hum(samples), steps: null });
      expect('text' in cell || cell.values.length).toBe(clipLength);
    }
  });

  it('must not be silent, empty, or over in a moment', async () => {
    const { columns } = await open();
    const give = (values: readonly number[]) => () => columns.waveform!.of({ values, steps: null });
    expect(give(Array(8000).fill(0))).toThrow(
      new DataError('The recording is silent. Speak closer to the microphone, or choose another file.'),
    );
    expect(give([])).toThrow(/silent/);
    expect(give([...Array(80).fill(0.5), ...Array(4000).fill(0)])).toThrow(
      /Only 10 ms of the recording can be heard; a word needs at least 50 ms/,
    );
  });
});
