import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { englishLanguage, type MessageKey } from '../../src/text/catalog.ts';

const root = fileURLToPath(new URL('../../src', import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const english: { readonly [key: string]: string } = englishLanguage.messages;

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Names of the values that a message is made with, in any of its cases. */
function argumentsOf(ast: Ast): string[] {
  return ast.flatMap((element) => {
    if (!('value' in element)) return [];
    if ('children' in element) return argumentsOf(element.children);
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => argumentsOf(value)) : [];
    return element.type === 0 ? [] : [element.value, ...inner];
  });
}

/** The names in an object literal that begins at `start`; null when some of them are not written out. */
function namesIn(text: string, start: number): readonly string[] | null {
  const parts: string[] = [''];
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string;
    if (quote === '' && `'"\``.includes(char)) quote = char;
    else if (quote === char) quote = '';
    if (quote === '' && '{[('.includes(char)) depth++;
    if (quote === '' && '}])'.includes(char)) depth--;
    if (depth === 0) break;
    if (depth === 1 && char === ',') parts.push('');
    else if (depth > 1 || at > start) parts[parts.length - 1] += char;
  }
  const written = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (written.some((part) => part.startsWith('...'))) return null;
  return written.map((part) => /^['"]?([\w-]+)/.exec(part)?.[1] ?? part);
}

interface Call {
  readonly file: string;
  readonly key: string;
  readonly names: readonly string[];
}

/** The calls with a key and values that are written out where the message is asked for. */
const calls = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\b(?:message|rich)\(\s*'([\w.-]+)'(?:\s*,?\s*\)|\s*,\s*(?=\{))/g)].flatMap((match): Call[] => {
    const end = match.index + match[0].length;
    const names = match[0].endsWith(')') ? [] : namesIn(text, end);
    return names === null ? [] : [{ file, key: match[1] as string, names }];
  }),
);

describe('every message', () => {
  it('is given the values that it names', () => {
    expect(calls.length).toBeGreaterThan(250);
    const lacking = calls.flatMap(({ file, key, names }) =>
      [...new Set(argumentsOf(new IntlMessageFormat(english[key] ?? '', 'en').getAst()))]
        .filter((name) => !names.includes(name))
        .map((name) => `${file}: ${key} without ${name}`),
    );
    expect(lacking).toEqual([]);
  });

  it('is asked for somewhere', () => {
    const all = sources.filter(({ file }) => !file.startsWith(join('text', 'en'))).map(({ text }) => text);
    const literals = new Set(
      all.flatMap((text) => [...text.matchAll(/['"`]([a-z]+\.[\w.-]+)['"`]/g)].map((m) => m[1])),
    );
    // Keys that are put together: `file.fault-${code}`, `${key}.help`.
    const patterns = all.flatMap((text) =>
      [...text.matchAll(/`((?:[a-z]+\.[^`\s]*)?\$\{[^`\s{}]+\}(?:\.[a-z]+)?)`/g)]
        .map(([, key = '']) => key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '.+'))
        .filter((pattern) => pattern !== '.+')
        .map((pattern) => new RegExp(`^${pattern}$`)),
    );
    const isAsked = (key: string) => literals.has(key) || patterns.some((pattern) => pattern.test(key));
    expect((Object.keys(english) as MessageKey[]).filter((key) => !isAsked(key))).toEqual([]);
  });
});
