/** Writes JSON as the usual formatters do: what fits on one line stands on one line, so it is easy to read and compare. */
import type { Json } from '../base/json.ts';

const LINE_WIDTH = 100;

/**
 * Two spaces of indentation; the same value always gives the same text. `start` is the column at which it begins, after
 * its key.
 */
export function printJson(value: Json, indent = '', start = 0): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  const [opening, closing] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((item) => printJson(item, inner, inner.length))
    : Object.entries(value).map(([key, item]) => {
        const before = `${JSON.stringify(key)}: `;
        return `${before}${printJson(item, inner, inner.length + before.length)}`;
      });
  const space = opening === '{' && parts.length > 0 ? ' ' : '';
  const line = `${opening}${space}${parts.join(', ')}${space}${closing}`;
  // A comma may follow.
  if (start + line.length < LINE_WIDTH && !line.includes('\n')) return line;
  return `${opening}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${closing}`;
}
