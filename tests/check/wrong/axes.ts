/** Wrong axes: pictures, sequences and vectors where a block works on another of them, and rearrangements that do not come out even. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongAxes: readonly WrongGraph[] = [
  {
    story: 'Dense on a picture',
    graph: `
      digits: image
      dense1: dense units=10 <- digits
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'dense1',
        port: 'x',
        sentence: 'dense1 works on [B, F], but digits.image gives [B, H28, W28, C1].',
        fix: 'Put a Flatten before dense1 | → 784',
      },
    ],
  },
  {
    story: 'Conv2D on a vector',
    graph: `
      digits: image
      flatten: flatten <- digits
      conv1: conv2d <- flatten
      pool: global-avg-pool <- conv1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        sentence: 'conv1 works on [B, H, W, C], but flatten gives [B, F784]: a vector has no height and width.',
        fix: 'Put a Reshape before conv1 | → 28×28×1',
      },
    ],
  },
  {
    story: 'a pool behind Flatten',
    graph: `
      digits: image
      flatten: flatten <- digits
      pool1: max-pool <- flatten
      flatten2: flatten <- pool1
      dense1: dense units=10 <- flatten2
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'pool1',
        port: 'x',
        sentence: 'pool1 works on [B, H, W, C], but flatten gives [B, F784]: a vector has no height and width.',
        fix: 'Put a Reshape before pool1 | → 28×28×1',
      },
    ],
  },
  {
    story: 'Conv1D on a picture',
    graph: `
      digits: image
      conv1: conv1d <- digits
      flatten: flatten <- conv1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        sentence: 'conv1 works on [B, T, F], but digits.image gives [B, H28, W28, C1]: a picture has no steps.',
        fix: 'Put an Image to sequence before conv1 | → T28×28',
      },
    ],
  },
  {
    story: 'Conv2D on a sequence',
    graph: `
      words: sound
      pitches: spectrogram <- words
      conv1: conv2d <- pitches
      pool: global-avg-pool <- conv1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, words.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        sentence: 'conv1 works on [B, H, W, C], but pitches gives [B, T61, F40]: a sequence has no height and width.',
        fix: 'Put a Sequence to image before conv1 | → 61×40×1',
      },
    ],
  },
  {
    story: 'a global pool on a vector',
    graph: `
      iris: table dataset=iris
      pool: global-max-pool <- iris
      dense1: dense units=3 <- pool
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'pool',
        port: 'x',
        sentence:
          'pool works on [B, H, W, C] or [B, T, F], but iris.features gives [B, F4]: a vector has neither steps nor height and width.',
        fix: 'Put a Reshape before pool | → 2×2×1',
      },
    ],
  },
  {
    story: 'Reshape to more numbers than there are',
    graph: `
      digits: image
      reshape1: reshape shape=[28,29] <- digits
      flatten: flatten <- reshape1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'reshape-mismatch',
        severity: 'wrong',
        block: 'reshape1',
        port: 'x',
        param: 'shape',
        sentence: 'reshape1 is to make [B, 28, 29] of [B, H28, W28, C1] from digits.image: 784 ≠ 812 numbers.',
        fix: 'Set shape to 28, 28 | → T28×28',
      },
    ],
  },
  {
    story: 'Reshape with two sizes left open',
    graph: `
      digits: image
      reshape1: reshape shape=[-1,-1] <- digits
      flatten: flatten <- reshape1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'reshape1',
        param: 'shape',
        sentence: 'reshape1: shape is [-1, -1]; expected sizes of at least 1, with −1 at most once.',
        fix: 'Set shape to 784 | → 784',
      },
    ],
  },
  {
    story: 'Permute with too short an order',
    graph: `
      digits: image
      permute1: permute order=[2,1] <- digits
      flatten: flatten <- permute1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'permute-mismatch',
        severity: 'wrong',
        block: 'permute1',
        port: 'x',
        param: 'order',
        sentence:
          'permute1: the order [2, 1] does not name each axis of [B, H28, W28, C1] from digits.image once; expected 1, 2, 3 in some order.',
        fix: 'Set order to 1, 3, 2 | → 28×1×28',
      },
    ],
  },
  {
    story: 'Permute that names an axis twice',
    graph: `
      digits: image
      permute1: permute order=[1,1,3] <- digits
      flatten: flatten <- permute1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'permute-mismatch',
        severity: 'wrong',
        block: 'permute1',
        port: 'x',
        param: 'order',
        sentence:
          'permute1: the order [1, 1, 3] does not name each axis of [B, H28, W28, C1] from digits.image once; expected 1, 2, 3 in some order.',
        fix: 'Set order to 1, 3, 2 | → 28×1×28',
      },
    ],
  },
];
