import { describe, expect, it } from 'vitest';
import { defaultTraining, type Training } from '../../src/document/training.ts';
import { learningRateAt } from '../../src/train/schedule.ts';

const settings = (change: Partial<Training>): Training => ({
  ...defaultTraining,
  learningRate: 0.1,
  epochs: 10,
  ...change,
});

describe('the learning rate', () => {
  it('constant: the same at every step', () => {
    for (const step of [0, 1, 57, 99]) expect(learningRateAt(settings({}), step, 10)).toBe(0.1);
  });

  it('step: multiplied by the factor after every so many epochs', () => {
    const training = settings({ schedule: { kind: 'step', every: 3, factor: 0.5 } });
    expect(learningRateAt(training, 29, 10)).toBe(0.1);
    expect(learningRateAt(training, 30, 10)).toBeCloseTo(0.05, 12);
    expect(learningRateAt(training, 59, 10)).toBeCloseTo(0.05, 12);
    expect(learningRateAt(training, 60, 10)).toBeCloseTo(0.025, 12);
  });

  it('cosine: full at first, half-way in the middle, the floor at the last step', () => {
    const training = settings({ schedule: { kind: 'cosine', floor: 0.2 } });
    expect(learningRateAt(training, 0, 10)).toBeCloseTo(0.1, 12);
    expect(learningRateAt(training, 49.5, 10)).toBeCloseTo(0.06, 12);
    expect(learningRateAt(training, 99, 10)).toBeCloseTo(0.02, 12);
  });

  it('warm-up: grows by equal shares up to the full rate, and the schedule begins behind it', () => {
    const training = settings({ warmup: 4, schedule: { kind: 'cosine', floor: 0 } });
    const rates = [0, 1, 2, 3, 4].map((step) => learningRateAt(training, step, 10));
    for (const [index, share] of [0.25, 0.5, 0.75, 1, 1].entries()) expect(rates[index]).toBeCloseTo(0.1 * share, 12);
    expect(learningRateAt(training, 99, 10)).toBeCloseTo(0, 12);
  });
});
