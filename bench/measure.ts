/** How long a call takes. */

/** Milliseconds of one call, once it is warm: the best of many short rounds, as other programs may be running. */
export function measure(run: () => void, milliseconds = 400): number {
  const warm = performance.now() + (3 / 8) * milliseconds;
  while (performance.now() < warm) run();
  let best = Number.POSITIVE_INFINITY;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    let calls = 0;
    const start = performance.now();
    do {
      run();
      calls++;
    } while (performance.now() < start + 2);
    best = Math.min(best, (performance.now() - start) / calls);
  }
  return best;
}
