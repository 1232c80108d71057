/** Cuts texts into characters, words or bytes, and puts them together again. */
import type { TokenizeParams } from '../../blocks/prepare/tokenize.ts';

export interface Tokenizer {
  cut(text: string): readonly string[];
  /** A text that is cut into these tokens; bytes at the end that only begin a character are left out. */
  join(tokens: readonly string[]): string;
}

/** A word with what belongs to it (don't), a number, or a single sign. */
const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*|\p{N}+|[^\s\p{L}\p{N}]/gu;
/** Signs that stand close to what is before them, and to what is behind them. */
const closesUp = /^[.,;:!?)\]}…%”-]$/u;
const opens = /^[([{“'$#@-]$/u;

const characters: Tokenizer = {
  cut: (text) => Array.from(text),
  join: (tokens) => tokens.join(''),
};

const words: Tokenizer = {
  cut: (text) => text.match(wordPattern) ?? [],
  join: (tokens) => {
    let text = '';
    let before: string | null = null;
    // A keyboard's quotation mark opens and closes in turn.
    let quotes = false;
    for (const token of tokens) {
      const stands = before === null || closesUp.test(token) || opens.test(before);
      const quoted = (before === '"' && quotes) || (token === '"' && quotes);
      text += stands || quoted ? token : ` ${token}`;
      if (token === '"') quotes = !quotes;
      before = token;
    }
    return text;
  },
};

/** A byte is told as the character with its number: `Ã` stands for 195. */
const bytes: Tokenizer = {
  cut: (text) => Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)),
  join: (tokens) =>
    new TextDecoder().decode(
      Uint8Array.from(tokens, (token) => token.charCodeAt(0)),
      { stream: true },
    ),
};

const tokenizers: { readonly [by in TokenizeParams['by']]: Tokenizer } = { characters, words, bytes };

export function tokenizerOf({ by, lowerCase }: Pick<TokenizeParams, 'by' | 'lowerCase'>): Tokenizer {
  const { cut, join } = tokenizers[by];
  const cased = lowerCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  // One form for letters with marks, which may be written as one character or as two.
  return { cut: (text) => cut(cased(text.normalize('NFC'))), join };
}
