import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { namerOf } from '../../src/check/names.ts';
import { stepsOf, story } from '../../src/check/story.ts';
import type { AxisName } from '../../src/tensor/shape.ts';
import { graph } from './graph-text.ts';

/** The story of an axis of what arrives at `block`. */
function told(text: string, block: string, name: AxisName): string {
  const document = graph(text);
  const report = check(document);
  const axis = report.blocks.get(block)?.inputs.x?.axes.find((each) => each.name === name);
  return story(axis!.trace!, name, namerOf(document, report))
    .map((run) => run.text)
    .join('');
}

describe('where a size comes from', () => {
  it('is told change by change; blocks that keep it are no news', () => {
    const text = `
      digits: image
      conv1: conv2d kernel=[5,5] <- digits
      relu1: activation <- conv1
      same1: conv2d padding=same <- relu1
      pool1: max-pool <- same1
      flatten: flatten <- pool1`;
    expect(told(text, 'flatten', 'H')).toBe('Height went 28 → 24 (conv1) → 12 (pool1).');
  });

  it('begins at the last parameter that sets it, even to the size that came before', () => {
    const text = `
      digits: image
      conv1: conv2d filters=64 <- digits
      conv2: conv2d filters=64 <- conv1
      pool1: max-pool <- conv2`;
    expect(told(text, 'pool1', 'C')).toBe('Channels = 64 start at conv2.');
    expect(told(text, 'conv1', 'C')).toBe('Channels = 1 start at digits.');
  });

  it('is shortened to its last steps in a long chain', () => {
    const convs = Array.from(
      { length: 12 },
      (_, index) => `c${index + 1}: conv2d <- ${index === 0 ? 'digits' : `c${index}`}`,
    );
    const text = ['digits: image', ...convs, 'end: flatten <- c12'].join('\n');
    expect(told(text, 'end', 'W')).toBe(
      'Width went 28 → … → 18 (c5) → 16 (c6) → 14 (c7) → 12 (c8) → 10 (c9) → 8 (c10) → 6 (c11) → 4 (c12).',
    );
    const trace = check(graph(text)).blocks.get('end')!.inputs.x!.axes[2]!.trace!;
    expect(stepsOf(trace)).toHaveLength(13);
  });
});
