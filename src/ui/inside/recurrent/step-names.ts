/** The names of a sequence's steps as a person reads them: words, characters, times, or their numbers. */
import type { SequenceInfo } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';

const signs: { readonly [invisible: string]: string } = { ' ': '␣', '\n': '↵', '\r': '↵', '\t': '⇥', '': '∅' };

/** A character that leaves no mark gets one. */
export const visible = (name: string): string => signs[name] ?? name;

/** `not`; the number from 1 where steps have no names. */
export const stepName = (sequence: SequenceInfo | null, step: number): string =>
  visible(sequence?.names?.[step] ?? `${step + 1}`);

/** `At “not”`, `At step 7`. */
export function atStep(sequence: SequenceInfo | null, step: number): string {
  const name = sequence?.names?.[step];
  return name === undefined
    ? message('inside.at-step', { step: step + 1 })
    : message('inside.at-name', { name: visible(name) });
}
