/** A sequence of symbols in the order of its steps; those on which the answer hangs stand out. */
import { Fragment } from 'react';
import classes from './symbols.module.css';

export interface SymbolsProps {
  /** At each step: a sign or a short text. */
  readonly names: readonly string[];
  readonly label: string;
}

export function Symbols({ names, label }: SymbolsProps) {
  const spaced = names.some((name) => name.length > 1);
  return (
    <p className={classes.symbols} data-spaced={spaced} role="img" aria-label={`${label}: ${names.join(' ')}`}>
      {runsOf(names).map(({ from, text, standsOut }) =>
        standsOut ? <b key={from}>{text}</b> : <Fragment key={from}>{text}</Fragment>,
      )}
    </p>
  );
}

interface SymbolRun {
  readonly from: number;
  readonly text: string;
  readonly standsOut: boolean;
}

/** Neighbours of one weight together. */
function runsOf(names: readonly string[]): readonly SymbolRun[] {
  const glue = names.some((name) => name.length > 1) ? '  ' : '';
  const hasLetters = names.some(isLetter);
  const runs: SymbolRun[] = [];
  for (const [from, name] of names.entries()) {
    // A cue and a query among letters that say nothing, marked numbers among others.
    const standsOut = name.endsWith('+') || (hasLetters && !isLetter(name));
    const last = runs.at(-1);
    if (last?.standsOut === standsOut) runs[runs.length - 1] = { ...last, text: last.text + name + glue };
    else runs.push({ from, text: name + glue, standsOut });
  }
  return runs;
}

const isLetter = (name: string): boolean => /^[a-z]$/.test(name);
