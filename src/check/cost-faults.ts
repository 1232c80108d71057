/** Faults of what training would cost and bring: more numbers than can be planned, or nothing that is learnt. */
import type { BlockId } from '../document/document.ts';
import type { Training } from '../document/training.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import type { Pass } from './pass.ts';

/** Bytes that a 32-bit WebAssembly memory can address: no model that needs more can be planned. */
const MOST_BYTES = 2 ** 32;

/** Of each weight: itself, its gradient and the two moments that the plan keeps room for, whatever the optimizer. */
const COPIES = 4;

/** `too-large`, at the block with the largest share: weights, gradients and optimizer state, and one batch of outputs. */
export function costFaults(pass: Pass, training: Training): readonly Diagnostic[] {
  let total = 0;
  let activations = 0;
  let largest: { readonly id: BlockId; readonly bytes: number } | null = null;
  for (const [id, { cost }] of pass.inferred) {
    const bytes = 4 * cost.parameters * COPIES + cost.activationBytes * training.batchSize;
    total += bytes;
    activations += cost.activationBytes;
    if (largest === null || bytes > largest.bytes) largest = { id, bytes };
  }
  if (largest === null || total <= MOST_BYTES) return [];
  const rest = total - largest.bytes;
  return [
    {
      code: 'too-large',
      severity: 'wrong',
      block: largest.id,
      expected: MOST_BYTES,
      actual: total,
      values: { bytes: largest.bytes, batch: training.batchSize },
      fixes: [
        ...smallerBatch(total - activations * training.batchSize, activations),
        ...smallerBlock(largest.id, pass, (MOST_BYTES - rest) / largest.bytes),
      ],
    },
  ];
}

/** The largest power of two of examples that fits. */
function smallerBatch(fixed: number, perExample: number): readonly FixProposal[] {
  const fits = perExample === 0 ? 0 : (MOST_BYTES - fixed) / perExample;
  return fits >= 1 ? [{ kind: 'set-batch-size', value: powerBelow(fits) }] : [];
}

/** Makes the block smaller by the parameter that sets the size of its output (`units`, `filters`). */
function smallerBlock(id: BlockId, pass: Pass, share: number): readonly FixProposal[] {
  const types = Object.values(pass.inferred.get(id)?.outputs ?? {});
  const traces = types.flatMap((type) => type.axes.map((axis) => axis.trace));
  const param = traces.find((trace) => trace?.block === id && trace.param !== undefined)?.param;
  const value = param === undefined ? undefined : pass.known.get(id)?.params[param];
  if (param === undefined || typeof value !== 'number' || value * share < 1) return [];
  return [{ kind: 'set-param', block: id, param, value: powerBelow(value * share) }];
}

const powerBelow = (value: number): number => 2 ** Math.floor(Math.log2(value));

/** `no-parameters`, at the first loss, when nothing that reaches a loss can be learnt. */
export function learningFaults(pass: Pass, reaching: ReadonlySet<BlockId>): readonly Diagnostic[] {
  let loss: BlockId | null = null;
  let frozen: BlockId | null = null;
  for (const id of reaching) {
    if (pass.known.get(id)?.definition.role === 'loss') loss ??= id;
    const weights = pass.inferred.get(id)?.weights ?? [];
    if (weights.some((weight) => weight.trainable)) return [];
    if (pass.known.get(id)?.params.freeze === true) frozen = id;
  }
  if (loss === null) return [];
  const fixes: readonly FixProposal[] =
    frozen === null ? layerBefore(loss, pass) : [{ kind: 'set-param', block: frozen, param: 'freeze', value: false }];
  return [
    { code: 'no-parameters', severity: 'wrong', block: loss, values: { frozen: frozen === null ? 0 : 1 }, fixes },
  ];
}

/** A Dense that keeps the size of the prediction. */
function layerBefore(loss: BlockId, pass: Pass): readonly FixProposal[] {
  const size = pass.inputs.get(loss)?.prediction?.axes.at(-1)?.size;
  if (typeof size !== 'number') return [];
  return [{ kind: 'insert-before', block: loss, port: 'prediction', insert: 'dense', params: { units: size } }];
}
