/** Sums and products with their numbers, as one writes them down: `0.42 − 0.31`, `0.85·(−0.12)`. */
import { formatFixed } from '../../../text/format.ts';

const digits = 2;

export const numberText = (value: number): string => formatFixed(value, digits);

/** Negative terms are taken away. */
export function sumText(terms: readonly number[]): string {
  const [first = numberText(0), ...rest] = terms.map(numberText);
  return rest.reduce<string>((sum, text) => {
    const taken = text.startsWith('−');
    return `${sum} ${taken ? '−' : '+'} ${taken ? text.slice(1) : text}`;
  }, first);
}

/** A negative factor after the first stands in brackets. */
export const productText = (first: number, second: number): string =>
  `${numberText(first)}·${second < 0 ? `(${numberText(second)})` : numberText(second)}`;
