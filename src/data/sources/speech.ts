/** The packed spoken digits: a µ-law byte a sample. */

import { fitClip, soundingRange } from '../../base/clip.ts';
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import { clipLength, clipRate, spokenDigitsId } from '../../blocks/data/sound-sets.ts';
import { message } from '../../text/catalog.ts';
import { decodedMuLaw } from '../audio/mu-law.ts';
import type { Cell } from '../column.ts';
import { DataError, type Dataset, type OpenOptions } from '../dataset.ts';
import { openLabelledBytes } from '../labelled-bytes.ts';
import { numbersColumn } from '../numbers-column.ts';

/** Least of a word that can be told, in milliseconds. */
const shortestWord = 50;
/** What is quieter than this share of the loudest moment is no part of the word. */
const quiet = 0.1;

/** Outputs `waveform` and `label`; answers when the manifest is there. Rejects with a DataError without one. */
export async function openSpeech(spec: DatasetSpec, options: OpenOptions): Promise<Dataset> {
  const { rows, label, bytesAt } = await openLabelledBytes(spokenDigitsId, clipLength, spec.classes, options);
  const waveform = numbersColumn(rows, clipLength, (part, index) =>
    Float32Array.from(bytesAt(part, index), (byte) => decodedMuLaw[byte] as number),
  );
  return { spec, rows, columns: { waveform: { ...waveform, of: clipOf }, label } };
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
