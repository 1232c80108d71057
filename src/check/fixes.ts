/** Fixes that are edits: each is tried on a copy of the document, and offered only when it mends what it is to mend. */
import type { Document } from '../document/document.ts';
import { applyEdits } from '../document/edits/apply.ts';
import type { Edit } from '../document/edits/edit.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import { createChecker } from './check.ts';
import type { Sentence } from './explain.ts';
import { fixEdits } from './fix-edits.ts';
import { fixGives, fixTitle } from './fix-text.ts';
import { proposalsOf } from './proposals.ts';
import type { CheckedBlock, Report } from './report.ts';

export interface Fix {
  /** `Put a 1×1 Conv2D on the right wire`. */
  readonly title: Sentence;
  /** What it costs and brings: `64 filters, +256 parameters → 32×32×64`; may be empty. */
  readonly gives: string;
  readonly edits: readonly Edit[];
}

/** Remembers blocks between the trials: most of them stay as they are. */
const recheck = createChecker();

/**
 * The fixes of a diagnostic of `report`, which is the report of `document`, best first. Each takes the diagnostic away and
 * makes nothing wrong; where there is no such fix, blocks that could not be judged may now tell faults of their own.
 */
export function fixesOf(diagnostic: Diagnostic, document: Document, report: Report): readonly Fix[] {
  const clean: Fix[] = [];
  const uncovering: Fix[] = [];
  const told = new Set<string>();
  for (const proposal of proposalsOf(diagnostic, report)) {
    const made = fixEdits(proposal, document, recheck);
    if (made === null) continue;
    const after = recheck(applyEdits(document, made.edits).document);
    const verdict = judge(diagnostic, report, after);
    if (verdict === 'useless') continue;
    const change = { proposal, diagnostic, document, ...made, before: report, after };
    const fix: Fix = { title: fixTitle(change), gives: fixGives(change), edits: made.edits };
    const key = JSON.stringify(fix.edits);
    if (told.has(key)) continue;
    told.add(key);
    (verdict === 'clean' ? clean : uncovering).push(fix);
  }
  const fixes = clean.length > 0 ? clean : uncovering;
  // Of blocks that could be added, the one that finds most to be wired to.
  return isAdding(diagnostic) ? fixes.toSorted((a, b) => wiresOf(b) - wiresOf(a)) : fixes;
}

const isAdding = ({ fixes }: Diagnostic): boolean => fixes.every((fix) => fix.kind === 'add-block');

const wiresOf = (fix: Fix): number => fix.edits.filter((edit) => edit.kind === 'connect').length;

function judge(diagnostic: Diagnostic, before: Report, after: Report): 'clean' | 'uncovering' | 'useless' {
  const key = keyOf(diagnostic);
  if (after.diagnostics.some((other) => keyOf(other) === key)) return 'useless';
  const known = new Set(before.diagnostics.map(keyOf));
  const fresh = after.diagnostics.filter((other) => other.severity === 'wrong' && !known.has(keyOf(other)));
  if (fresh.length === 0) return 'clean';
  return fresh.every((other) => other.block !== null && isUnjudged(before.blocks.get(other.block)))
    ? 'uncovering'
    : 'useless';
}

/** Its shape rule could not run: an input waited, or was open. */
const isUnjudged = (block: CheckedBlock | undefined): boolean =>
  block?.state === 'waiting' || block?.state === 'incomplete';

/** What makes a fault the same before and after an edit. */
export function keyOf({ code, block, port, param }: Diagnostic): string {
  return JSON.stringify([code, block, port ?? null, param ?? null]);
}
