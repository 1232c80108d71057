import { describe, expect, it } from 'vitest';
import { registry } from '../../../src/blocks/registry.ts';
import { formulaParts, writtenFormula } from '../../../src/ui/inspector/formula.ts';

const strong = (line: string): readonly string[] =>
  formulaParts(line)
    .filter((part) => part.strong)
    .map((part) => part.text);

describe('a formula as the parameters have it', () => {
  const { conv2d, activation, dense } = registry;

  it('names the activation, or none', () => {
    expect(writtenFormula(conv2d, { activation: 'relu', bias: true })).toBe('y = ReLU(W ∗ x + b)');
    expect(writtenFormula(conv2d, { activation: 'none', bias: true })).toBe('y = W ∗ x + b');
    expect(writtenFormula(activation, { function: 'tanh' })).toBe('y = Tanh(x)');
  });

  it('leaves out a bias that is switched off', () => {
    expect(writtenFormula(dense, { activation: 'none', bias: false })).toBe('y = x·W');
  });

  it.each(Object.values(registry))('of $kind: every line is cut into pieces that make it up again', (definition) => {
    const line = writtenFormula(definition, {});
    const parts = formulaParts(line);
    expect(parts.map(({ text, below }) => (below ? `_{${text}}` : text)).join('')).toBe(
      line.replaceAll(/_([\p{L}\d])(?![\p{L}\d])/gu, '_{$1}'),
    );
  });
});

describe('what stands out in a line', () => {
  it('is tensors, not functions', () => {
    expect(strong('y = ReLU(W ∗ x + b)')).toEqual(['y', 'W', 'x', 'b']);
    expect(strong('y = left + right')).toEqual(['y', 'left', 'right']);
    expect(strong('y = max(window of x)')).toEqual(['y', 'x']);
  });

  it('is no index, which is written below the line', () => {
    const line = 'h_t = φ(W_x·x_t + W_h·h_{t−1} + b), running_mean';
    const parts = formulaParts(line);
    expect(parts.filter(({ below }) => below).map(({ text }) => text)).toEqual(['t', 'x', 't', 'h', 't−1']);
    expect(strong(line)).toEqual(['h', 'W', 'x', 'W', 'h', 'b']);
    expect(parts.at(-1)?.text).toContain('running_mean');
  });

  it('is the numbers that come out', () => {
    expect(strong('height ⌈28 / 1⌉ = 28, channels 16')).toEqual(['28', '16']);
    expect(strong('features 14·14·1,568 = 307,328')).toEqual(['307,328']);
    expect(strong('features 784 → 64')).toEqual(['64']);
  });
});
