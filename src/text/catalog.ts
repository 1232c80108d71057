/** Every sentence and label that a person reads, by key, in the language that is set; ICU message syntax. */
import { IntlMessageFormat } from 'intl-messageformat';
import { cli } from './en/cli.ts';
import { data } from './en/data.ts';
import { diagnostics } from './en/diagnostics.ts';
import { editor } from './en/editor.ts';
import { empty } from './en/empty.ts';
import { file } from './en/file.ts';
import { inside } from './en/inside.ts';
import { inspector } from './en/inspector.ts';
import { params } from './en/params.ts';
import { runs } from './en/runs.ts';
import { templates } from './en/templates.ts';
import { use } from './en/use.ts';

/** The English catalogue by area; a key begins with its area (`editor.undo`). */
export const englishAreas = {
  editor,
  empty,
  inspector,
  diagnostics,
  runs,
  inside,
  data,
  cli,
  file,
  params,
  templates,
  use,
} as const;

const english = {
  ...editor,
  ...empty,
  ...inspector,
  ...diagnostics,
  ...runs,
  ...inside,
  ...data,
  ...cli,
  ...file,
  ...params,
  ...templates,
  ...use,
} as const;

export type MessageKey = keyof typeof english;

/** A complete set of messages: a language that lacks a key of the English one does not compile. */
export type Catalogue = { readonly [K in MessageKey]: string };

export interface Language {
  /** BCP 47, for plurals and numbers: `en`, `de-AT`. */
  readonly locale: string;
  readonly messages: Catalogue;
}

export const englishLanguage: Language = { locale: 'en', messages: english };

/** Marks that a message may put around words: `<name>conv1</name>`. The page decides how they look. */
export const tags = ['name', 'shape', 'odd'] as const;
export type Tag = (typeof tags)[number];

/** A piece of a sentence in one style. */
export interface Run {
  readonly text: string;
  readonly tag: Tag | null;
}

export type MessageValues = { readonly [name: string]: string | number };
export type RichValues = { readonly [name: string]: string | number | readonly Run[] };

let language = englishLanguage;
const formats = new Map<MessageKey, IntlMessageFormat>();

/** From now on messages come in this language; what is on the screen has to be asked for again. */
export function setLanguage(next: Language): void {
  language = next;
  formats.clear();
}

export const currentLocale = (): string => language.locale;

/** The message as plain text. Throws when a value that it names is not given. */
export function message(key: MessageKey, values: MessageValues = {}): string {
  return rich(key, values)
    .map((run) => run.text)
    .join('');
}

/** The message as runs, so that names, shapes and the odd number can be set apart. A value may itself be runs. */
export function rich(key: MessageKey, values: RichValues = {}): readonly Run[] {
  let format = formats.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(language.messages[key].replace(tagPattern, `<$1${MARK}$2>`), language.locale);
    formats.set(key, format);
  }
  return merge(runsOf(format.format<Piece>({ ...tagHandlers, ...values })));
}

/** What the formatter hands back: text, runs made by a tag or given as a value, or a list of these. */
type Piece = string | Run | readonly Piece[];

function runsOf(piece: Piece): Run[] {
  if (typeof piece === 'string') return [{ text: piece, tag: null }];
  return 'text' in piece ? [piece] : piece.flatMap(runsOf);
}

/** The formatter keeps tags and values in one record: with this prefix a value may be called `name` too. */
const MARK = 'mark-';
const tagPattern = new RegExp(`<(/?)(${tags.join('|')})>`, 'g');

const tagHandlers = Object.fromEntries(
  tags.map((tag) => [
    `${MARK}${tag}`,
    (pieces: readonly Piece[]): Piece => runsOf(pieces).map((run) => ({ text: run.text, tag: run.tag ?? tag })),
  ]),
);

function merge(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (run.text === '') continue;
    if (last?.tag === run.tag) merged[merged.length - 1] = { text: last.text + run.text, tag: run.tag };
    else merged.push(run);
  }
  return merged;
}
