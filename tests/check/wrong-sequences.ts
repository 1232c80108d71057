/** Wrong graphs of sequences: lengths that do not fit, padding read as data, tokens that are no numbers. */
import type { WrongGraph } from './wrong-graphs.ts';

export const wrongSequences: readonly WrongGraph[] = [
  {
    story: 'a padded sequence written into one row',
    graph: `
      iris: table dataset=iris
      steps: reshape shape=[4,1] <- iris
      ends: masking <- steps
      flat: flatten <- ends
      dense1: dense units=3 <- flat
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'reads-padding',
        severity: 'suspicious',
        block: 'flat',
        port: 'x',
        sentence:
          'flat reads padding as data: since ends the examples have different lengths, and what fills up the shorter ones means nothing.',
        fix: 'Use Global MaxPool instead of Flatten | −9 parameters → 1',
      },
    ],
  },
  {
    story: 'sequences put end to end, padding between them',
    graph: `
      digits: image
      steps: image-to-sequence <- digits
      ends: masking <- steps
      twice: concat axis=1 <- ends, steps
      pool1: global-max-pool <- twice
      dense1: dense units=10 <- pool1
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'reads-padding',
        severity: 'suspicious',
        block: 'twice',
        port: 'left',
        sentence:
          'twice reads padding as data: since ends the examples have different lengths, and what fills up the shorter ones means nothing.',
        fix: 'Set axis to −1 | +280 parameters → T28×56',
      },
    ],
  },
  {
    story: 'two sequences added that end at different steps',
    graph: `
      iris: table dataset=iris
      steps: reshape shape=[4,1] <- iris
      zeros: masking <- steps
      ones: masking value=1 <- steps
      both: add <- zeros, ones
      pool1: global-max-pool <- both
      dense1: dense units=3 <- pool1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'lengths-mismatch',
        severity: 'wrong',
        block: 'both',
        port: 'right',
        sentence:
          'both takes its inputs step by step, but they end at different steps: left where zeros says, right where ones says.',
        fix: 'Remove ones | → T4×1',
      },
    ],
  },
  {
    story: 'one answer for a sequence of scores',
    graph: `
      digits: image
      steps: image-to-sequence <- digits
      dense1: dense units=10 <- steps
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        sentence: 'loss works on [B, 10], but dense1 gives [B, T28, F10].',
        fix: 'Put a Last step on the prediction wire | → 10',
      },
    ],
  },
  {
    story: 'an embedding of numbers',
    graph: `
      iris: table dataset=iris
      embedding1: embedding <- iris
      dense1: dense units=3 <- embedding1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'expects-index',
        severity: 'wrong',
        block: 'embedding1',
        port: 'x',
        sentence: 'embedding1: x must be token ids [B], but iris.features gives numbers [B, F4].',
        fix: 'Wire iris.label to embedding1',
      },
    ],
  },
  {
    story: 'a padding token that the vocabulary does not have',
    graph: `
      digits: image
      embedding1: embedding padding=true paddingId=10 <- digits.label
      dense1: dense units=10 <- embedding1
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'embedding1',
        param: 'paddingId',
        sentence: 'embedding1: its id is 10; expected a whole number from 0 to 9.',
        fix: 'Set its id to 0 | → 64',
      },
    ],
  },
  {
    story: 'parts that do not come out even',
    graph: `
      iris: table dataset=iris
      split1: split parts=3 <- iris
      dense1: dense units=3 <- split1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'split1',
        param: 'parts',
        sentence: 'split1: parts is 3; expected a divisor of 4.',
        fix: 'Set parts to 2 | → 2',
      },
    ],
  },
];
