/** Faults of the graph as a whole: cycles, no data, no loss, outputs that feed nothing. */
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import type { Pass } from './pass.ts';
import type { Cycle } from './wiring.ts';

/** `cycle`, `no-data`, `no-loss` and `unused-output`. `missing` are the faults of open inputs. */
export function structureFaults(pass: Pass, missing: readonly Diagnostic[]): readonly Diagnostic[] {
  const faults: Diagnostic[] = [...cycleFaults(pass)];
  const roles = [...pass.known.values()].map((known) => known.definition.role);
  const absent = (code: 'no-data' | 'no-loss', kinds: readonly string[]): void => {
    const fixes = kinds.map((insert): FixProposal => ({ kind: 'add-block', insert, params: {} }));
    faults.push({ code, severity: 'incomplete', block: null, fixes });
  };
  if (!roles.includes('data')) absent('no-data', ['image', 'table']);
  if (!roles.includes('loss')) absent('no-loss', ['cross-entropy', 'mean-squared']);
  const losses = [...pass.known].filter(([, known]) => known.definition.role === 'loss');
  if (losses.length === 0 || losses.some(([id]) => pass.missing.has(id))) return faults;
  return [...faults, ...unusedOutputs(pass, missing)];
}

export const cycleFaults = ({ wiring }: Pass): readonly Diagnostic[] => wiring.cycles.map(cycleFault);

function cycleFault({ closing, loop }: Cycle): Diagnostic {
  const [block, port] = closing.to;
  const fixes: readonly FixProposal[] = [{ kind: 'remove-wire', block, port }];
  return { code: 'cycle', severity: 'wrong', block, port, path: loop, fixes };
}

/**
 * Blocks of which no output feeds anything, but for those that lack an input or would fit one that is open. While the graph
 * is still being wired its open ends are no news, so it is asked for only once every loss has its inputs.
 */
export function unusedOutputs(pass: Pass, missing: readonly Diagnostic[]): readonly Diagnostic[] {
  const fixes = missing.flatMap((fault) => fault.fixes);
  const fitting = new Set(fixes.flatMap((fix) => (fix.kind === 'connect' ? [fix.from[0]] : [])));
  const faults: Diagnostic[] = [];
  for (const [id, known] of pass.known) {
    if (known.definition.role === 'loss' || known.outputs.length === 0) continue;
    if (pass.wiring.outOf.has(id) || pass.missing.has(id) || fitting.has(id)) continue;
    faults.push({
      code: 'unused-output',
      severity: 'suspicious',
      block: id,
      port: known.outputs[0]?.name as string,
      values: { role: known.definition.role },
      fixes: [{ kind: 'remove-block', block: id }],
    });
  }
  return faults;
}
