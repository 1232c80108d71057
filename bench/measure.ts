/** How long a call takes. */

/** Milliseconds that this process has computed: time in which others ran on its core does not count. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of one call, once it is warm: the best of many short rounds in so many milliseconds. */
export function measure(run: () => void, milliseconds = 400): number {
  const warm = performance.now() + (3 / 8) * milliseconds;
  while (performance.now() < warm) run();
  let best = Number.POSITIVE_INFINITY;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    let calls = 0;
    const round = performance.now();
    const start = computed();
    do {
      run();
      calls++;
    } while (performance.now() < round + 2);
    best = Math.min(best, (computed() - start) / calls);
  }
  return best;
}
