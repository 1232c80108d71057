/** The longest way through a graph from its data to its loss: what a template's picture shows. */
import type { BlockDefinition } from '../../blocks/define.ts';
import { blockOf } from '../../blocks/registry.ts';
import type { Block, Document } from '../../document/document.ts';

/** Left out one after the other until few enough are left: what rearranges, normalises, bends, prepares the data. */
const quiet: readonly ((definition: BlockDefinition) => boolean)[] = [
  ({ family }) => family === 'shape',
  ({ family }) => family === 'normalisation',
  ({ kind }) => kind === 'activation',
  ({ role }) => role === 'preparation',
];

export function chainOf({ blocks, wires }: Pick<Document, 'blocks' | 'wires'>, most: number): readonly Block[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const longest = new Map<string, readonly Block[]>();
  const from = (block: Block): readonly Block[] => {
    const known = longest.get(block.id);
    if (known !== undefined) return known;
    // A cycle comes back here while this is being found: there is nothing more to add.
    longest.set(block.id, []);
    const ways = wires
      .filter((wire) => wire.from[0] === block.id)
      .flatMap((wire) => byId.get(wire.to[0]) ?? [])
      .map(from);
    const best = ways.reduce<readonly Block[]>((a, b) => (b.length > a.length ? b : a), []);
    longest.set(block.id, [block, ...best]);
    return longest.get(block.id) ?? [block];
  };
  let chain = blocks
    .filter((block) => blockOf(block.kind)?.role === 'data')
    .map(from)
    .reduce<readonly Block[]>((a, b) => (b.length > a.length ? b : a), []);
  for (const isQuiet of quiet) {
    if (chain.length <= most) break;
    chain = chain.filter(({ kind }) => {
      const definition = blockOf(kind);
      return definition === null || !isQuiet(definition);
    });
  }
  return chain;
}
