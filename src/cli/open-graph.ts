/** Finds the graph that a command names: a template's id, or a file checked like any import. */
import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '../base/result.ts';
import { checkBlock } from '../blocks/check-block.ts';
import type { Document } from '../document/document.ts';
import { explainFault, explainFaults } from '../document/explain-fault.ts';
import { readDocument } from '../document/file.ts';
import { templates } from '../templates/templates.ts';
import { message } from '../text/catalog.ts';

/** Why there is no graph. */
export interface OpenFault {
  readonly code: 'unreadable' | 'bad-file';
  /** For a person, line by line. */
  readonly lines: readonly string[];
  /** For a program: what is wrong with the file, and where. */
  readonly faults: readonly { readonly place: string; readonly code: string; readonly message: string }[];
}

/** A cycle is accepted, because the checker tells it with its fix. */
export function openGraph(name: string): Result<Document, OpenFault> {
  const template = templates.find((each) => each.id === name);
  if (template) return ok(template.document);
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const line = missing
      ? message('cli.no-such-graph', { name, templates: templates.map((each) => each.id).join(', ') })
      : message('cli.unreadable', { name, cause: cause instanceof Error ? cause.message : String(cause) });
    return err({ code: 'unreadable', lines: [line], faults: [] });
  }
  const read = readDocument(text, { checkBlock, acceptCycles: true });
  if (read.ok) return read;
  return err({
    code: 'bad-file',
    lines: [message('cli.bad-file', { name }), ...explainFaults(read.error).map((line) => `  ${line}`)],
    faults: read.error.map((fault) => ({ place: fault.place, code: fault.code, message: explainFault(fault) })),
  });
}
