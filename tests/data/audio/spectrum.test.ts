import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/data/column.ts';
import { numbersColumn } from '../../../src/data/numbers-column.ts';
import { prepareSpectrogram } from '../../../src/data/prepare/spectrogram.ts';
import { rowsAtOnce } from '../../../src/data/split.ts';

interface Case {
  readonly window: number;
  readonly hop: number;
  readonly points: number;
  readonly bands: number;
  readonly coefficients: number;
  readonly frames: number;
  /** The first and the last frame. */
  readonly magnitude: readonly (readonly number[])[];
  readonly 'log-mel': readonly (readonly number[])[];
  readonly mfcc: readonly (readonly number[])[];
}

/** Written by spectrum.py with numpy and torch. */
const { rate, sound, cases } = JSON.parse(readFileSync(new URL('spectrum.json', import.meta.url), 'utf8')) as {
  readonly rate: number;
  readonly sound: readonly number[];
  readonly cases: readonly Case[];
};

const x = numbersColumn(
  rowsAtOnce(() => 1),
  sound.length,
  () => sound,
);
const types = { inputs: {}, outputs: {} };

async function spectrogramOf(features: 'magnitude' | 'log-mel' | 'mfcc', { window, hop, ...sizes }: Case) {
  const params = { features, ...sizes, window: (1000 * window) / rate, hop: (1000 * hop) / rate, rate };
  const { y } = await prepareSpectrogram({ block: 'spectrogram1', params, inputs: { x }, types });
  return y!;
}

const valuesOf = (cell: Cell): readonly number[] => ('text' in cell ? [] : Array.from(cell.values));

describe('a spectrogram', () => {
  for (const features of ['magnitude', 'log-mel', 'mfcc'] as const) {
    it.each(cases)(`has numpy’s ${features} with a window of $window and a hop of $hop`, async (each) => {
      const column = await spectrogramOf(features, each);
      const values = valuesOf(column.read('train', 0, null));
      const width = each[features][0]!.length;
      expect(values).toHaveLength(each.frames * width);
      const found = [values.slice(0, width), values.slice(-width)];
      for (const [row, expected] of each[features].entries()) {
        const largest = Math.max(...expected.map(Math.abs));
        for (const [i, value] of expected.entries())
          expect(Math.abs(found[row]![i]! - value)).toBeLessThan(1e-5 * largest);
      }
    });
  }

  it('of a person’s recording is that of the same recording in the data', async () => {
    const column = await spectrogramOf('log-mel', cases[0]!);
    expect(column.of({ values: sound, steps: null })).toEqual(column.read('test', 0, null));
  });

  it('names each moment by its time', async () => {
    const column = await spectrogramOf('mfcc', cases[0]!);
    expect(column.steps(column.read('train', 0, null))?.slice(0, 3)).toEqual(['0.00 s', '0.02 s', '0.03 s']);
  });
});
