/** Digits by LeNet: accuracy, parameters, and equal curves for equal seeds. */
import type { Target } from './target.ts';
import { accuracyOf, meanAccuracy, percent } from './training.ts';

export const lenet: Target = {
  trainings: [1, 2, 3, 1].map((seed) => ({ template: 'lenet', seed, epochs: 3 })),
  claims: (trained) => {
    const runs = trained.slice(0, 3);
    const [one, two, , again] = trained;
    const mean = meanAccuracy(runs);
    return [
      ...runs.map((run, index) => ({
        what: `lenet, 3 epochs, seed ${index + 1}: ${percent(accuracyOf(run))} on the test part (at least 98.0 %)`,
        holds: accuracyOf(run) >= 0.98,
      })),
      { what: `lenet, mean of three seeds: ${percent(mean)} (at least 98.2 %)`, holds: mean >= 0.982 },
      { what: `lenet has 20,490 parameters: ${one?.parameters}`, holds: one?.parameters === 20_490 },
      {
        what: 'the same seed twice gives the same curve, bit for bit',
        holds: one !== undefined && one.curve === again?.curve,
      },
      { what: 'another seed gives another curve', holds: one !== undefined && one.curve !== two?.curve },
    ];
  },
};

export const lenetNorm: Target = {
  trainings: [{ template: 'lenet-norm', seed: 1, epochs: 8 }],
  claims: (runs) =>
    runs.map((run) => ({
      what: `lenet-norm, 8 epochs: ${percent(accuracyOf(run))} on the test part (at least 99.0 %)`,
      holds: accuracyOf(run) >= 0.99,
    })),
};
