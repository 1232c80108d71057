/** What holds for every block of the network around its own shape rule: no text and no open lengths come in, lengths go on. */
import type { Fault, Inferred } from '../blocks/define.ts';
import { expectsReal, failed, type Place, unboundedSteps } from '../blocks/faults.ts';
import { isSequence, lengthsMismatch, readsPadding, withLengths } from '../blocks/lengths.ts';
import type { TensorType } from '../tensor/shape.ts';
import type { KnownBlock, Surroundings, Types } from './block.ts';

/** The block's shape rule; in the network, what the inputs' lengths mean for the outputs as well. */
export function inferTypes(
  block: string,
  { definition, params }: Pick<KnownBlock, 'definition' | 'params'>,
  inputs: Types,
  { given, bodies }: Surroundings = {},
): Inferred {
  const { role } = definition;
  const infer = (): Inferred =>
    definition.infer({ block, params, inputs, ...(given && { given }), ...(bodies && { bodies }) });
  if (role === 'data' || role === 'preparation') return infer();
  const places = Object.entries(inputs).map(([port, type]): Place => ({ block, port, type }));
  for (const place of places) {
    const unfit = notForNetworks(place);
    if (unfit) return failed(unfit);
  }
  return carryLengths(block, definition.lengths, places, infer());
}

/** Text, and sequences whose number of steps nobody has bounded: preparations turn them into what a network computes with. */
function notForNetworks(place: Place): Fault | null {
  const { axes, element } = place.type;
  if (element.of === 'text') return expectsReal(place);
  return axes.some(({ size }) => size === 'T') ? unboundedSteps(place) : null;
}

function carryLengths(
  block: string,
  lengths: 'keep' | 'own' | undefined,
  places: readonly Place[],
  inferred: Inferred,
): Inferred {
  const { outputs, faults = [] } = inferred;
  const first = places.find(({ type }) => type.lengths !== undefined);
  if (lengths === 'own' || first === undefined || faults.some(({ severity }) => severity === 'wrong')) return inferred;
  if (lengths === undefined) {
    return { ...inferred, outputs: typesWith(outputs, () => undefined), faults: [...faults, readsPadding(first)] };
  }
  const mismatch = lengthsMismatch(block, places);
  if (mismatch) return failed(...faults, mismatch);
  return {
    ...inferred,
    outputs: typesWith(outputs, (type) => (isSequence(type) ? first.type.lengths : undefined)),
  };
}

function typesWith(outputs: Types, reference: (type: TensorType) => string | undefined): Types {
  return Object.fromEntries(Object.entries(outputs).map(([port, type]) => [port, withLengths(type, reference(type))]));
}
