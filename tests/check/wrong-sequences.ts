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
  {
    story: 'text wired to an embedding',
    graph: `
      mail: text dataset=mail
      embedding1: embedding <- mail
      pool1: global-max-pool <- embedding1
      dense1: dense units=2 <- pool1
      loss: cross-entropy <- dense1, mail.label`,
    faults: [
      {
        code: 'expects-real',
        severity: 'wrong',
        block: 'embedding1',
        port: 'x',
        sentence:
          'embedding1 computes with numbers, but mail.text gives text: it must be cut into tokens and these be numbered first.',
        fix: 'Put a Tokenize and a Pad or cut before embedding1 | → T128',
      },
    ],
  },
  {
    story: 'text wired to a recurrent layer',
    graph: `
      mail: text dataset=mail
      lstm1: lstm <- mail
      dense1: dense units=2 <- lstm1
      loss: cross-entropy <- dense1, mail.label`,
    faults: [
      {
        code: 'expects-real',
        severity: 'wrong',
        block: 'lstm1',
        port: 'x',
        sentence:
          'lstm1 computes with numbers, but mail.text gives text: it must be cut into tokens and these be numbered first.',
        fix: 'Put a Tokenize, a Pad or cut and an Embedding before lstm1 | +16,384 parameters → T128×64',
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
    story: 'token ids taken for numbers',
    graph: `
      mail: text dataset=mail
      tokens: tokenize <- mail
      pad1: pad <- tokens
      conv1: conv1d <- pad1
      pool1: global-max-pool <- conv1
      dense1: dense units=2 <- pool1
      loss: cross-entropy <- dense1, mail.label`,
    faults: [
      {
        code: 'expects-real',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        sentence:
          'conv1 computes with numbers, but pad1 gives token ids: each is the number of one of 256 tokens, not an amount.',
        fix: 'Put an Embedding before conv1 | +16,384 parameters → T128×64',
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
    story: 'tokens cut into tokens again',
    graph: `
      mail: text dataset=mail
      words: tokenize by=words <- mail
      letters: tokenize <- words
      pad1: pad <- letters
      embedding1: embedding <- pad1
      pool1: global-max-pool <- embedding1
      dense1: dense units=2 <- pool1
      loss: cross-entropy <- dense1, mail.label`,
    faults: [
      {
        code: 'expects-text',
        severity: 'wrong',
        block: 'letters',
        port: 'x',
        sentence: 'letters reads text, but words gives token ids [B, T], which are what it would make.',
        fix: 'Remove letters',
      },
    ],
  },
  {
    story: 'labels of whole texts beside their passages',
    graph: `
      texts: text
      tokens: tokenize <- texts
      passages1: passages <- tokens
      embedding1: embedding <- passages1
      dense1: dense units=256 <- embedding1
      loss: cross-entropy <- dense1, texts.label`,
    faults: [
      {
        code: 'batch-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'target',
        sentence: 'loss joins examples of passages1 and of texts, which do not belong together.',
        fix: 'Wire passages1.next to loss.target | → T64',
      },
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        sentence: 'loss works on [B, 30], but dense1 gives [B, T64, F256].',
        fix: null,
      },
    ],
  },
  {
    story: 'a preparation behind a layer',
    graph: `
      digits: image
      steps: image-to-sequence <- digits
      pad1: pad length=20 <- steps
      pool1: global-max-pool <- pad1
      dense1: dense units=10 <- pool1
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'expects-data',
        severity: 'wrong',
        block: 'pad1',
        port: 'x',
        sentence: 'pad1 prepares data before they reach the network, but steps is computed by the network.',
        fix: 'Remove pad1',
      },
    ],
  },
];
