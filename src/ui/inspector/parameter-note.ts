/** What follows from a parameter where the number alone does not say it; said below its field. */
import type { CheckedBlock } from '../../check/report.ts';
import { message } from '../../text/catalog.ts';
import { formatPlain, formatSignificant, superscript } from '../../text/format.ts';

/** Undefined for a parameter that speaks for itself. */
export function parameterNote(block: CheckedBlock, param: string): string | undefined {
  if (block.definition?.kind !== 'lstm' || param !== 'forgetBias') return undefined;
  const bias = block.params.forgetBias;
  return typeof bias === 'number' ? forgetNote(bias, stepsOf(block)) : undefined;
}

/** Steps of the block's input; null before they are known. */
function stepsOf({ inputs }: CheckedBlock): number | null {
  const time = inputs.x?.axes.find(({ name }) => name === 'T');
  return typeof time?.size === 'number' ? time.size : null;
}

/** σ(b_f)ⁿ: what is left of the cell, and of its gradient, after n steps while f ≈ σ(b_f). */
function forgetNote(bias: number, steps: number | null): string {
  const kept = 1 / (1 + Math.exp(-bias));
  const count = steps ?? 1;
  return message('inspector.forget-left', {
    bias: formatPlain(bias),
    power: steps === null ? '' : superscript(steps),
    left: formatSignificant(kept ** count, 2),
    steps: count,
  });
}
