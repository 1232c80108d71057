/** Wrong examples: those of two data sets in one batch. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongExamples: readonly WrongGraph[] = [
  {
    story: 'features of two data sets side by side',
    graph: `
      digits: image
      iris: table dataset=iris
      flatten: flatten <- digits
      dense1: dense units=8 <- flatten
      concat1: concat <- dense1, iris
      dense2: dense units=10 <- concat1
      loss: cross-entropy <- dense2, digits.label`,
    faults: [
      {
        code: 'batch-mismatch',
        severity: 'wrong',
        block: 'concat1',
        port: 'right',
        sentence: 'concat1 joins examples of digits and of iris, which do not belong together.',
        fix: 'Take out the wire from iris.features to concat1.right | −130 parameters',
      },
    ],
  },
  {
    story: 'labels of another data set',
    graph: `
      digits: image
      iris: table dataset=iris
      dense1: dense units=3 <- iris
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'batch-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'target',
        sentence: 'loss joins examples of iris and of digits, which do not belong together.',
        fix: 'Wire iris.label to loss.target',
      },
      {
        code: 'label-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        axis: 1,
        sentence:
          'loss needs one score for each class: dense1 gives 3, digits.label has 10 classes; 10 ≠ 3. Features = 3 start at dense1.',
        fix: 'In dense1, set units to 10 | +35 parameters → 10',
      },
    ],
  },
  {
    story: 'two losses on two data sets',
    graph: `
      digits: image
      iris: table dataset=iris
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      dense2: dense units=3 <- iris
      loss1: cross-entropy <- dense1, digits.label
      loss2: cross-entropy <- dense2, iris.label`,
    faults: [
      {
        code: 'batch-mismatch',
        severity: 'wrong',
        block: 'loss2',
        sentence: 'loss2 learns from iris, and another loss from digits: a batch holds examples of one data set.',
        fix: 'Remove loss2',
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
