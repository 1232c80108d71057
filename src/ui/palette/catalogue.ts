/** The blocks of the registry as the palette groups them, and the search among them. */
import type { BlockDefinition, Family } from '../../blocks/define.ts';
import { registry } from '../../blocks/registry.ts';
import type { MessageKey } from '../../text/catalog.ts';

/** A family; what prepares data stands apart from the data. */
export type PaletteGroup = Family | 'preparation';

/** In the order of the palette. */
export const groupTitles: { readonly [G in PaletteGroup]: MessageKey } = {
  data: 'editor.group-data',
  preparation: 'editor.group-preparation',
  linear: 'editor.group-linear',
  convolution: 'editor.group-convolution',
  pooling: 'editor.group-pooling',
  normalisation: 'editor.group-normalisation',
  recurrent: 'editor.group-recurrent',
  shape: 'editor.group-shape',
  merge: 'editor.group-merge',
  output: 'editor.group-output',
};

export const groupOf = ({ family, role }: BlockDefinition): PaletteGroup => (role === 'preparation' ? role : family);

/** Those that have blocks. */
export const groups = (Object.keys(groupTitles) as PaletteGroup[])
  .map((group) => ({
    group,
    blocks: Object.values<BlockDefinition>(registry).filter((definition) => groupOf(definition) === group),
  }))
  .filter(({ blocks }) => blocks.length > 0);

/** What may stand where the canvas is: in a recurrent cell its parts and what works on one step. */
export const allowed = (blocks: readonly BlockDefinition[], inCell: boolean): readonly BlockDefinition[] =>
  blocks.filter(({ place }) => (inCell ? place !== undefined : place !== 'cell'));

/** Every word of the query must begin a word of the block's title, kind, family or keywords, or stand in its title. */
export function found(blocks: readonly BlockDefinition[], query: string): readonly BlockDefinition[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return blocks.filter((block) => {
    const title = block.title.toLowerCase();
    const hay = [title, block.kind, block.family, ...block.keywords]
      .join(' ')
      .toLowerCase()
      .split(/[\s-]+/);
    return words.every((word) => title.includes(word) || hay.some((each) => each.startsWith(word)));
  });
}
