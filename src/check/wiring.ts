/** A body's wires, indexed both ways. Whatever the body holds, nothing here throws. */
import { toposort } from '../base/toposort.ts';
import type { Block, BlockId, Body, End, Port, Wire } from '../document/document.ts';
import { isForNextStep } from '../document/loop.ts';

export interface Wiring {
  /** In the order of the body; of blocks that share an id only the first. */
  readonly blocks: ReadonlyMap<BlockId, Block>;
  /** For each block and input port, the output that the wire comes from. */
  readonly into: ReadonlyMap<BlockId, ReadonlyMap<Port, End>>;
  /** For each block, the wires that leave it. */
  readonly outOf: ReadonlyMap<BlockId, readonly Wire[]>;
  /** Blocks in an order in which inputs come first, but for those that are for the next step; those of a cycle stand together. */
  readonly order: readonly BlockId[];
  readonly cycles: readonly Cycle[];
}

/** Blocks that all wait for each other. */
export interface Cycle {
  readonly members: ReadonlySet<BlockId>;
  /** The shortest loop through `closing`, in the direction of the wires, from the block that it enters. */
  readonly loop: readonly BlockId[];
  /** The youngest wire of the cycle: taking it out is most likely what its author wants. */
  readonly closing: Wire;
}

/** Wires from or to blocks that do not exist are left out; of two wires into one port the later counts, as in an edit. */
export function wiringOf(body: Pick<Body, 'blocks' | 'wires'>): Wiring {
  const blocks = new Map<BlockId, Block>();
  for (const block of body.blocks) if (!blocks.has(block.id)) blocks.set(block.id, block);
  const wires = wiresThatCount(body, blocks);
  const into = new Map<BlockId, Map<Port, End>>();
  const outOf = new Map<BlockId, Wire[]>();
  for (const wire of wires) {
    const { from, to } = wire;
    into.set(to[0], (into.get(to[0]) ?? new Map<Port, End>()).set(to[1], from));
    const leaving = outOf.get(from[0]);
    if (leaving === undefined) outOf.set(from[0], [wire]);
    else leaving.push(wire);
  }
  const withinStep = wires.filter(({ to }) => !isForNextStep(blocks.get(to[0])?.kind, to[1]));
  return { blocks, into, outOf, ...ordered([...blocks.keys()], withinStep) };
}

function wiresThatCount({ wires }: Pick<Body, 'wires'>, blocks: ReadonlyMap<BlockId, Block>): readonly Wire[] {
  const taken = new Map<BlockId, Set<Port>>();
  const counting: Wire[] = [];
  for (const wire of wires.toReversed()) {
    const [id, port] = wire.to;
    const ports = taken.get(id) ?? new Set<Port>();
    if (ports.has(port) || !blocks.has(wire.from[0]) || !blocks.has(id)) continue;
    taken.set(id, ports.add(port));
    counting.push(wire);
  }
  return counting.reverse();
}

function ordered(ids: readonly BlockId[], wires: readonly Wire[]): Pick<Wiring, 'order' | 'cycles'> {
  const successors = new Map<BlockId, BlockId[]>(ids.map((id) => [id, []]));
  for (const { from, to } of wires) successors.get(from[0])?.push(to[0]);
  const sorted = toposort(ids, (id) => successors.get(id) ?? []);
  if (sorted.cycles.length === 0) return { order: sorted.order, cycles: [] };
  const cycleOf = new Map<BlockId, number>();
  sorted.cycles.forEach((members, index) => {
    for (const member of members) cycleOf.set(member, index);
  });
  const inside = (from: BlockId, to: BlockId): boolean => {
    const cycle = cycleOf.get(from);
    return cycle !== undefined && cycle === cycleOf.get(to);
  };
  // Without the wires inside each cycle nothing is circular any more.
  const { order } = toposort(ids, (id) => (successors.get(id) ?? []).filter((next) => !inside(id, next)));
  const cycles = sorted.cycles.map((component): Cycle => {
    const members = new Set(component);
    const closing = wires.findLast((wire) => members.has(wire.from[0]) && members.has(wire.to[0])) as Wire;
    const loop = loopFrom(closing, (id) => (successors.get(id) ?? []).filter((next) => members.has(next)));
    return { members, loop, closing };
  });
  return { order, cycles };
}

/** The shortest way from where the wire ends back to where it begins. */
function loopFrom(closing: Wire, successors: (id: BlockId) => readonly BlockId[]): readonly BlockId[] {
  const start = closing.to[0];
  const cameFrom = new Map<BlockId, BlockId | null>([[start, null]]);
  for (const id of cameFrom.keys()) {
    for (const next of successors(id)) if (!cameFrom.has(next)) cameFrom.set(next, id);
  }
  const loop: BlockId[] = [];
  for (let at: BlockId | null = closing.from[0]; at !== null; at = cameFrom.get(at) ?? null) loop.unshift(at);
  return loop;
}
