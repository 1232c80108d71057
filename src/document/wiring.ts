/** What a graph must keep beyond its format: every id once, every wire between blocks that are there, no cycle. */
import { toposort } from '../base/toposort.ts';
import { type Body, endKey } from './document.ts';
import { type FileFault, type Path, placeOf, wayText } from './fault.ts';
import { wiresWithinStep } from './loop.ts';

/** The faults of a body and of the bodies within it. */
export function wiringFaults(body: Body, path: Path, acceptCycles: boolean): readonly FileFault[] {
  const ids = new Map<string, number>();
  const faults: FileFault[] = [];
  for (const [index, block] of body.blocks.entries()) {
    const first = ids.get(block.id);
    const here = [...path, 'blocks', index];
    if (first === undefined) ids.set(block.id, index);
    else
      faults.push({
        place: placeOf([...here, 'id']),
        code: 'duplicate-id',
        expected: placeOf([...path, 'blocks', first]),
        actual: block.id,
      });
    if (block.body === undefined) continue;
    for (const fault of wiringFaults(block.body, [...here, 'body'], acceptCycles)) faults.push(fault);
  }
  const ends = new Map<string, number>();
  const unknown = (at: Path, id: string) => faults.push({ place: placeOf(at), code: 'unknown-block', actual: id });
  for (const [index, wire] of body.wires.entries()) {
    const here = [...path, 'wires', index];
    for (const side of ['from', 'to'] as const) if (!ids.has(wire[side][0])) unknown([...here, side, 0], wire[side][0]);
    const key = endKey(wire.to);
    const first = ends.get(key);
    if (first === undefined) ends.set(key, index);
    else
      faults.push({
        place: placeOf([...here, 'to']),
        code: 'second-wire',
        expected: placeOf([...path, 'wires', first]),
        actual: key,
      });
  }
  for (const id of Object.keys(body.layout)) if (!ids.has(id)) unknown([...path, 'layout', id], id);
  return acceptCycles ? faults : faults.concat(cycleFaults(body, path));
}

function cycleFaults(body: Body, path: Path): readonly FileFault[] {
  const next = new Map<string, string[]>(body.blocks.map((block) => [block.id, []]));
  for (const { from, to } of wiresWithinStep(body)) if (next.has(to[0])) next.get(from[0])?.push(to[0]);
  return toposort([...next.keys()], (id) => next.get(id) ?? []).cycles.map((component) => {
    const round = shortestRound(component, (id) => next.get(id) ?? []);
    const [start, last] = [round[0], round.at(-1)];
    const closing = body.wires.findIndex(({ from, to }) => from[0] === last && to[0] === start);
    return { place: placeOf([...path, 'wires', closing]), code: 'cycle', actual: wayText([...round, start as string]) };
  });
}

/** The shortest way from the first block of a strongly connected component back to it, without the return. */
function shortestRound(component: readonly string[], next: (id: string) => readonly string[]): readonly string[] {
  const start = component[0] as string;
  const inside = new Set(component);
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    if (next(id).includes(start)) {
      const way = [id];
      for (let at = id; at !== start; ) {
        at = cameFrom.get(at) as string;
        way.unshift(at);
      }
      return way;
    }
    for (const other of next(id)) {
      if (!inside.has(other) || cameFrom.has(other)) continue;
      cameFrom.set(other, id);
      queue.push(other);
    }
  }
  return component;
}

export function countBlocks(body: Pick<Body, 'blocks'>): number {
  return body.blocks.reduce((sum, block) => sum + 1 + (block.body ? countBlocks(block.body) : 0), 0);
}
