/** Wrong texts: tokens that are no numbers, and numbers that are no tokens. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongTexts: readonly WrongGraph[] = [
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
        sentence: 'embedding1: padding id is 10; expected a whole number from 0 to 9.',
        fix: 'Set padding id to 0 | → 64',
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
];
