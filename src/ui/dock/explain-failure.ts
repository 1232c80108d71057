/** Why a run failed, as a sentence: what happened, where, and what to try. */
import type { BlockId } from '../../document/document.ts';
import type { RunFailure } from '../../protocol/events.ts';
import { type Run as Piece, rich } from '../../text/catalog.ts';
import { formatBytes, formatInteger } from '../../text/format.ts';

export function explainFailure(failure: RunFailure, nameOf: (block: BlockId) => string): readonly Piece[] {
  switch (failure.code) {
    case 'diverged': {
      const { block, step, where } = failure.divergence;
      const known = block === null ? 'no' : 'yes';
      return rich('runs.failure-diverged', {
        known,
        block: block === null ? '' : nameOf(block),
        step: formatInteger(step),
        where,
      });
    }
    case 'memory':
      return rich('runs.failure-memory', { bytes: formatBytes(failure.bytes) });
    case 'data':
      return failure.block === null
        ? rich('runs.failure-data', { cause: failure.message })
        : rich('runs.failure-data-block', { block: nameOf(failure.block), cause: failure.message });
    case 'internal':
      return rich('runs.failure-internal', { cause: failure.message });
    default:
      return rich(`runs.failure-${failure.code}`);
  }
}
