/** Blocks that work on pictures [B, H, W, C] or sequences [B, T, F]: the fault of getting something else, and its fixes. */
import type { FixProposal } from '../tensor/diagnostic.ts';
import type { Fault } from './define.ts';
import { expectsReal, insertBefore, type Place, rankMismatch } from './faults.ts';
import { isSequence } from './lengths.ts';

/** Sizes of one example; null when one of them is a symbol. */
function sizesOf(place: Place): readonly number[] | null {
  const sizes = place.type.axes.filter((each) => each.name !== 'B').map((each) => each.size);
  return sizes.every((size) => typeof size === 'number') ? sizes : null;
}

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** Gives a grid a channel; reads a vector as a square of one channel if its length is one, else as a single pixel. */
export function pictureFixes(place: Place): readonly FixProposal[] {
  const sizes = sizesOf(place);
  if (!sizes) return [];
  if (isSequence(place.type)) return [insertBefore(place, 'sequence-to-image')];
  const side = Math.sqrt(product(sizes));
  const square = Number.isInteger(side) ? [side, side, 1] : [1, 1, product(sizes)];
  return [insertBefore(place, 'reshape', { shape: sizes.length === 2 ? [...sizes, 1] : square })];
}

/** Reads a picture row by row, and a vector as a sequence of single numbers, or says it at every step. */
export function sequenceFixes(place: Place): readonly FixProposal[] {
  const sizes = sizesOf(place);
  if (!sizes) return [];
  const [first = 1, ...rest] = sizes;
  const reshape = insertBefore(place, 'reshape', { shape: [first, product(rest)] });
  if (sizes.length === 3) return [insertBefore(place, 'image-to-sequence'), reshape];
  return sizes.length === 1 ? [reshape, insertBefore(place, 'repeat-vector')] : [reshape];
}

/** Null for numbers [B, H, W, C] whose channels are known. */
export function expectsPicture(place: Place): Fault | null {
  const { axes } = place.type;
  const fits = axes.length === 4 && typeof axes[3]?.size === 'number';
  return expectsReal(place) ?? (fits ? null : rankMismatch(place, '[B, H, W, C]', pictureFixes(place)));
}

/** Null for numbers [B, T, F] whose features are known. */
export function expectsSequence(place: Place): Fault | null {
  const { axes } = place.type;
  const fits = axes.length === 3 && typeof axes[2]?.size === 'number';
  return expectsReal(place) ?? (fits ? null : rankMismatch(place, '[B, T, F]', sequenceFixes(place)));
}
