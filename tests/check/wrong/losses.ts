/** Wrong losses: predictions and targets that do not fit each other. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongLosses: readonly WrongGraph[] = [
  {
    story: 'a loss on classes at every pixel',
    graph: `
      digits: image
      conv1: conv2d filters=10 <- digits
      loss: cross-entropy <- conv1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        sentence: 'loss works on [B, 10], but conv1 gives [B, H26, W26, C10].',
        fix: 'Put a Global AvgPool on the prediction wire | → 10',
      },
    ],
  },
  {
    story: 'an autoencoder that gives back too little',
    graph: `
      digits: image
      flatten: flatten <- digits
      code: dense units=32 <- flatten
      dense1: dense units=700 <- code
      loss: mean-squared <- dense1, flatten`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        axis: 1,
        sentence:
          'loss needs equal shapes: prediction is [B, 700] from dense1, target is [B, 784] from flatten; features 784 ≠ 700. Features = 700 start at dense1.',
        fix: 'In dense1, set units to 784 | +2,772 parameters → 784',
      },
    ],
  },
  {
    story: 'an autoencoder that gives a row for a picture',
    graph: `
      digits: image
      flatten: flatten <- digits
      code: dense units=32 <- flatten
      dense1: dense units=784 <- code
      loss: mean-squared <- dense1, digits`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        axis: 1,
        sentence:
          'loss needs equal shapes: prediction is [B, 784] from dense1, target is [B, 28, 28, 1] from digits.image; 4 axes ≠ 2.',
        fix: 'Put a Reshape on the prediction wire | → 28×28×1',
      },
    ],
  },
  {
    story: 'more scores than classes',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=12 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'label-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        axis: 1,
        sentence:
          'loss needs one score for each class: dense1 gives 12, digits.label has 10 classes; 10 ≠ 12. Features = 12 start at dense1.',
        fix: 'In dense1, set units to 10 | −1,570 parameters → 10',
      },
    ],
  },
  {
    story: 'a hidden layer wired to the loss',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=32 activation=relu <- flatten
      drop1: dropout <- dense1
      loss: cross-entropy <- drop1, digits.label`,
    faults: [
      {
        code: 'label-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        axis: 1,
        sentence:
          'loss needs one score for each class: drop1 gives 32, digits.label has 10 classes; 10 ≠ 32. Features = 32 start at dense1.',
        fix: 'In dense1, set units to 10 | −17,270 parameters → 10',
      },
      {
        code: 'activation-before-loss',
        severity: 'suspicious',
        block: 'dense1',
        sentence:
          'dense1 applies ReLU, but loss (Cross-entropy) takes numbers of any size and sign and applies softmax itself; some scores can no longer be reached.',
        fix: 'Set activation to none | → 32',
      },
    ],
  },
  {
    story: 'labels as features',
    graph: `
      iris: table dataset=iris
      dense1: dense units=3 <- iris.label
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'expects-real',
        severity: 'wrong',
        block: 'dense1',
        port: 'x',
        sentence:
          'dense1 computes with numbers, but iris.label gives class labels: each is the name of one of 3 classes, not an amount.',
        fix: 'Wire iris.features to dense1 | → 4',
      },
    ],
  },
  {
    story: 'labels as a picture',
    graph: `
      digits: image
      conv1: conv2d <- digits.label
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'expects-real',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        sentence:
          'conv1 computes with numbers, but digits.label gives class labels: each is the name of one of 10 classes, not an amount.',
        fix: 'Wire digits.image to conv1 | → 28×28×1',
      },
      {
        code: 'unused-output',
        severity: 'suspicious',
        block: 'conv1',
        port: 'y',
        sentence: 'conv1 feeds nothing: what it computes reaches no loss.',
        fix: 'Remove conv1',
      },
    ],
  },
  {
    story: 'prediction and target swapped',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- target=dense1, prediction=digits.label`,
    faults: [
      {
        code: 'expects-real',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        sentence:
          'loss computes with numbers, but digits.label gives class labels: each is the name of one of 10 classes, not an amount.',
        fix: 'Swap the wires of prediction and target',
      },
    ],
  },
  {
    story: 'a picture as label',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=784 <- flatten
      loss: cross-entropy <- dense1, flatten`,
    faults: [
      {
        code: 'expects-index',
        severity: 'wrong',
        block: 'loss',
        port: 'target',
        sentence: 'loss: target must be class labels [B], but flatten gives numbers [B, F784].',
        fix: 'Use Mean squared instead of Cross-entropy',
      },
    ],
  },
  {
    story: 'softmax twice, once in the layer',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 activation=softmax <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'softmax-before-loss',
        severity: 'suspicious',
        block: 'dense1',
        sentence: 'dense1 applies softmax, and loss (Cross-entropy) applies it again; the gradient shrinks.',
        fix: 'Set activation to none | → 10',
      },
    ],
  },
  {
    story: 'softmax twice, once as a block',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      softmax: activation function=softmax <- dense1
      loss: cross-entropy <- softmax, digits.label`,
    faults: [
      {
        code: 'softmax-before-loss',
        severity: 'suspicious',
        block: 'softmax',
        sentence: 'softmax applies softmax, and loss (Cross-entropy) applies it again; the gradient shrinks.',
        fix: 'Remove softmax',
      },
    ],
  },
  {
    story: 'logits cut at zero',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 activation=relu <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'activation-before-loss',
        severity: 'suspicious',
        block: 'dense1',
        sentence:
          'dense1 applies ReLU, but loss (Cross-entropy) takes numbers of any size and sign and applies softmax itself; some scores can no longer be reached.',
        fix: 'Set activation to none | → 10',
      },
    ],
  },
  {
    story: 'sigmoid twice, with a Reshape between',
    graph: `
      points: table
      dense1: dense units=1 activation=sigmoid <- points
      reshape1: reshape shape=[1] <- dense1
      loss: binary-cross-entropy <- reshape1, points.label`,
    faults: [
      {
        code: 'activation-before-loss',
        severity: 'suspicious',
        block: 'dense1',
        sentence:
          'dense1 applies Sigmoid, but loss (Binary cross-entropy) takes numbers of any size and sign and applies sigmoid itself; some scores can no longer be reached.',
        fix: 'Set activation to none | → 1',
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
];
