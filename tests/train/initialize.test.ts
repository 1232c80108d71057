import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Initializer } from '../../src/ir/graph.ts';
import { initialValues } from '../../src/train/initialize.ts';

const draw = (initializer: Initializer, shape: readonly number[], seed = 1, name = 'dense1/weight') =>
  initialValues({ name, shape, initializer }, seed);

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

describe('initial values', () => {
  it('depend on the seed and the name alone', () => {
    const he: Initializer = { kind: 'he-normal', fanIn: 8, fanOut: 4 };
    expect(draw(he, [8, 4])).toEqual(draw(he, [8, 4]));
    expect(draw(he, [8, 4])).not.toEqual(draw(he, [8, 4], 2));
    expect(draw(he, [8, 4])).not.toEqual(draw(he, [8, 4], 1, 'dense2/weight'));
  });

  it('he-normal: deviation √(2 / fanIn) around 0', () => {
    const values = draw({ kind: 'he-normal', fanIn: 50, fanOut: 200 }, [50, 200]);
    expect(mean(values)).toBeCloseTo(0, 2);
    expect(deviation(values)).toBeCloseTo(Math.sqrt(2 / 50), 2);
  });

  it.each([
    ['glorot-uniform', { kind: 'glorot-uniform', fanIn: 30, fanOut: 20 }, Math.sqrt(6 / 50)],
    ['uniform', { kind: 'uniform', bound: 0.25 }, 0.25],
  ] as const)('%s: fills its interval and stays in it', (_, initializer, bound) => {
    const values = draw(initializer, [100, 100]);
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.fround(bound));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-Math.fround(bound));
    expect(deviation(values)).toBeCloseTo(bound / Math.sqrt(3), 2);
  });

  it('constant: every number is the value', () => {
    expect([...draw({ kind: 'constant', value: 1 }, [3])]).toEqual([1, 1, 1]);
  });

  it('constants: equal parts of the last axis, each of its own value', () => {
    expect([...draw({ kind: 'constants', values: [0, 3] }, [4])]).toEqual([0, 0, 3, 3]);
    expect([...draw({ kind: 'constants', values: [1, 2] }, [2, 4])]).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
  });

  it('normal: of the given deviation', () => {
    const values = draw({ kind: 'normal', deviation: 3 }, [200, 200]);
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(deviation(values)).toBeCloseTo(3, 1);
  });

  it('zero-row: one row is zero, the others as without it', () => {
    const others: Initializer = { kind: 'normal', deviation: 1 };
    const [plain, zeroed] = [draw(others, [4, 3]), draw({ kind: 'zero-row', row: 2, others }, [4, 3])];
    expect([...zeroed]).toEqual([...plain.slice(0, 6), 0, 0, 0, ...plain.slice(9)]);
  });

  it('sinusoidal: sines beside cosines, of wavelengths from 2π to 10000·2π', () => {
    const values = draw({ kind: 'sinusoidal' }, [50, 6]);
    const at = (step: number, feature: number) => values[step * 6 + feature] as number;
    expect([0, 1, 2, 3, 4, 5].map((feature) => at(0, feature))).toEqual([0, 1, 0, 1, 0, 1]);
    expect(at(7, 0)).toBeCloseTo(Math.sin(7), 6);
    expect(at(7, 1)).toBeCloseTo(Math.cos(7), 6);
    expect(at(7, 5)).toBeCloseTo(Math.cos(7 / 10_000 ** (4 / 6)), 6);
    expect(draw({ kind: 'sinusoidal' }, [3, 5])[14]).toBeCloseTo(Math.sin(2 / 10_000 ** (4 / 5)), 6);
  });

  it('orthogonal: the shorter side of each block is orthonormal, whatever the shape', () => {
    const size = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 4 }), fc.nat(), (rows, width, blocks, seed) => {
        const columns = width * blocks;
        const values = draw({ kind: 'orthogonal', blocks }, [rows, columns], seed);
        for (let block = 0; block < blocks; block++) {
          const at = (i: number, j: number) => values[i * columns + block * width + j] as number;
          const count = Math.min(rows, width);
          for (let a = 0; a < count; a++) {
            for (let b = 0; b <= a; b++) {
              let product = 0;
              for (let k = 0; k < Math.max(rows, width); k++)
                product += rows >= width ? at(k, a) * at(k, b) : at(a, k) * at(b, k);
              expect(product).toBeCloseTo(a === b ? 1 : 0, 5);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
