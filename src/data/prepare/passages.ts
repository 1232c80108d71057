/** Passages of token sequences, each with the tokens that follow: the work of the block of that name. */
import type { PassagesParams } from '../../blocks/prepare/passages.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import type { Cell, Column } from '../column.ts';
import { DataError, parts } from '../dataset.ts';
import { windowsOver } from '../windows.ts';
import type { Prepare } from './preparation.ts';

export const preparePassages: Prepare<PassagesParams> = async ({ params: { length, stride }, inputs }) => {
  const tokens = inputs.x!;
  for (const part of parts) await tokens.rows.whenAvailable(part, tokens.rows.count(part));
  const windows = windowsOver(tokens.rows, (part, index) => idsOf(tokens.read(part, index, null)).length, {
    // The last token of a passage is followed by one more.
    reach: length + 1,
    stride,
  });
  if (windows.rows.count('train') === 0) {
    const longest = longestText(tokens);
    throw new DataError(
      message('data.no-passages', { longest: formatInteger(longest), most: formatInteger(longest - 1) }),
    );
  }
  /** `ahead` tokens after those of the passage. */
  const column = (ahead: 0 | 1): Column => ({
    ...tokens,
    rows: windows.rows,
    read(part, index, draw) {
      const { example, start } = windows.locate(part, index);
      const ids = idsOf(tokens.read(part, example, draw));
      return { values: ids.subarray(start + ahead, start + ahead + length), steps: null };
    },
    // Of a text that goes on: what it ends with.
    of(cell) {
      const ids = idsOf(tokens.of(cell)).slice(-length).subarray(ahead);
      return { values: ids, steps: ids.length };
    },
  });
  return { y: column(0), next: column(1) };
};

function idsOf(cell: Cell): Float32Array | Uint16Array {
  if ('text' in cell) throw new TypeError('a text has no tokens');
  const { values } = cell;
  return values instanceof Uint16Array ? values : Float32Array.from(values);
}

function longestText({ rows, read }: Column): number {
  let longest = 0;
  for (let index = 0; index < rows.count('train'); index++) {
    longest = Math.max(longest, idsOf(read('train', index, null)).length);
  }
  return longest;
}
