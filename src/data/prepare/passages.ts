/** Passages of token sequences, each with the tokens that follow: the work of the block of that name. */
import type { PassagesParams } from '../../blocks/prepare/passages.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { type Column, numbersOf, whenAllAvailable } from '../column.ts';
import { DataError, type PartName } from '../dataset.ts';
import { piece, windowsOver } from '../windows.ts';
import type { Prepare } from './preparation.ts';

export const preparePassages: Prepare<PassagesParams> = async ({ params: { length, stride }, inputs }) => {
  const tokens = inputs.x!;
  await whenAllAvailable(tokens.rows);
  const countOf = (part: PartName, index: number): number => numbersOf(tokens.read(part, index, null)).values.length;
  // The last token of a passage is followed by one more.
  const { rows, locate } = windowsOver(tokens.rows, countOf, { reach: length + 1, stride });
  if (rows.count('train') === 0) {
    const counts = Array.from({ length: tokens.rows.count('train') }, (_, index) => countOf('train', index));
    const longest = counts.reduce((most, count) => Math.max(most, count), 0);
    throw new DataError(
      message('data.no-passages', { longest: formatInteger(longest), most: formatInteger(longest - 1) }),
    );
  }
  /** `ahead` tokens after those of the passage. */
  const column = (ahead: 0 | 1): Column => ({
    ...tokens,
    rows,
    read(part, index, draw) {
      const { example, start } = locate(part, index);
      return piece(tokens.read(part, example, draw), start + ahead, length);
    },
    // Of a text that goes on: what it ends with.
    of(cell) {
      const values = Float32Array.from(numbersOf(tokens.of(cell)).values)
        .slice(-length)
        .subarray(ahead);
      return { values, steps: values.length };
    },
  });
  return { y: column(0), next: column(1) };
};
