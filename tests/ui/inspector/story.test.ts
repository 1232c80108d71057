import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check/check.ts';
import type { Document } from '../../../src/document/document.ts';
import { applyEdits } from '../../../src/document/edits/apply.ts';
import { emptyDocument } from '../../../src/document/file.ts';
import { storyOf } from '../../../src/ui/inspector/story-rows.ts';

/** Blocks as `conv1 conv2d {"filters": 64}`, wires as `conv1.y conv2.x`. */
function graph(blocks: readonly (readonly [id: string, kind: string, params?: object])[], wires: readonly string[]) {
  const end = (text: string) => text.split('.') as [string, string];
  return applyEdits(emptyDocument('test'), [
    ...blocks.map(
      ([id, kind, params = {}]) =>
        ({ kind: 'add-block', block: { id, kind, params: params as never }, position: { x: 0, y: 0 } }) as const,
    ),
    ...wires.map((wire) => {
      const [from = '', to = ''] = wire.split(' ');
      return { kind: 'connect', from: end(from), to: end(to) } as const;
    }),
  ]).document;
}

function storyAt(document: Document, block: string) {
  const fault = check(document).diagnostics.find((each) => each.block === block && each.severity === 'wrong');
  if (fault === undefined) throw new Error(`${block} is not wrong`);
  return storyOf(fault);
}

const same = { padding: 'same', filters: 64 };

describe('where a size comes from', () => {
  it('tells both sides of an addition: who made the channels, who kept them, where the odd ones begin', () => {
    const story = storyAt(
      graph(
        [
          ['image1', 'image'],
          ['conv1', 'conv2d', same],
          ['pool1', 'max-pool', { window: [3, 3], stride: 'custom', steps: [1, 1], padding: 'same' }],
          ['add1', 'add'],
        ],
        ['image1.image conv1.x', 'conv1.y pool1.x', 'pool1.y add1.left', 'image1.image add1.right'],
      ),
      'add1',
    );
    expect(story).toMatchObject({ axis: 'C', size: 1, expected: 64 });
    expect(story?.rows.map(({ block, size, what, odd }) => [block, size, what, odd])).toEqual([
      ['image1', 1, 'born', true],
      ['conv1', 64, 'made', false],
      ...(story?.rows.some((row) => row.block === 'pool1') ? [['pool1', 64, 'kept', false]] : []),
    ]);
  });

  it('tells the one side of a kernel that no longer fits', () => {
    const pool = { window: [2, 2] };
    const story = storyAt(
      graph(
        [
          ['image1', 'image'],
          ['pool1', 'max-pool', pool],
          ['pool2', 'max-pool', pool],
          ['conv1', 'conv2d', { kernel: [9, 9] }],
        ],
        ['image1.image pool1.x', 'pool1.y pool2.x', 'pool2.y conv1.x'],
      ),
      'conv1',
    );
    expect(story).toMatchObject({ axis: 'H', size: 7, expected: null });
    expect(story?.rows.map(({ block, size }) => `${block} ${size}`)).toEqual(['image1 28', 'pool1 14', 'pool2 7']);
  });

  it('has nothing to tell of a fault that is not about an axis', () => {
    expect(storyOf({ code: 'no-loss', severity: 'incomplete', block: null, fixes: [] })).toBeNull();
  });
});
