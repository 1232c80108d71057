/** A name for a diagnostic that stays the same while the fault does, so that an open card follows it through edits. */
import type { Diagnostic } from '../../tensor/diagnostic.ts';

export const diagnosticKey = (diagnostic: Diagnostic): string =>
  [diagnostic.code, diagnostic.block ?? '', diagnostic.port ?? '', diagnostic.param ?? ''].join(' ');
