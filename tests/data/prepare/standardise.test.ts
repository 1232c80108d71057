import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/data/column.ts';
import { prepareStandardise } from '../../../src/data/prepare/standardise.ts';
import { columnOf, type Examples, typeOf, valuesOf } from './columns.ts';

const features = 2;
const cells = fc.array(
  fc
    .array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: features, maxLength: 5 * features })
    .filter((values) => values.length % features === 0)
    .map((values): Cell => ({ values, steps: values.length / features })),
  { minLength: 1, maxLength: 4 },
);
const examples: fc.Arbitrary<Examples> = fc.record({ train: cells, validation: cells, test: cells });

async function standardised(from: Examples) {
  const type = typeOf(`T5 F${features}`);
  const quantities = ['a', 'b'].map((name) => ({ name, unit: 'm', mean: 0, deviation: 1 }));
  const { y } = await prepareStandardise({
    block: 'standardise1',
    params: {},
    inputs: { x: columnOf(from, { quantities }) },
    types: { inputs: { x: type }, outputs: { y: type } },
  });
  return y!;
}

const ofFeature = (values: readonly number[], feature: number): readonly number[] =>
  values.filter((_, index) => index % features === feature);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('Standardise', () => {
  it('gives every feature of the training part mean 0 and deviation 1', async () => {
    await fc.assert(
      fc.asyncProperty(examples, async (from) => {
        const y = await standardised(from);
        const all = from.train.flatMap((_, index) => valuesOf(y.read('train', index, null)));
        const before = from.train.flatMap(valuesOf);
        for (const feature of [0, 1]) {
          const values = ofFeature(all, feature);
          const raw = ofFeature(before, feature);
          const spread = Math.sqrt(mean(raw.map((value) => (value - mean(raw)) ** 2)));
          // Where values hardly differ, f32 and rounding decide.
          if (spread < 0.01) continue;
          expect(mean(values)).toBeCloseTo(0, 4);
          expect(Math.sqrt(mean(values.map((value) => value * value)))).toBeCloseTo(1, 3);
        }
      }),
    );
  });

  it('knows nothing of validation and test', async () => {
    await fc.assert(
      fc.asyncProperty(examples, examples, async (one, other) => {
        const [y, z] = [await standardised(one), await standardised({ ...other, train: one.train })];
        for (const index of one.train.keys()) {
          expect(z.read('train', index, null)).toEqual(y.read('train', index, null));
        }
        expect(z.quantities).toEqual(y.quantities);
      }),
    );
  });

  it('counts real steps alone: padding does not move the mean', async () => {
    const part = [{ values: [1, 10, 3, 30, 999, 999], steps: 2 }];
    const y = await standardised({ train: part, validation: part, test: part });
    expect(valuesOf(y.read('test', 0, null)).slice(0, 4)).toEqual([-1, -1, 1, 1]);
  });

  it('tells the way back to the units in which the data came', async () => {
    await fc.assert(
      fc.asyncProperty(examples, async (from) => {
        const y = await standardised(from);
        const values = valuesOf(y.read('test', 0, null));
        const back = values.map((value, i) => {
          const { mean, deviation } = y.quantities![i % features]!;
          return mean + deviation * value;
        });
        const expected = valuesOf(from.test[0]!);
        for (const [i, value] of back.entries()) {
          expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(
            1e-6 * (1 + Math.abs(value) + Math.abs(y.quantities![i % features]!.mean)),
          );
        }
      }),
    );
  });

  it('leaves a feature that never changes at 0', async () => {
    const part = [{ values: [5, 1, 5, 2], steps: 2 }];
    const y = await standardised({ train: part, validation: part, test: part });
    expect(valuesOf(y.read('train', 0, null))).toEqual([0, -1, 0, 1]);
  });
});
