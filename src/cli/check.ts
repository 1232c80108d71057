/** `gradwire check`: types a graph and prints shapes and costs, or every fault with its fixes. */
import type { JsonObject } from '../base/json.ts';
import { check } from '../check/check.ts';
import { explain, plainText } from '../check/explain.ts';
import { fixesOf } from '../check/fixes.ts';
import type { CheckedBlock, Report } from '../check/report.ts';
import { blockName, type Document, findBlock } from '../document/document.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import { fullText } from '../tensor/shape.ts';
import { message } from '../text/catalog.ts';
import { formatBytes, formatCount, formatInteger } from '../text/format.ts';
import { type ExitCode, type Terminal, table } from './terminal.ts';

export function runCheck(document: Document, json: boolean, terminal: Terminal): ExitCode {
  const report = check(document);
  if (json) terminal.out(JSON.stringify(checkResult(document, report)));
  else printReport(document, report, terminal);
  return problemsOf(report).length === 0 ? 0 : 1;
}

/** What is wrong anywhere, and what keeps training from starting. */
const problemsOf = ({ diagnostics, blocking }: Report): readonly Diagnostic[] =>
  diagnostics.filter((diagnostic) => diagnostic.severity === 'wrong' || blocking.includes(diagnostic));

/** The diagnostics as a program reads them; also what `train` gives of a graph that it cannot train. */
export function diagnosticsOf(document: Document, report: Report): readonly JsonObject[] {
  return report.diagnostics.map((diagnostic) => ({
    code: diagnostic.code,
    severity: diagnostic.severity,
    block: diagnostic.block,
    port: diagnostic.port ?? null,
    message: plainText(explain(diagnostic, document, report)),
    fixes: fixesOf(diagnostic, document, report).map((fix) => plainText(fix.title)),
  }));
}

function checkResult(document: Document, report: Report): JsonObject {
  return {
    name: document.name,
    ok: problemsOf(report).length === 0,
    trainable: report.graph !== null,
    diagnostics: diagnosticsOf(document, report),
    blocks: [...report.blocks.values()].map((block) => ({
      id: block.id,
      kind: block.definition?.kind ?? findBlock(document, block.id)?.kind ?? '',
      state: block.state,
      inputs: typesOf(block.inputs),
      outputs: typesOf(block.outputs),
      parameters: block.cost.parameters,
      macs: block.cost.macs,
      activationBytes: block.cost.activationBytes,
    })),
    total: { ...report.total },
  };
}

const typesOf = (types: CheckedBlock['inputs']) =>
  Object.fromEntries(Object.entries(types).map(([port, type]) => [port, fullText(type)]));

/** Lines for a person; also what `train` prints of a graph that it cannot train. */
export function printReport(document: Document, report: Report, terminal: Terminal): void {
  const names = new Map(document.blocks.map((block) => [block.id, blockName(block)]));
  const rows = [...report.blocks.values()].map((block) => [
    names.get(block.id) ?? block.id,
    block.definition?.title ?? '?',
    Object.values(block.outputs).map(fullText).join(' '),
    formatInteger(block.cost.parameters),
    formatCount(block.cost.macs),
    formatBytes(block.cost.activationBytes),
  ]);
  const head = [
    'cli.head-block',
    'cli.head-kind',
    'cli.head-output',
    'cli.head-parameters',
    'cli.head-macs',
    'cli.head-memory',
  ] as const;
  if (rows.length > 0)
    for (const line of table([head.map((key) => message(key)), ...rows], [3, 4, 5])) terminal.out(line);
  for (const diagnostic of report.diagnostics) {
    terminal.out('');
    terminal.out(`${mark[diagnostic.severity]} ${plainText(explain(diagnostic, document, report))}`);
    const fixes = fixesOf(diagnostic, document, report).map((fix) => plainText(fix.title));
    if (fixes.length > 0) terminal.out(`  ${message('cli.fix', { fixes: fixes.join(' · ') })}`);
  }
  terminal.out('');
  const problems = problemsOf(report).length;
  terminal.out(
    problems === 0
      ? message('cli.correct', {
          name: document.name,
          blocks: report.blocks.size,
          parameters: formatInteger(report.total.parameters),
          macs: formatCount(report.total.macs),
          memory: formatBytes(report.total.activationBytes),
        })
      : message('cli.wrong', { name: document.name, count: problems }),
  );
}

const mark = { wrong: '✗', suspicious: '!', incomplete: '○' } as const;
