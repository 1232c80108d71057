/** Magnitudes over many decades as places on one scale. */

/** Whole powers of ten at the ends of a scale. */
export interface Decades {
  readonly low: number;
  readonly high: number;
}

/**
 * The decades that hold the positive values, at most `most` of them down from the largest: what is smaller lies at the lower
 * end. At least one decade; null where nothing is positive.
 */
export function decadesOf(all: Iterable<ArrayLike<number>>, most: number): Decades | null {
  let least = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const values of all) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (!(value > 0) || value === Number.POSITIVE_INFINITY) continue;
      if (value < least) least = value;
      if (value > largest) largest = value;
    }
  }
  if (largest === 0) return null;
  const high = Math.ceil(Math.log10(largest));
  const low = Math.max(Math.floor(Math.log10(least)), high - most);
  return { low: Math.min(low, high - 1), high };
}

/** 0 at the lower end and below it, 1 at the upper end. */
export function shareOf(value: number, { low, high }: Decades): number {
  if (!(value > 0)) return 0;
  return Math.min(Math.max((Math.log10(value) - low) / (high - low), 0), 1);
}
