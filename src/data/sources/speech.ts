/** The packed spoken digits: each shard is all of its clips (a µ-law byte a sample) and then all labels (a byte each). */

import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { clipLength, clipRate, spokenDigitsId } from '../../blocks/data/sound-sets.ts';
import { message } from '../../text/catalog.ts';
import { fitClip, soundingRange } from '../audio/clip.ts';
import { decodedMuLaw } from '../audio/mu-law.ts';
import type { Cell } from '../column.ts';
import { DataError, type Dataset, type OpenOptions } from '../dataset.ts';
import { labelColumn } from '../label-column.ts';
import { numbersColumn } from '../numbers-column.ts';
import { openShards } from '../shards.ts';

/** Least of a word that can be told, in milliseconds. */
const shortestWord = 50;
/** What is quieter than this share of the loudest moment is no part of the word. */
const quiet = 0.1;

/** Outputs `waveform` and `label`; answers when the manifest is there. Rejects with a DataError without one. */
export async function openSpeech(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const { rows, locate } = await openShards(spokenDigitsId, options, (raw, { count }) =>
    raw.length === count * (clipLength + 1)
      ? { clips: raw.subarray(0, count * clipLength), labels: raw.subarray(count * clipLength) }
      : null,
  );
  const waveform = numbersColumn(rows, clipLength, (part, index) => {
    const { shard, row } = locate(part, index);
    const clip = shard.clips.subarray(row * clipLength, (row + 1) * clipLength);
    return Float32Array.from(clip, (byte) => decodedMuLaw[byte] as number);
  });
  return {
    spec,
    rows,
    columns: {
      waveform: { ...waveform, of: clipOf },
      label: labelColumn(rows, spec.classes, (part, index) => {
        const { shard, row } = locate(part, index);
        return shard.labels[row] as number;
      }),
    },
  };
}

/** A recording of any length as a clip. Throws a DataError for one in which nothing can be heard. */
function clipOf(cell: Cell): Cell {
  const samples = 'text' in cell ? new Float32Array() : Float32Array.from(cell.values);
  const [start, end] = soundingRange(samples, clipRate, quiet);
  if (end === 0) throw new DataError(message('data.silent'));
  const milliseconds = Math.round((1000 * (end - start)) / clipRate);
  if (milliseconds < shortestWord) {
    throw new DataError(message('data.sound-too-short', { milliseconds, least: shortestWord }));
  }
  return { values: fitClip(samples, clipLength), steps: null };
}
