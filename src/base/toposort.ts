/** Orders the nodes of a directed graph so that every edge points forward, and names the cycles when it cannot. */

export interface TopologicalOrder<T> {
  /** Every node that lies on no cycle and behind none, in an order in which each edge points forward. */
  readonly order: readonly T[];
  /** The strongly connected components with more than one node or a self-edge, each in the order of its edges. */
  readonly cycles: readonly (readonly T[])[];
  /** Nodes that are on no cycle themselves but can only be reached through one. */
  readonly behind: readonly T[];
}

/**
 * Kahn's algorithm, stable: among the nodes that are ready, the one listed first comes first.
 * `successors` may name a node more than once (two wires between the same blocks).
 */
export function toposort<T>(nodes: readonly T[], successors: (node: T) => readonly T[]): TopologicalOrder<T> {
  const waiting = new Map<T, number>(nodes.map((node) => [node, 0]));
  for (const node of nodes) for (const next of successors(node)) waiting.set(next, (waiting.get(next) ?? 0) + 1);
  const position = new Map(nodes.map((node, index) => [node, index]));
  const ready = nodes.filter((node) => waiting.get(node) === 0);
  const order: T[] = [];
  for (let head = 0; head < ready.length; head++) {
    const node = ready[head] as T;
    order.push(node);
    const freed: T[] = [];
    for (const next of successors(node)) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) freed.push(next);
    }
    freed.sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
    ready.push(...freed);
  }
  if (order.length === nodes.length) return { order, cycles: [], behind: [] };
  const done = new Set(order);
  const rest = nodes.filter((node) => !done.has(node));
  const cycles = stronglyConnected(rest, (node) => successors(node).filter((next) => !done.has(next)));
  const onCycle = new Set(cycles.flat());
  return { order, cycles, behind: rest.filter((node) => !onCycle.has(node)) };
}

/** Tarjan's algorithm with a stack of its own, so that a graph of any depth cannot overflow the call stack. */
function stronglyConnected<T>(nodes: readonly T[], successors: (node: T) => readonly T[]): T[][] {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const open: T[] = [];
  const isOpen = new Set<T>();
  const found: T[][] = [];
  for (const start of nodes) {
    if (index.has(start)) continue;
    const work: { node: T; next: readonly T[]; at: number }[] = [];
    const enter = (node: T) => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      open.push(node);
      isOpen.add(node);
      work.push({ node, next: successors(node), at: 0 });
    };
    enter(start);
    while (work.length > 0) {
      const frame = work[work.length - 1] as (typeof work)[number];
      if (frame.at < frame.next.length) {
        const next = frame.next[frame.at++] as T;
        if (!index.has(next)) enter(next);
        else if (isOpen.has(next)) low.set(frame.node, Math.min(low.get(frame.node) ?? 0, index.get(next) ?? 0));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent) low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(frame.node) ?? 0));
      if (low.get(frame.node) !== index.get(frame.node)) continue;
      const component: T[] = [];
      for (;;) {
        const node = open.pop() as T;
        isOpen.delete(node);
        component.unshift(node);
        if (node === frame.node) break;
      }
      if (component.length > 1 || frame.next.includes(frame.node)) found.push(component);
    }
  }
  return found;
}
