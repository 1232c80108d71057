/** What is wrong with a file, as a value: where, what was expected there and what is there. */
import type { Json, JsonObject } from '../base/json.ts';
import { message } from '../text/catalog.ts';

export const faultCodes = [
  'too-large', // more bytes than are read
  'not-json', // not JSON, or cut off
  'wrong-format', // JSON, but no graph
  'newer-version', // made by a version to come
  'unexpected-value', // a value of another type or out of its range, or one that is missing
  'unknown-key', // a key that the format does not have
  'forbidden-key', // `__proto__`
  'not-finite', // a number beyond what a double holds (1e999)
  'too-deep', // objects and lists nested too deep
  'too-long', // a text that is too long
  'too-many-blocks',
  'too-many-faults', // more than can be collected
  'duplicate-id',
  'unknown-block', // a wire or a position of a block that is not there
  'second-wire', // two wires into one input
  'cycle', // blocks that wait for each other
] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface FileFault {
  /** `blocks[3].params.kernel`, or `line 3, column 5`. */
  readonly place: string;
  readonly code: FaultCode;
  /** As the sentence says it: `a whole number of at least 1`. */
  readonly expected?: string;
  /** As the sentence says it: `"three"`. */
  readonly actual?: string;
}

export type Path = readonly PropertyKey[];

/** `blocks[3].params["my key"]`. */
export function placeOf(path: Path): string {
  let place = '';
  for (const step of path) {
    if (typeof step === 'number') place += `[${step}]`;
    else if (/^[a-zA-Z_$][\w$]*$/.test(String(step))) place += place === '' ? String(step) : `.${String(step)}`;
    else place += `[${quoted(String(step))}]`;
  }
  return place === '' ? message('file.place-whole') : place;
}

/** Of a longer way the first and the last blocks are told. */
const SHOWN_STEPS = 12;

/** `conv1 → add1 → conv1`, shortened when it is long. */
export function wayText(way: readonly string[]): string {
  const half = SHOWN_STEPS / 2;
  const told = way.length > SHOWN_STEPS ? [...way.slice(0, half), '…', ...way.slice(-half)] : way;
  return told.join(' → ');
}

const SHOWN_CHARACTERS = 40;

/** The text in quotes, cut when it is long. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text);

/** What is there, as a sentence says it. */
export function described(value: Json | undefined): string {
  if (value === undefined) return message('file.got-nothing');
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  return message(Array.isArray(value) ? 'file.got-list' : 'file.got-object');
}

/** The value at a path; undefined where the path leaves the file. */
export function valueAt(root: Json, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = Array.isArray(value) ? value[Number(step)] : (value as JsonObject)[String(step)];
  }
  return value;
}
