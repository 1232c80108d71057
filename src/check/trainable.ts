/** The part of the graph that is trained: the blocks from which a loss can be reached. */
import type { BlockId, End } from '../document/document.ts';
import type { Pass } from './pass.ts';
import type { CheckedBlock, CheckedGraph } from './report.ts';

/** Losses and everything that they are computed from, in an order in which inputs come first. */
export function reachingLoss(pass: Pass): ReadonlySet<BlockId> {
  const reaching = new Set<BlockId>();
  for (const [id, known] of pass.known) if (known.definition.role === 'loss') reaching.add(id);
  // A set that is iterated also visits what is added meanwhile.
  for (const id of reaching) for (const [from] of pass.wiring.into.get(id)?.values() ?? []) reaching.add(from);
  return new Set(pass.wiring.order.filter((id) => reaching.has(id)));
}

export function checkedGraph(
  blocks: ReadonlyMap<BlockId, CheckedBlock>,
  pass: Pass,
  reaching: ReadonlySet<BlockId>,
): CheckedGraph {
  const order = [...reaching].map((id) => blocks.get(id) as CheckedBlock);
  const sources = sourcesOf(reaching, pass);
  const withRole = (role: string): readonly CheckedBlock[] => order.filter((block) => block.definition?.role === role);
  return { order, sources, data: withRole('data'), losses: withRole('loss') };
}

/** For each block and input port: where its wire comes from. */
export function sourcesOf(blocks: Iterable<BlockId>, pass: Pass): CheckedGraph['sources'] {
  // Without a prototype, so that any id is only a name.
  const sources: { [block: BlockId]: { readonly [port: string]: End } } = Object.create(null);
  for (const id of blocks) sources[id] = wiredInputs(id, pass);
  return sources;
}

function wiredInputs(id: BlockId, pass: Pass): { readonly [port: string]: End } {
  const sources: { [port: string]: End } = {};
  for (const { name } of pass.known.get(id)?.inputs ?? []) {
    const from = pass.wiring.into.get(id)?.get(name);
    if (from !== undefined) sources[name] = from;
  }
  return sources;
}
