/** Thins a curve to what its pixels can show: of each pixel column the lowest and the highest point, so that peaks stay. */

export interface Points {
  readonly x: number[];
  readonly y: number[];
}

/**
 * `x` ascends; a point lies at `x · unit`. At most two points a column in the order in which they came, and the last
 * point of all. Points that are no number are left out.
 */
export function decimate(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  unit: number,
  [from, to]: readonly [number, number],
  columns: number,
): Points {
  const points: Points = { x: [], y: [] };
  const add = (index: number): void => {
    points.x.push((x[index] as number) * unit);
    points.y.push(y[index] as number);
  };
  const start = firstAtLeast(x, from / unit);
  const end = Math.min(y.length, firstAbove(x, to / unit));
  if (end - start <= 2 * columns) {
    for (let i = start; i < end; i++) if (Number.isFinite(y[i])) add(i);
    return points;
  }
  let last = -1;
  let next = start;
  for (let column = 0; column < columns && next < end; column++) {
    const bound =
      column === columns - 1 ? end : firstAtLeast(x, (from + ((column + 1) / columns) * (to - from)) / unit);
    let low = -1;
    let high = -1;
    for (; next < bound && next < end; next++) {
      const value = y[next] as number;
      if (!Number.isFinite(value)) continue;
      if (low < 0 || value < (y[low] as number)) low = next;
      if (high < 0 || value > (y[high] as number)) high = next;
      last = next;
    }
    if (low < 0) continue;
    add(Math.min(low, high));
    if (low !== high) add(Math.max(low, high));
  }
  if (last >= 0 && points.x.at(-1) !== (x[last] as number) * unit) add(last);
  return points;
}

/** The first index whose value is at least `bound`; the length if there is none. */
export function firstAtLeast(ascending: ArrayLike<number>, bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstAbove(ascending: ArrayLike<number>, bound: number): number {
  let index = firstAtLeast(ascending, bound);
  while (index < ascending.length && ascending[index] === bound) index++;
  return index;
}
