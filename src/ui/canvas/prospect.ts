/** What a wire would do, before it is there: the types it would bring and the fault it would make. */
import { createChecker } from '../../check/check.ts';
import { keyOf } from '../../check/fixes.ts';
import type { Report } from '../../check/report.ts';
import type { Document, End } from '../../document/document.ts';
import { applyEdits } from '../../document/edits/apply.ts';
import type { Edit } from '../../document/edits/edit.ts';
import type { Diagnostic } from '../../tensor/diagnostic.ts';
import type { TensorType } from '../../tensor/shape.ts';
import { outputsOf } from './ports.ts';

/** Apart from the editor's own, which remembers the document as it is. */
const check = createChecker();

export interface Prospect {
  readonly carries: TensorType | null;
  /** First output of the block that it leads to. */
  readonly gives: TensorType | null;
  readonly fault: Diagnostic | null;
  /** With the wire, for the sentence of the fault. */
  readonly document: Document;
  readonly report: Report;
}

export function prospectOf(document: Document, report: Report, from: End, to: End): Prospect {
  const { document: next, report: after, faults } = consequences(document, report, [{ kind: 'connect', from, to }]);
  const target = after.blocks.get(to[0]);
  const first = outputsOf(target)[0]?.name;
  return {
    carries: report.blocks.get(from[0])?.outputs[from[1]] ?? null,
    gives: (first === undefined ? null : target?.outputs[first]) ?? null,
    fault: faults[0] ?? null,
    document: next,
    report: after,
  };
}

/** The report after the edits, and what they would make wrong that is not wrong now. */
export function consequences(
  document: Document,
  report: Report,
  edits: readonly Edit[],
): { readonly document: Document; readonly report: Report; readonly faults: readonly Diagnostic[] } {
  const next = applyEdits(document, edits).document;
  const after = check(next);
  const known = new Set(report.diagnostics.map(keyOf));
  return {
    document: next,
    report: after,
    faults: after.diagnostics.filter((each) => each.severity === 'wrong' && !known.has(keyOf(each))),
  };
}
