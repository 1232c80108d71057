/** Finds where a text stops being JSON: engines word it differently, and some do not tell the place. */
import { type MessageKey, message } from '../text/catalog.ts';
import type { FileFault } from './fault.ts';

type State = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma' | 'end';

const space = /[ \t\r\n]*/y;
const literal = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The fault of a text that JSON.parse refused. */
export function jsonFault(text: string): FileFault {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let at = 0;
  const afterValue = (): State => (open.length === 0 ? 'end' : 'comma');
  for (;;) {
    at = matchEnd(space, text, at) ?? at;
    const char = text[at];
    const inObject = open.at(-1) === '{';
    let next = at + 1;
    if (state === 'value' || state === 'value-or-close') {
      if (char === '{' || char === '[') {
        open.push(char);
        state = char === '{' ? 'key-or-close' : 'value-or-close';
      } else if (char === ']' && state === 'value-or-close') {
        open.pop();
        state = afterValue();
      } else {
        const end = char === '"' ? stringEnd(text, at) : matchEnd(literal, text, at);
        if (end === null) return faultAt(text, at, char === '"' ? 'file.expect-closed-text' : `file.expect-${state}`);
        next = end;
        state = afterValue();
      }
    } else if (state === 'key' || state === 'key-or-close') {
      if (char === '}' && state === 'key-or-close') {
        open.pop();
        state = afterValue();
      } else {
        const end = char === '"' ? stringEnd(text, at) : null;
        if (end === null) return faultAt(text, at, char === '"' ? 'file.expect-closed-text' : `file.expect-${state}`);
        next = end;
        state = 'colon';
      }
    } else if (state === 'colon') {
      if (char !== ':') return faultAt(text, at, 'file.expect-colon');
      state = 'value';
    } else if (state === 'comma') {
      if (char === ',') state = inObject ? 'key' : 'value';
      else if (char === (inObject ? '}' : ']')) {
        open.pop();
        state = afterValue();
      } else return faultAt(text, at, inObject ? 'file.expect-comma-or-brace' : 'file.expect-comma-or-bracket');
    } else return faultAt(text, at, 'file.expect-end-of-file');
    at = next;
  }
}

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Where the text that begins at `at` ends; null when it is not closed or holds what a text may not. */
function stringEnd(text: string, at: number): number | null {
  let next = at + 1;
  while (next < text.length) {
    const char = text[next] as string;
    if (char === '"') return next + 1;
    if (char < ' ') return null;
    const end = char === '\\' ? matchEnd(escapeSequence, text, next) : next + 1;
    if (end === null) return null;
    next = end;
  }
  return null;
}

function faultAt(text: string, at: number, expected: MessageKey): FileFault {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const token = /^[^\s,:{}[\]]{1,20}|^./su.exec(text.slice(at, at + 20))?.[0];
  return {
    place: message('file.place-line', { line, column }),
    code: 'not-json',
    expected: message(expected),
    actual: token === undefined ? message('file.got-end') : token.startsWith('"') ? token : JSON.stringify(token),
  };
}
