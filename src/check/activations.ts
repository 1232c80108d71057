/** Finds activations that stand before a loss on logits, where the loss applies its own. It needs the wires alone, no types. */
import type { BlockId } from '../document/document.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import type { KnownBlock } from './block.ts';
import type { Pass } from './pass.ts';

/** `softmax-before-loss` and `activation-before-loss`, once at each block that applies an activation; `path` names the losses. */
export function activationFaults(pass: Pass): readonly Diagnostic[] {
  const faults = new Map<string, Diagnostic>();
  for (const [loss, known] of pass.known) {
    const applied = known.definition.appliesToPrediction?.(known.params) ?? null;
    const last = applied === null || known.faults.length > 0 ? null : lastActivation(pass, loss);
    if (applied === null || last === null) continue;
    const code =
      last.activation === applied && applied === 'softmax' ? 'softmax-before-loss' : 'activation-before-loss';
    const key = `${code} ${last.block}`;
    const told = faults.get(key);
    faults.set(key, {
      code,
      severity: 'suspicious',
      block: last.block,
      actual: last.activation,
      expected: applied,
      path: [...(told?.path ?? []), loss],
      fixes: [withoutActivation(last.block, pass.known.get(last.block) as KnownBlock)],
    });
  }
  return [...faults.values()];
}

/** Goes back from the loss through blocks that keep an activation's meaning. */
function lastActivation(pass: Pass, loss: BlockId): { readonly block: BlockId; readonly activation: string } | null {
  const seen = new Set<BlockId>();
  let block = pass.wiring.into.get(loss)?.get('prediction')?.[0];
  while (block !== undefined && !seen.has(block)) {
    seen.add(block);
    const known = pass.known.get(block);
    if (known === undefined || known.faults.length > 0) return null;
    const activation = known.definition.activation?.(known.params) ?? null;
    if (activation !== null) return { block, activation };
    if (known.definition.keepsActivation !== true) return null;
    const port = known.inputs[0]?.name;
    block = port === undefined ? undefined : pass.wiring.into.get(block)?.get(port)?.[0];
  }
  return null;
}

/** A fused activation is switched off; a block that is nothing but the activation goes. */
function withoutActivation(block: BlockId, known: KnownBlock): FixProposal {
  const field = known.definition.params.activation;
  const hasNone = field?.kind === 'choice' && field.options.some((option) => option.value === 'none');
  return hasNone ? { kind: 'set-param', block, param: 'activation', value: 'none' } : { kind: 'remove-block', block };
}
