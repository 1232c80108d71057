/** Which examples can be looked at. */
import { describe, expect, it } from 'vitest';
import { lenet } from '../../../src/templates/lenet.ts';
import { nextCharacter } from '../../../src/templates/next-character.ts';
import { dataOf, type RunData, seenOf } from '../../../src/ui/inside/run-data.ts';

describe('the examples of a run', () => {
  it('are those of the data set until it has told others', () => {
    const data = dataOf(lenet.document) as RunData;
    expect(seenOf(data, null)).toEqual({ ...data, part: 'validation', inspected: 5000, isOfSet: true });
    expect(seenOf(data, { train: 55_000, validation: 5000, test: 10_000 }).isOfSet).toBe(true);
  });

  it('are passages where a text is cut', () => {
    const data = dataOf(nextCharacter.document) as RunData;
    const seen = seenOf(data, { train: 20_000, validation: 1480, test: 1300 });
    expect(seen).toMatchObject({ part: 'validation', inspected: 1480, isOfSet: false });
  });
});
