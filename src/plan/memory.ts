/** One arena for all intermediate values: places by lifetime, with neighbours in time sharing space. */

/** Offsets in the arena are multiples of this many elements: a cache line of f32. */
const alignment = 16;

/** What needs a place from the call `start`, which writes it, to the call `end`, the last that reads it (∞: to the end). */
export interface Lifetime {
  readonly length: number;
  readonly start: number;
  readonly end: number;
}

export interface Arena {
  /** By lifetime, in their order. */
  readonly offsets: readonly number[];
  readonly length: number;
  /** The largest sum of lengths (rounded up to the alignment) that are alive in one call. */
  readonly largestLiveSet: number;
}

export function alignUp(length: number, to = alignment): number {
  return Math.ceil(length / to) * to;
}

interface Gap {
  offset: number;
  length: number;
}

/** The free parts of a memory that grows at its end, in the order of their offsets; neighbours are merged. */
class FreeList {
  private readonly gaps: Gap[] = [];
  end = 0;

  /** Best fit: the smallest gap that is large enough; else the end, together with a gap that touches it. */
  take(length: number): number {
    let best = -1;
    for (const [index, gap] of this.gaps.entries()) {
      if (gap.length >= length && (best < 0 || gap.length < this.gaps[best]!.length)) best = index;
    }
    if (best < 0) return this.grow(length);
    const gap = this.gaps[best]!;
    const offset = gap.offset;
    gap.offset += length;
    gap.length -= length;
    if (gap.length === 0) this.gaps.splice(best, 1);
    return offset;
  }

  private grow(length: number): number {
    const last = this.gaps.at(-1);
    const offset = last && last.offset + last.length === this.end ? last.offset : this.end;
    if (offset < this.end) this.gaps.pop();
    this.end = offset + length;
    return offset;
  }

  give(offset: number, length: number): void {
    const found = this.gaps.findIndex((gap) => gap.offset > offset);
    const index = found < 0 ? this.gaps.length : found;
    const before = this.gaps[index - 1];
    const after = this.gaps[index];
    const joinsBefore = before !== undefined && before.offset + before.length === offset;
    const joinsAfter = after !== undefined && offset + length === after.offset;
    if (joinsBefore) before.length += length + (joinsAfter ? after.length : 0);
    else if (joinsAfter) {
      after.offset = offset;
      after.length += length;
    } else this.gaps.splice(index, 0, { offset, length });
    if (joinsBefore && joinsAfter) this.gaps.splice(index, 1);
  }
}

/** Places the lifetimes so that two that share a call never share an element. */
export function placeByLifetime(lifetimes: readonly Lifetime[]): Arena {
  // Where layers shrink on the way forward, placing from the end backward wastes less, and the other way round.
  const forward = placeInOrder(lifetimes);
  if (forward.length === forward.largestLiveSet) return forward;
  const backward = placeInOrder(lifetimes.map(({ length, start, end }) => ({ length, start: -end, end: -start })));
  return forward.length <= backward.length ? forward : backward;
}

/** Best fit, in the order in which the lifetimes begin. */
function placeInOrder(lifetimes: readonly Lifetime[]): Arena {
  const offsets = new Array<number>(lifetimes.length).fill(0);
  const order = [...lifetimes.keys()].sort((a, b) => lifetimes[a]!.start - lifetimes[b]!.start);
  const endings = new Map<number, number[]>();
  const free = new FreeList();
  const calls = [...new Set(lifetimes.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  let live = 0;
  let largestLiveSet = 0;
  let next = 0;
  for (const call of calls) {
    for (; next < order.length && lifetimes[order[next]!]!.start === call; next++) {
      const index = order[next]!;
      const { length, end } = lifetimes[index]!;
      offsets[index] = free.take(alignUp(length));
      live += alignUp(length);
      const ending = endings.get(end);
      if (ending) ending.push(index);
      else endings.set(end, [index]);
    }
    largestLiveSet = Math.max(largestLiveSet, live);
    for (const index of endings.get(call) ?? []) {
      free.give(offsets[index]!, alignUp(lifetimes[index]!.length));
      live -= alignUp(lifetimes[index]!.length);
    }
  }
  return { offsets, length: free.end, largestLiveSet };
}

/** Places them side by side, so that every value is still there at the end. */
export function placeApart(lifetimes: readonly Lifetime[]): Arena {
  let length = 0;
  const offsets = lifetimes.map((lifetime) => {
    const offset = length;
    length += alignUp(lifetime.length);
    return offset;
  });
  return { offsets, length, largestLiveSet: length };
}
