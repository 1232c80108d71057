/** Steps of a series at which nothing was measured (NaN), filled in from those around them. */

/**
 * In place, column by column of `values` [steps, columns]. `line`: on a straight line between the neighbours; `hold`: as the
 * last one before, so that nothing is known ahead of its time. What has no neighbour on one side is like the one on the other.
 */
export function fillGaps(values: Float32Array, columns: number, rule: 'line' | 'hold'): void {
  const steps = values.length / columns;
  for (let column = 0; column < columns; column++) {
    const at = (step: number): number => values[step * columns + column] as number;
    let before: number | null = null;
    for (let step = 0; step < steps; step++) {
      if (!Number.isNaN(at(step))) {
        before = step;
        continue;
      }
      let after = step;
      while (after < steps && Number.isNaN(at(after))) after++;
      const end = after < steps ? at(after) : null;
      const start = before === null ? end : at(before);
      for (let gap = step; gap < after; gap++) {
        const share = rule === 'line' && before !== null && end !== null ? (gap - before) / (after - before) : 0;
        values[gap * columns + column] = (start ?? 0) + share * ((end ?? 0) - (start ?? 0));
      }
      step = after - 1;
    }
  }
}
