/** Writes JSON so that a person can read it and a diff is small: what fits on one line stands on one line. */
import type { Json } from '../base/json.ts';

const LINE_WIDTH = 100;

/** Two spaces of indentation; the same value always gives the same text. */
export function printJson(value: Json, indent = ''): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  const [opening, closing] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((item) => printJson(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${printJson(item, inner)}`);
  const line = `${opening}${parts.join(', ')}${closing}`;
  if (indent.length + line.length <= LINE_WIDTH && !line.includes('\n')) return line;
  return `${opening}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${closing}`;
}
