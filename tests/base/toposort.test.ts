import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toposort } from '../../src/base/toposort.ts';

type Edges = readonly (readonly [from: number, to: number])[];

const sort = (count: number, edges: Edges) =>
  toposort(
    Array.from({ length: count }, (_, node) => node),
    (node) => edges.filter(([from]) => from === node).map(([, to]) => to),
  );

const graphArb = fc.integer({ min: 1, max: 9 }).chain((count) => {
  const node = fc.nat(count - 1);
  return fc.tuple(fc.constant(count), fc.array(fc.tuple(node, node), { maxLength: 14 }));
});

/** Which nodes can be reached from which, by at least one edge (Warshall). */
function reach(count: number, edges: Edges): boolean[][] {
  const to = Array.from({ length: count }, () => Array.from({ length: count }, () => false));
  const set = (a: number, b: number) => {
    (to[a] as boolean[])[b] = true;
  };
  for (const [a, b] of edges) set(a, b);
  for (let k = 0; k < count; k++)
    for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) if (to[a]?.[k] && to[k]?.[b]) set(a, b);
  return to;
}

describe('toposort', () => {
  it('puts what is needed first, and what is listed first before the rest', () => {
    expect(
      sort(5, [
        [3, 1],
        [1, 0],
        [4, 0],
      ]),
    ).toEqual({ order: [2, 3, 4, 1, 0], cycles: [], behind: [] });
    expect(sort(3, []).order).toEqual([0, 1, 2]);
  });

  it('takes two wires between the same blocks for one', () => {
    expect(
      sort(2, [
        [1, 0],
        [1, 0],
      ]).order,
    ).toEqual([1, 0]);
  });

  it('names cycles in the order of their edges, and what stands behind them', () => {
    const { order, cycles, behind } = sort(6, [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 1],
      [3, 4],
      [5, 5],
    ]);
    expect(order).toEqual([0]);
    expect(cycles).toEqual([[1, 2, 3], [5]]);
    expect(behind).toEqual([4]);
  });

  it('tells every node apart by what it can reach', () => {
    fc.assert(
      fc.property(graphArb, ([count, edges]) => {
        const { order, cycles, behind } = sort(count, edges);
        const to = reach(count, edges);
        const nodes = Array.from({ length: count }, (_, node) => node);
        const onCycle = nodes.filter((node) => to[node]?.[node]);
        expect(cycles.flat().sort()).toEqual(onCycle);
        for (const cycle of cycles)
          for (const a of nodes) expect(cycle.includes(a)).toBe(cycle.some((b) => to[a]?.[b] && to[b]?.[a]));
        expect([...behind].sort()).toEqual(
          nodes.filter((node) => !onCycle.includes(node) && onCycle.some((each) => to[each]?.[node])),
        );
        expect([...order, ...behind, ...onCycle].sort()).toEqual(nodes);
        for (const [from, after] of edges)
          if (order.includes(after)) expect(order.indexOf(from)).toBeLessThan(order.indexOf(after));
      }),
      { numRuns: 500 },
    );
  });

  it('goes through a chain of any length without running out of stack', () => {
    const count = 50_000;
    const nodes = Array.from({ length: count }, (_, node) => node);
    expect(toposort(nodes, (node) => (node + 1 < count ? [node + 1] : [])).order).toHaveLength(count);
    expect(toposort(nodes, (node) => [(node + 1) % count]).cycles[0]).toHaveLength(count);
  });
});
