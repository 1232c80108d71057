/** Wrong series and sounds: what cannot be made of the data is said before anything is trained. */
import type { WrongGraph } from './wrong-graph.ts';

/** A classifier of spoken words by a spectrogram of these parameters. */
const heard = (params: string): string => `
      words: sound
      pitches: spectrogram ${params} <- words
      gru1: gru <- pitches
      dense1: dense units=10 <- gru1
      loss: cross-entropy <- dense1, words.label`;

export const wrongMeasured: readonly WrongGraph[] = [
  {
    story: 'a series with gaps',
    graph: `
      air: series dataset=co2
      window: window <- air
      flat: flatten <- window
      dense1: dense units=1 <- flat
      loss: mean-squared <- dense1, window.next`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'air',
        param: 'gaps',
        sentence:
          'air: gaps is "refuse"; expected a way to fill the 5 months of 746 in which nothing was measured: line or hold.',
        fix: 'Set gaps to line | → T746×2',
      },
    ],
  },
  {
    story: 'a window longer than its series',
    graph: `
      earth: series dataset=global-temperature
      window: window window=200 horizon=4 <- earth
      flat: flatten <- window
      dense1: dense units=4 <- flat
      loss: mean-squared <- dense1, window.next`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'window',
        param: 'window',
        sentence:
          'window: window is 200; expected at most 17, so that a window and the 4 steps after it fit into the shortest part of the data, which has 21 steps.',
        fix: 'Set window to 17 | → T17×1',
      },
    ],
  },
  {
    story: 'a forecast of a column that is not there',
    graph: `
      earth: series dataset=global-temperature
      window: window window=5 target=2 <- earth
      flat: flatten <- window
      dense1: dense units=1 <- flat
      loss: mean-squared <- dense1, window.next`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'window',
        param: 'target',
        sentence: 'window: target column is 2; expected at most 1, the number of columns that come in.',
        fix: 'Set target column to 1 | → T5×1',
      },
    ],
  },
  {
    story: 'a forecast of two days compared with one',
    graph: `
      weather: series
      window: window horizon=2 <- weather
      lstm1: lstm units=4 <- window
      dense1: dense units=1 <- lstm1
      loss: mean-squared <- dense1, window.next`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        axis: 1,
        sentence:
          'loss needs equal shapes: prediction is [B, 1] from dense1, target is [B, 2] from window.next; features 2 ≠ 1. Features = 1 start at dense1.',
        fix: 'In dense1, set units to 2 | +5 parameters → 2',
      },
    ],
  },
  {
    story: 'a spectrogram of a picture',
    graph: `
      digits: image
      pitches: spectrogram <- digits
      gru1: gru <- pitches
      dense1: dense units=10 <- gru1
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'pitches',
        port: 'x',
        sentence: 'pitches works on [B, T, F1], but digits.image gives [B, H28, W28, C1]: a picture has no steps.',
        fix: 'Remove pitches',
      },
    ],
  },
  {
    story: 'more bands than the window tells apart',
    graph: heard('window=8 hop=8 bands=40'),
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'pitches',
        param: 'bands',
        sentence:
          'pitches: mel bands is 40; expected at most 22, because a window of 8 ms cannot tell the frequencies of more bands apart.',
        fix: 'Set mel bands to 22 | → T125×22',
      },
    ],
  },
  {
    story: 'more coefficients than bands',
    graph: heard('features=mfcc bands=12 coefficients=13'),
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'pitches',
        param: 'coefficients',
        sentence: 'pitches: coefficients is 13; expected at most 12, the number of mel bands.',
        fix: 'Set coefficients to 12 | → T61×12',
      },
    ],
  },
  {
    story: 'a window longer than the sound',
    graph: heard('rate=16000 window=1000'),
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'pitches',
        param: 'window',
        sentence: 'pitches: window is 1000; expected at most 500 ms, for a sound of 8000 samples.',
        fix: 'Set window to 500 | → T1×40',
      },
    ],
  },
];
