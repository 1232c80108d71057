import { describe, expect, it } from 'vitest';
import { blockOf } from '../../../src/blocks/registry.ts';
import { emptyDocument } from '../../../src/document/file.ts';
import { templates } from '../../../src/templates/templates.ts';
import { chainOf } from '../../../src/ui/empty/chain.ts';

describe('the picture of a graph', () => {
  it.each(templates)('of $id goes from its data to its loss and fits on a card', ({ document }) => {
    const chain = chainOf(document, 9);
    expect(blockOf(chain[0]?.kind ?? '')?.role).toBe('data');
    expect(blockOf(chain.at(-1)?.kind ?? '')?.role).toBe('loss');
    expect(chain.length).toBeLessThanOrEqual(9);
  });

  it('of nothing is nothing, and a cycle has an end', () => {
    expect(chainOf(emptyDocument('nothing'), 9)).toEqual([]);
    const block = (id: string, kind: string) => ({ id, kind, params: {} });
    const blocks = [block('image1', 'image'), block('a', 'flatten'), block('b', 'flatten')];
    const wires = [
      { from: ['image1', 'image'], to: ['a', 'x'] },
      { from: ['a', 'y'], to: ['b', 'x'] },
      { from: ['b', 'y'], to: ['a', 'x'] },
    ] as const;
    expect(chainOf({ blocks, wires }, 9).map((each) => each.id)).toEqual(['image1', 'a', 'b']);
  });
});
