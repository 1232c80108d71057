/** Finds the graph that a command names: a template's id, or a file checked like any import. */
import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '../base/result.ts';
import { checkBlock } from '../blocks/check-block.ts';
import type { Document } from '../document/document.ts';
import { explainFaults } from '../document/explain-fault.ts';
import { readDocument } from '../document/file.ts';
import { templates } from '../templates/templates.ts';
import { message } from '../text/catalog.ts';

/** The graph, or the lines that say why there is none. */
export function openGraph(name: string): Result<Document, readonly string[]> {
  const template = templates.find((each) => each.id === name);
  if (template) return ok(template.document);
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    return err([
      missing
        ? message('cli.no-such-graph', { name, templates: templates.map((each) => each.id).join(', ') })
        : message('cli.unreadable', { name, cause: cause instanceof Error ? cause.message : String(cause) }),
    ]);
  }
  const read = readDocument(text, { checkBlock });
  if (read.ok) return read;
  return err([message('cli.bad-file', { name }), ...explainFaults(read.error).map((line) => `  ${line}`)]);
}
