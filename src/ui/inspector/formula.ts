/** A block's formula as it reads with its present parameters: the chosen activation named, what is switched off left out. */
import type { BlockDefinition } from '../../blocks/define.ts';
import type { Params } from '../../document/document.ts';

export function writtenFormula(definition: Pick<BlockDefinition, 'formula' | 'params'>, params: Params): string {
  const { formula } = definition;
  const unbiased = params.bias === false ? formula.replace(' + b', '') : formula;
  const field = definition.params.activation ?? definition.params.function;
  if (field?.kind !== 'choice') return unbiased;
  const chosen = field.options.find(({ value }) => value === (params.activation ?? params.function));
  if (chosen === undefined) return unbiased;
  if (chosen.value === 'none') return unbiased.replace(/\bf\((.*)\)$/, '$1');
  return unbiased.replace(/\bf\(/, `${chosen.label}(`);
}

/** A piece of a formula; tensors and results stand out. */
export interface FormulaPart {
  readonly text: string;
  readonly strong: boolean;
  /** An index: written below the line. */
  readonly below: boolean;
}

/** `_t` or `_{t−1}`; an underscore within a word (`running_mean`) is none. */
const INDEX = /_(?:\{([^}]*)\}|([\p{L}\d])(?![\p{L}\d]))/gu;

/** Tensors by the names that blocks give them, and in arithmetic the numbers that come out. */
const STRONG =
  /(?<![\p{L}\d])(?:[yxhcWbLtpd]ᵀ?|left|right|prediction|target|image|label|(?:features|text|waveform)(?=,))(?![\p{L}\d(])|(?<==\s|→\s|channels\s)\d+(?:,\d{3})*/gu;

export function formulaParts(line: string): readonly FormulaPart[] {
  return cut(line, INDEX).flatMap(({ text, match }): readonly FormulaPart[] =>
    match === null
      ? cut(text, STRONG).map((part) => ({ text: part.text, strong: part.match !== null, below: false }))
      : [{ text: match[1] ?? match[2] ?? '', strong: false, below: true }],
  );
}

/** The pieces of a text that match, and those between them. */
function cut(
  text: string,
  pattern: RegExp,
): readonly { readonly text: string; readonly match: RegExpMatchArray | null }[] {
  const pieces: { text: string; match: RegExpMatchArray | null }[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), match: null });
    pieces.push({ text: match[0], match });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), match: null });
  return pieces;
}
