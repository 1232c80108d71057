/** Faults of the graph as a whole: cycles, no data, no loss, outputs that feed nothing, nothing to learn, too many numbers. */
import type { BlockId } from '../document/document.ts';
import type { Optimizer, Training } from '../document/training.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import type { Pass } from './pass.ts';
import type { Cycle } from './wiring.ts';

/** `cycle`, `no-data`, `no-loss` and `unused-output`. */
export function structureFaults(pass: Pass): readonly Diagnostic[] {
  const faults: Diagnostic[] = pass.wiring.cycles.map(cycleFault);
  const roles = [...pass.known.values()].map((known) => known.definition.role);
  if (!roles.includes('data'))
    faults.push({ code: 'no-data', severity: 'incomplete', block: null, fixes: dataFixes() });
  if (!roles.includes('loss'))
    faults.push({ code: 'no-loss', severity: 'incomplete', block: null, fixes: lossFixes() });
  return [...faults, ...unusedOutputs(pass)];
}

const cycleFault = (cycle: Cycle): Diagnostic => {
  const [block, port] = cycle.closing.to;
  return {
    code: 'cycle',
    severity: 'wrong',
    block,
    port,
    path: cycle.loop,
    fixes: [{ kind: 'remove-wire', block, port }],
  };
};

const dataFixes = (): readonly FixProposal[] => [{ kind: 'add-block', insert: 'image', params: {} }];

const lossFixes = (): readonly FixProposal[] =>
  ['cross-entropy', 'mean-squared'].map((insert): FixProposal => ({ kind: 'add-block', insert, params: {} }));

/**
 * Blocks of which no output feeds anything. While the graph is still being wired its open ends are no news, so they are
 * told only once every loss has its inputs, and never for a block that lacks an input itself.
 */
function unusedOutputs(pass: Pass): readonly Diagnostic[] {
  const losses = [...pass.known].filter(([, known]) => known.definition.role === 'loss');
  if (losses.length === 0 || losses.some(([id]) => pass.missing.has(id))) return [];
  const faults: Diagnostic[] = [];
  for (const [id, known] of pass.known) {
    if (known.definition.role === 'loss' || known.outputs.length === 0 || pass.missing.has(id)) continue;
    if (pass.wiring.outOf.has(id)) continue;
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

/** Bytes that a 32-bit WebAssembly memory can address: no model that needs more can be planned. */
const MOST_BYTES = 2 ** 32;

/** `too-large`, at the block with the largest share: weights, gradients and optimizer state, and one batch of outputs. */
export function costFaults(pass: Pass, training: Training): readonly Diagnostic[] {
  const copies = 2 + optimizerSlots(training.optimizer);
  let total = 0;
  let outputs = 0;
  let largest: { readonly id: BlockId; readonly bytes: number } | null = null;
  for (const [id, { cost }] of pass.inferred) {
    const bytes = 4 * cost.parameters * copies + cost.activationBytes * training.batchSize;
    total += bytes;
    outputs += cost.activationBytes;
    if (largest === null || bytes > largest.bytes) largest = { id, bytes };
  }
  if (largest === null || total <= MOST_BYTES) return [];
  const batch = outputs === 0 ? 0 : Math.floor((MOST_BYTES - (total - outputs * training.batchSize)) / outputs);
  const value = 2 ** Math.floor(Math.log2(batch));
  return [
    {
      code: 'too-large',
      severity: 'wrong',
      block: largest.id,
      expected: MOST_BYTES,
      actual: total,
      values: { bytes: largest.bytes, batch: training.batchSize },
      fixes: batch >= 1 ? [{ kind: 'set-batch-size', value }] : [],
    },
  ];
}

/** Numbers that the optimizer keeps for each weight. */
function optimizerSlots(optimizer: Optimizer): number {
  switch (optimizer.kind) {
    case 'sgd':
      return optimizer.momentum > 0 ? 1 : 0;
    case 'rmsprop':
      return optimizer.momentum > 0 ? 2 : 1;
    case 'adam':
    case 'adamw':
      return 2;
  }
}

/** `no-parameters`, at the first loss, when nothing that reaches a loss can be learnt. */
export function learningFaults(pass: Pass, reaching: ReadonlySet<BlockId>): readonly Diagnostic[] {
  let first: BlockId | null = null;
  let frozen = 0;
  for (const id of reaching) {
    if (pass.known.get(id)?.definition.role === 'loss') first ??= id;
    for (const weight of pass.inferred.get(id)?.weights ?? []) {
      if (weight.trainable) return [];
      frozen++;
    }
  }
  if (first === null) return [];
  return [{ code: 'no-parameters', severity: 'wrong', block: first, values: { frozen }, fixes: [] }];
}
