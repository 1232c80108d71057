/** Text, speech, series and memory: what the sequence templates reach on data that they have not seen. */
import { type Target, threeSeeds } from './target.ts';
import { accuracyOf, meanAccuracy, percent } from './training.ts';

const meanOfThree = (template: string, least: number, on: string): Target => ({
  trainings: threeSeeds(template),
  claims: (runs) => {
    const mean = meanAccuracy(runs);
    const what = `${template}, mean of three seeds: ${percent(mean)} on ${on} (at least ${percent(least)})`;
    return [{ what, holds: mean >= least }];
  },
});

export const languageCnn = meanOfThree('language-cnn', 0.98, 'unseen articles');
export const languageLstm = meanOfThree('language-lstm', 0.93, 'unseen articles');
export const speech = meanOfThree('speech-conv-lstm', 0.95, 'unheard voices');

/** Delayed recall over 100 steps: what stays at chance and what learns, from every seed. */
const recall = (template: string, holds: (accuracy: number) => boolean, bound: string): Target => ({
  trainings: threeSeeds(template),
  claims: (runs) =>
    runs.map((run, index) => ({
      what: `${template}, seed ${index + 1}: ${percent(accuracyOf(run))} (${bound})`,
      holds: holds(accuracyOf(run)),
    })),
});

export const recalls: readonly Target[] = [
  ...['recall-rnn', 'recall-lstm-bias0'].map((id) => recall(id, (share) => share <= 0.2, 'at most 20 %')),
  ...['recall-almost-lstm', 'recall-lstm'].map((id) => recall(id, (share) => share >= 0.99, 'at least 99 %')),
];

export const forecast: Target = {
  trainings: threeSeeds('weather-forecast'),
  claims: (runs) =>
    runs.map(({ test: { loss, baseline = Number.NaN } }, index) => ({
      what:
        `weather-forecast, seed ${index + 1}: mean squared error ${loss.toFixed(4)} ` +
        `against ${baseline.toFixed(4)} of "as the day before"`,
      holds: loss < baseline,
    })),
};
