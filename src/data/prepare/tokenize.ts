/** Texts as token ids, with a vocabulary made from the training texts alone: Tokenize's work. */
import { firstToken, type TokenizeParams, unknownToken, vocabularySize } from '../../blocks/prepare/tokenize.ts';
import { message } from '../../text/catalog.ts';
import { type Cell, type Column, numbersOf, whenAllAvailable } from '../column.ts';
import { DataError, type PartName, parts } from '../dataset.ts';
import { derived, kept } from '../derived.ts';
import { type Tokenizer, tokenizerOf } from '../text/tokenizer.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import type { Prepare } from './preparation.ts';

export const prepareTokenize: Prepare<TokenizeParams> = async ({ params, inputs }) => {
  const texts = inputs.x!;
  const tokenizer = tokenizerOf(params);
  await whenAllAvailable(texts.rows);
  const vocabulary = vocabularyOf(params, texts, tokenizer);
  const tokens = tokenColumn(texts, tokenizer, vocabulary);
  for (const part of parts) for (let index = 0; index < texts.rows.count(part); index++) checkText(tokens, part, index);
  return { y: tokens };
};

function vocabularyOf(params: TokenizeParams, texts: Column, tokenizer: Tokenizer): Vocabulary {
  if (params.by === 'bytes') return new Vocabulary(Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)));
  const cut = (_: unknown, index: number) => tokenizer.cut(textOf(texts.read('train', index, null)));
  return Vocabulary.count(Array.from({ length: texts.rows.count('train') }, cut), vocabularySize(params));
}

function tokenColumn(texts: Column, tokenizer: Tokenizer, vocabulary: Vocabulary): Column {
  const change = (cell: Cell): Cell => {
    const ids = Uint16Array.from(tokenizer.cut(textOf(cell)), (token) => vocabulary.idOf(token));
    return { values: ids, steps: ids.length };
  };
  const column = derived(texts, change, {
    steps: (cell) => {
      const { values, steps } = numbersOf(cell);
      return Array.from(values, (id) => vocabulary.nameOf(id)).slice(0, steps ?? undefined);
    },
    classes: vocabulary.names,
    spell: (ids) => tokenizer.join(Array.from(ids, (id) => vocabulary.tokenOf(id))),
  });
  return kept({ ...column, of: (cell) => known(column.of(cell)) });
}

/** A text that a person gives must have something in it that the network has met. */
function known(cell: Cell): Cell {
  const ids = Array.from(numbersOf(cell).values);
  if (ids.length === 0) throw new DataError(message('data.no-tokens'));
  if (ids.every((id) => id === unknownToken)) throw new DataError(message('data.unknown-tokens'));
  return cell;
}

/** Throws a DataError for a text of the data from which nothing could be learnt. */
function checkText(tokens: Column, part: PartName, index: number): void {
  const ids = Array.from(numbersOf(tokens.read(part, index, null)).values);
  const place = { part: message(`data.of-${part}`), index: index + 1 };
  if (ids.length === 0) throw new DataError(message('data.text-empty', place));
  if (!ids.some((id) => id >= firstToken)) throw new DataError(message('data.text-unknown', place));
}

function textOf(cell: Cell): string {
  if (!('text' in cell)) throw new TypeError('only texts can be cut into tokens');
  return cell.text;
}
