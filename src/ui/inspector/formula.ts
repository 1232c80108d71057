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
}

/** Tensors by the names that blocks give them, and in arithmetic the numbers that come out. */
const STRONG =
  /(?<![\p{L}\d])(?:[yxWbLtpd]ᵀ?|left|right|prediction|target|image|label|features(?=,))(?![\p{L}\d(])|(?<==\s|→\s|channels\s)\d+(?:,\d{3})*/gu;

export function formulaParts(line: string): readonly FormulaPart[] {
  const parts: FormulaPart[] = [];
  let end = 0;
  for (const { 0: text, index } of line.matchAll(STRONG)) {
    if (index > end) parts.push({ text: line.slice(end, index), strong: false });
    parts.push({ text, strong: true });
    end = index + text.length;
  }
  if (end < line.length) parts.push({ text: line.slice(end), strong: false });
  return parts;
}
