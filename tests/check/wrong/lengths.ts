/** Wrong lengths: padding read as data, sequences that end at different steps, and numbers of steps that do not match. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongLengths: readonly WrongGraph[] = [
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
    story: 'tokens of texts of any length',
    graph: `
      mail: text dataset=mail
      tokens: tokenize <- mail
      embedding1: embedding <- tokens
      pool1: global-max-pool <- embedding1
      dense1: dense units=2 <- pool1
      loss: cross-entropy <- dense1, mail.label`,
    faults: [
      {
        code: 'unbounded-steps',
        severity: 'wrong',
        block: 'embedding1',
        port: 'x',
        axis: 1,
        sentence:
          'embedding1 needs to know how many steps there are at most, but tokens gives [B, T]: as many as each example has.',
        fix: 'Put a Pad or cut before embedding1 | → T128',
      },
    ],
  },
  {
    story: 'sequences of two cuts learnt from step by step',
    graph: `
      mail: text dataset=mail
      tokens: tokenize <- mail
      start: pad <- tokens
      end: pad keep=end <- tokens
      embedding1: embedding <- start
      scores: dense units=256 <- embedding1
      loss: cross-entropy <- scores, end`,
    faults: [
      {
        code: 'lengths-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'target',
        sentence:
          'loss takes its inputs step by step, but they end at different steps: prediction where start says, target where end says.',
        fix: 'Take out the wire from end to loss.target',
      },
    ],
  },
  {
    story: 'fewer steps in the prediction than labels',
    graph: `
      book: text dataset=moby-dick
      tokens: tokenize <- book
      passages1: passages <- tokens
      embedding1: embedding <- passages1
      conv1: conv1d <- embedding1
      dense1: dense units=256 <- conv1
      loss: cross-entropy <- dense1, passages1.next`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        axis: 1,
        sentence: 'loss works on [B, T64, 256], but dense1 gives [B, T62, F256]. Time went 64 → 62 (conv1).',
        fix: 'In conv1, set padding to same | → T64×16',
      },
    ],
  },
  {
    story: 'a sequence written again over another number of steps',
    graph: `
      digits: image
      rows: image-to-sequence <- digits
      lstm1: lstm <- rows
      repeat1: repeat-vector <- lstm1
      lstm2: lstm returns=every <- repeat1
      dense1: dense units=28 <- lstm2
      loss: mean-squared <- dense1, rows`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        axis: 1,
        sentence:
          'loss needs equal shapes: prediction is [B, 16, 28] from dense1, target is [B, 28, 28] from rows; time 28 ≠ 16. Time = 16 starts at repeat1.',
        fix: 'In repeat1, set steps to 28 | → T28×64',
      },
    ],
  },
  {
    story: 'a sequence beside what a convolution without padding made of it',
    graph: `
      digits: image
      rows: image-to-sequence <- digits
      conv1: conv1d filters=28 <- rows
      both: subtract <- rows, conv1
      gru1: gru <- both
      dense1: dense units=10 <- gru1
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'both',
        port: 'right',
        axis: 1,
        sentence:
          'both needs equal shapes: left is [B, 28, 28] from rows, right is [B, 26, 28] from conv1; time 28 ≠ 26. Time went 28 → 26 (conv1).',
        fix: 'In conv1, set padding to same | → T28×28',
      },
    ],
  },
];
