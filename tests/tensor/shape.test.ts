import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Axis,
  type AxisName,
  axis,
  chipText,
  exampleAxes,
  exampleSize,
  fullText,
  real,
  resized,
  type TensorType,
} from '../../src/tensor/shape.ts';

const batch = axis('B', 'B', 'data');
const of = (...axes: readonly Axis[]): TensorType => ({ axes: [batch, ...axes], element: real });
const picture = of(axis('H', 28, 'data'), axis('W', 28, 'data'), axis('C', 1, 'data'));
const sentence = of(axis('T', 'T', 'data'), axis('F', 32, 'data'));
const label: TensorType = { axes: [batch], element: { of: 'index', classes: 10 } };

describe('a type is written', () => {
  it('on a wire, without the batch', () => {
    expect(chipText(picture)).toBe('28×28×1');
    expect(chipText(of(axis('F', 784, 'data')))).toBe('784');
    expect(chipText(label)).toBe('1');
  });

  it('on a wire with the letter of time, whether its length is known or not', () => {
    expect(chipText(sentence)).toBe('T×32');
    expect(chipText(of(axis('T', 24, 'data'), axis('F', 32, 'data')))).toBe('T24×32');
  });

  it('in full with the names of the axes', () => {
    expect(fullText(picture)).toBe('[B, H28, W28, C1]');
    expect(fullText(sentence)).toBe('[B, T, F32]');
    expect(fullText(label)).toBe('[B]');
  });
});

describe('the size of an example', () => {
  it('counts its numbers; a symbol is bound later and counts as one', () => {
    expect(exampleSize(picture)).toBe(784);
    expect(exampleSize(sentence)).toBe(32);
    expect(exampleSize(label)).toBe(1);
  });

  it('is the product of its axes, whatever they are', () => {
    const anyAxis = fc
      .tuple(fc.constantFrom<AxisName>('T', 'H', 'W', 'C', 'F', 'N'), fc.integer({ min: 1, max: 9 }))
      .map(([name, size]) => axis(name, size, 'data'));
    fc.assert(
      fc.property(fc.array(anyAxis, { maxLength: 5 }), (axes) => {
        const type = of(...axes);
        const product = exampleAxes(type).reduce((sum, { size }) => sum * Number(size), 1);
        expect(exampleSize(type)).toBe(product);
        expect(
          chipText(type)
            .split('×')
            .filter((part) => part !== ''),
        ).toHaveLength(Math.max(axes.length, 1));
      }),
    );
  });
});

describe('the story of a size', () => {
  it('begins with the block that made it and grows by one step with each that changes it', () => {
    const made = axis('H', 28, 'digits');
    const convolved = resized(made, 24, 'conv1');
    expect(made.trace).toEqual({ block: 'digits', size: 28, previous: null });
    expect(convolved).toEqual({
      name: 'H',
      size: 24,
      trace: { block: 'conv1', size: 24, previous: { block: 'digits', size: 28, previous: null } },
    });
  });

  it('names the parameter that set it, where one did', () => {
    expect(axis('C', 16, 'conv1', null, 'filters').trace?.param).toBe('filters');
    expect(axis('C', 16, 'conv1').trace).not.toHaveProperty('param');
  });
});
