/** Follows examples from the data blocks: through preparations before layers, and only those of one set meet in a block. */
import type { BlockId } from '../document/document.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import type { Pass } from './pass.ts';

/** `batch-mismatch` at each block where examples of two data sets meet, and at a loss that trains on other data than the first. */
export function dataFaults(pass: Pass): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  /** For each block, the one whose examples it works on: a data block, or one that makes examples of its own. */
  const sources = new Map<BlockId, BlockId>();
  const datasetOf = (id: BlockId): string | null => pass.known.get(id)?.dataset ?? null;
  const belongTogether = (a: BlockId, b: BlockId): boolean =>
    a === b || (datasetOf(a) !== null && datasetOf(a) === datasetOf(b));
  for (const id of pass.wiring.order) {
    const known = pass.known.get(id);
    if (known?.definition.role === 'data') {
      if (known.dataset !== null) sources.set(id, id);
      continue;
    }
    let own: BlockId | null = null;
    let clash: Diagnostic | null = null;
    for (const [port, [from]] of pass.wiring.into.get(id) ?? []) {
      const source = sources.get(from);
      if (source === undefined) continue;
      own ??= source;
      if (!belongTogether(own, source)) clash ??= mismatch(id, port, own, source);
    }
    if (own === null) continue;
    if (clash !== null) faults.push(clash);
    sources.set(id, known?.definition.makesExamples ? id : own);
  }
  let first: BlockId | null = null;
  for (const id of pass.wiring.blocks.keys()) {
    const own = sources.get(id);
    if (own === undefined || pass.known.get(id)?.definition.role !== 'loss') continue;
    first ??= own;
    const isTold = faults.some((fault) => fault.block === id);
    if (!isTold && !belongTogether(first, own)) faults.push(mismatch(id, null, first, own));
  }
  return faults;
}

/** `expects-data` at each preparation behind a layer. */
export function preparationFaults({ known, wiring }: Pass): readonly Diagnostic[] {
  const roleOf = (id: BlockId) => known.get(id)?.definition.role;
  return [...known.keys()]
    .filter((id) => roleOf(id) === 'preparation')
    .flatMap((block) =>
      [...(wiring.into.get(block) ?? [])].flatMap(([port, [source]]): readonly Diagnostic[] => {
        if (roleOf(source) !== 'layer') return [];
        return [{ code: 'expects-data', severity: 'wrong', block, port, fixes: [{ kind: 'remove-block', block }] }];
      }),
    );
}

const mismatch = (block: BlockId, port: string | null, first: BlockId, second: BlockId): Diagnostic => ({
  code: 'batch-mismatch',
  severity: 'wrong',
  block,
  ...(port !== null && { port }),
  path: [first, second],
  fixes: port === null ? [{ kind: 'remove-block', block }] : [{ kind: 'remove-wire', block, port }],
});
