/** A wrong graph: what the checker says of it, word for word, and the first fix that it offers. */
import type { DiagnosticCode, Severity } from '../../../src/tensor/diagnostic.ts';

export interface ExpectedFault {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly block: string | null;
  readonly port?: string;
  readonly param?: string;
  readonly axis?: number;
  readonly sentence: string;
  /** Title of the first fix and what it gives; null where no edit of one step mends it. */
  readonly fix: string | null;
}

export interface WrongGraph {
  readonly story: string;
  /** As `graph` of graph-text.ts reads it. */
  readonly graph: string;
  /** Every diagnostic of the graph, in the order of the report. */
  readonly faults: readonly ExpectedFault[];
}
