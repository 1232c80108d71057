/** Wrong graphs: what the checker says of each, word for word, and the first fix that it offers. */
import type { DiagnosticCode, Severity } from '../../src/tensor/diagnostic.ts';
import { wrongSequences } from './wrong-sequences.ts';

export interface ExpectedFault {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly block: string | null;
  readonly port?: string;
  readonly param?: string;
  readonly axis?: number;
  readonly sentence: string;
  /** Title of the first fix and what it gives; null where no edit of one step mends it. */
  readonly fix: string | null;
}

export interface WrongGraph {
  readonly story: string;
  /** As `graph` of graph-text.ts reads it. */
  readonly graph: string;
  /** Every diagnostic of the graph, in the order of the report. */
  readonly faults: readonly ExpectedFault[];
}

export const wrongGraphs: readonly WrongGraph[] = [
  {
    story: 'a kernel larger than what is left of the picture',
    graph: `
      digits: image
      conv1: conv2d kernel=[5,5] <- digits
      pool1: max-pool <- conv1
      conv2: conv2d filters=32 kernel=[5,5] <- pool1
      pool2: max-pool <- conv2
      conv3: conv2d filters=64 kernel=[5,5] <- pool2
      flatten: flatten <- conv3
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'conv3',
        port: 'x',
        param: 'kernel',
        axis: 1,
        sentence:
          'conv3: the 5×5 kernel does not fit its 4×4 input. Height went 28 → 24 (conv1) → 12 (pool1) → 8 (conv2) → 4 (pool2).',
        fix: 'Set padding to same | → 4×4×64',
      },
    ],
  },
  {
    story: 'a kernel that dilation spreads beyond its input',
    graph: `
      digits: image
      conv1: conv2d kernel=[8,8] dilation=[4,4] <- digits
      flatten: flatten <- conv1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        param: 'kernel',
        axis: 1,
        sentence:
          'conv1: the 8×8 kernel, spread over 29 by its dilation, does not fit its 28×28 input. Height = 28 starts at digits.',
        fix: 'Set padding to same | → 28×28×16',
      },
    ],
  },
  {
    story: 'a kernel larger than its padded input',
    graph: `
      digits: image
      pool1: max-pool window=[4,4] <- digits
      pool2: max-pool window=[4,4] <- pool1
      conv1: conv2d kernel=[5,5] padding=explicit sides=[1,1,1,1] <- pool2
      flatten: flatten <- conv1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        param: 'kernel',
        axis: 1,
        sentence:
          'conv1: the 5×5 kernel does not fit its 1×1 input, though height is padded to 3. Height went 28 → 7 (pool1) → 1 (pool2).',
        fix: 'Set padding to same | → 1×1×16',
      },
      {
        code: 'stride-drops',
        severity: 'suspicious',
        block: 'pool2',
        port: 'x',
        axis: 1,
        sentence:
          'pool2 never sees the last 3 rows: height is 7, and windows of 4 at stride 4 end at 4. Height went 28 → 7 (pool1).',
        fix: 'Set padding to same | → 2×2×1',
      },
    ],
  },
  {
    story: 'a pool larger than the picture',
    graph: `
      digits: image
      pool1: avg-pool window=[30,30] <- digits
      flatten: flatten <- pool1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'pool1',
        port: 'x',
        param: 'window',
        axis: 1,
        sentence: 'pool1: the 30×30 window does not fit its 28×28 input. Height = 28 starts at digits.',
        fix: 'Set padding to same | → 1×1×1',
      },
    ],
  },
  {
    story: 'a kernel longer than the sequence',
    graph: `
      iris: table dataset=iris
      rows: reshape shape=[4,1] <- iris
      conv1: conv1d kernel=7 <- rows
      flatten: flatten <- conv1
      dense1: dense units=3 <- flatten
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'kernel-too-large',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        param: 'kernel',
        axis: 1,
        sentence: 'conv1: the kernel of 7 does not fit its input of 4 steps. Time = 4 starts at rows.',
        fix: 'Set padding to same | → T4×16',
      },
    ],
  },
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
        sentence: 'conv1 works on [B, H, W, C], but flatten gives [B, F784].',
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
        sentence: 'pool1 works on [B, H, W, C], but flatten gives [B, F784].',
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
        sentence: 'conv1 works on [B, T, F], but digits.image gives [B, H28, W28, C1].',
        fix: 'Put an Image to sequence before conv1 | → T28×28',
      },
    ],
  },
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
    story: 'a shortcut past layers that change the channels',
    graph: `
      digits: image
      conv1: conv2d filters=64 padding=same <- digits
      conv2: conv2d filters=64 padding=same activation=relu <- conv1
      add1: add <- conv2, digits
      pool: global-avg-pool <- add1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'add1',
        port: 'right',
        axis: 3,
        sentence:
          'add1 needs equal shapes: left is [B, 28, 28, 64] from conv2, right is [B, 28, 28, 1] from digits.image; channels 64 ≠ 1. Channels = 1 start at digits.',
        fix: 'Put a 1×1 Conv2D on the right wire | 64 filters, +128 parameters → 28×28×64',
      },
    ],
  },
  {
    story: 'two branches of other widths',
    graph: `
      digits: image
      conv1: conv2d filters=8 padding=same <- digits
      conv2: conv2d filters=16 padding=same <- digits
      add1: add <- conv1, conv2
      pool: global-avg-pool <- add1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'add1',
        port: 'right',
        axis: 3,
        sentence:
          'add1 needs equal shapes: left is [B, 28, 28, 8] from conv1, right is [B, 28, 28, 16] from conv2; channels 8 ≠ 16. Channels = 16 start at conv2.',
        fix: 'Put a 1×1 Conv2D on the right wire | 8 filters, +136 parameters → 28×28×8',
      },
    ],
  },
  {
    story: 'two branches whose kernels differ, without padding',
    graph: `
      digits: image
      conv1: conv2d filters=8 <- digits
      conv2: conv2d filters=8 kernel=[5,5] <- digits
      add1: add <- conv1, conv2
      pool: global-avg-pool <- add1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'add1',
        port: 'right',
        axis: 1,
        sentence:
          'add1 needs equal shapes: left is [B, 26, 26, 8] from conv1, right is [B, 24, 24, 8] from conv2; height 26 ≠ 24. Height went 28 → 24 (conv2).',
        fix: 'In conv1, set kernel to 5×5 | +128 parameters → 24×24×8',
      },
    ],
  },
  {
    story: 'a shortcut past a convolution without padding',
    graph: `
      digits: image
      conv1: conv2d filters=8 padding=same <- digits
      conv2: conv2d filters=8 <- conv1
      add1: add <- conv1, conv2
      pool: global-avg-pool <- add1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'add1',
        port: 'right',
        axis: 1,
        sentence:
          'add1 needs equal shapes: left is [B, 28, 28, 8] from conv1, right is [B, 26, 26, 8] from conv2; height 28 ≠ 26. Height went 28 → 26 (conv2).',
        fix: 'In conv2, set padding to same | → 28×28×8',
      },
    ],
  },
  {
    story: 'a picture plus a vector',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=784 <- flatten
      add1: add <- digits, dense1
      flatten2: flatten <- add1
      dense2: dense units=10 <- flatten2
      loss: cross-entropy <- dense2, digits.label`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'add1',
        port: 'right',
        axis: 1,
        sentence:
          'add1 needs equal shapes: left is [B, 28, 28, 1] from digits.image, right is [B, 784] from dense1; 4 axes ≠ 2.',
        fix: 'Put a Reshape on the right wire | → 28×28×1',
      },
    ],
  },
  {
    story: 'a gate of another width',
    graph: `
      iris: table dataset=iris
      gate: dense units=8 activation=sigmoid <- iris
      value: dense units=6 <- iris
      multiply1: multiply <- gate, value
      dense1: dense units=3 <- multiply1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'multiply1',
        port: 'right',
        axis: 1,
        sentence:
          'multiply1 needs equal shapes: left is [B, 8] from gate, right is [B, 6] from value; features 8 ≠ 6. Features = 6 start at value.',
        fix: 'Put a Dense on the right wire | 8 units, +56 parameters → 8',
      },
    ],
  },
  {
    story: 'Concat of pictures of other sizes',
    graph: `
      digits: image
      conv1: conv2d filters=8 padding=same <- digits
      conv2: conv2d filters=8 kernel=[5,5] <- digits
      concat1: concat <- conv1, conv2
      pool: global-avg-pool <- concat1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'concat1',
        port: 'right',
        axis: 1,
        sentence:
          'concat1 needs shapes that are equal but for the joined axis: left is [B, 28, 28, 8] from conv1, right is [B, 24, 24, 8] from conv2; height 28 ≠ 24. Height went 28 → 24 (conv2).',
        fix: 'In conv2, set padding to same | → 28×28×8',
      },
    ],
  },
  {
    story: 'Concat along an axis that is not there',
    graph: `
      iris: table dataset=iris
      a: dense units=8 <- iris
      b: dense units=6 <- iris
      concat1: concat axis=2 <- a, b
      dense1: dense units=3 <- concat1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'concat1',
        param: 'axis',
        sentence: 'concat1: axis is 2; expected an axis from 1 to 1, or −1 for the last.',
        fix: 'Set axis to −1 | → 14',
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
    story: 'a gap in the chain',
    graph: `
      digits: image
      conv1: conv2d <- digits
      pool1: max-pool
      flatten: flatten <- pool1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'pool1',
        port: 'x',
        sentence: 'pool1: its input is not wired yet; conv1, digits.image fit.',
        fix: 'Wire conv1 to pool1 | → 26×26×16',
      },
    ],
  },
  {
    story: 'a loss without labels',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1`,
    faults: [
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'loss',
        port: 'target',
        sentence: 'loss: target is not wired yet; digits.label fits.',
        fix: 'Wire digits.label to loss.target',
      },
    ],
  },
  {
    story: 'a shortcut that is not wired yet',
    graph: `
      digits: image
      conv1: conv2d padding=same <- digits
      conv2: conv2d padding=same <- conv1
      add1: add <- conv2
      pool: global-avg-pool <- add1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'add1',
        port: 'right',
        sentence: 'add1: right is not wired yet; conv1 fits.',
        fix: 'Wire conv1 to add1.right | → 28×28×16',
      },
    ],
  },
  {
    story: 'a branch that leads nowhere',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      dense2: dense units=32 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'unused-output',
        severity: 'suspicious',
        block: 'dense2',
        port: 'y',
        sentence: 'dense2 feeds nothing: what it computes reaches no loss.',
        fix: 'Remove dense2 | −25,120 parameters',
      },
    ],
  },
  {
    story: 'data that nobody uses',
    graph: `
      digits: image
      iris: table dataset=iris
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'unused-output',
        severity: 'suspicious',
        block: 'iris',
        port: 'features',
        sentence: 'iris feeds nothing: its data are loaded for no block.',
        fix: 'Remove iris',
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
    story: 'strides that drop pixels, twice',
    graph: `
      digits: image
      conv1: conv2d kernel=[2,2] stride=[3,3] <- digits
      pool1: max-pool <- conv1
      flatten: flatten <- pool1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'stride-drops',
        severity: 'suspicious',
        block: 'conv1',
        port: 'x',
        axis: 1,
        sentence:
          'conv1 never sees the last 2 rows: height is 28, and windows of 2 at stride 3 end at 26. Height = 28 starts at digits.',
        fix: 'Set padding to same | +1,440 parameters → 10×10×16',
      },
      {
        code: 'stride-drops',
        severity: 'suspicious',
        block: 'pool1',
        port: 'x',
        axis: 1,
        sentence:
          'pool1 never sees the last row: height is 9, and windows of 2 at stride 2 end at 8. Height went 28 → 9 (conv1).',
        fix: 'Set padding to same | +1,440 parameters → 5×5×16',
      },
    ],
  },
  {
    story: 'a pool on an odd size',
    graph: `
      digits: image
      pool1: max-pool <- digits
      pool2: max-pool <- pool1
      pool3: max-pool <- pool2
      flatten: flatten <- pool3
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'stride-drops',
        severity: 'suspicious',
        block: 'pool3',
        port: 'x',
        axis: 1,
        sentence:
          'pool3 never sees the last row: height is 7, and windows of 2 at stride 2 end at 6. Height went 28 → 14 (pool1) → 7 (pool2).',
        fix: 'Set padding to same | +70 parameters → 4×4×1',
      },
    ],
  },
  {
    story: 'a transposed convolution cut down to nothing',
    graph: `
      digits: image
      pool1: max-pool window=[14,14] <- digits
      conv1: conv2d-transposed kernel=[3,3] stride=[1,1] padding=explicit sides=[2,2,2,2] <- pool1
      flatten: flatten <- conv1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'zero-size',
        severity: 'wrong',
        block: 'conv1',
        port: 'x',
        param: 'sides',
        axis: 1,
        sentence: 'conv1: height would be 0, so nothing would be left. Height went 28 → 2 (pool1).',
        fix: 'Set padding to same | → 2×2×16',
      },
    ],
  },
  {
    story: 'groups that divide neither channels nor filters',
    graph: `
      digits: image
      conv1: conv2d filters=16 <- digits
      conv2: conv2d filters=32 groups=3 <- conv1
      pool: global-avg-pool <- conv2
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'groups-mismatch',
        severity: 'wrong',
        block: 'conv2',
        port: 'x',
        param: 'groups',
        axis: 3,
        sentence:
          'conv2: 3 groups do not divide the 16 channels of its input and its 32 filters. Channels = 16 start at conv1.',
        fix: 'Set groups to 2 | → 24×24×32',
      },
    ],
  },
  {
    story: 'groups that do not divide the filters',
    graph: `
      digits: image
      conv1: conv2d filters=16 <- digits
      conv2: conv2d filters=6 groups=4 <- conv1
      pool: global-avg-pool <- conv2
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'groups-mismatch',
        severity: 'wrong',
        block: 'conv2',
        port: 'x',
        param: 'groups',
        axis: 3,
        sentence: 'conv2: 4 groups do not divide its 6 filters. Channels = 16 start at conv1.',
        fix: 'Set filters to 8 | → 24×24×8',
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
  {
    story: 'a feedback loop',
    graph: `
      digits: image
      add1: add <- digits, conv2
      conv1: conv2d filters=8 padding=same <- add1
      conv2: conv2d filters=1 padding=same <- conv1
      pool: global-avg-pool <- add1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'cycle',
        severity: 'wrong',
        block: 'conv2',
        port: 'x',
        sentence:
          'conv2 waits for itself: conv2 → add1 → conv1 → conv2. A network runs in one direction: one of these wires must go.',
        fix: 'Take out the wire from conv1 to conv2',
      },
    ],
  },
  {
    story: 'a block that feeds itself',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense0: dense <- dense0
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'cycle',
        severity: 'wrong',
        block: 'dense0',
        port: 'x',
        sentence:
          'dense0 waits for itself: dense0 → dense0. A network runs in one direction: one of these wires must go.',
        fix: 'Take out the wire from dense0 to dense0',
      },
    ],
  },
  {
    story: 'a network without data',
    graph: `
      flatten: flatten
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1`,
    faults: [
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'flatten',
        port: 'x',
        sentence: 'flatten: its input is not wired yet.',
        fix: null,
      },
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'loss',
        port: 'target',
        sentence: 'loss: target is not wired yet.',
        fix: null,
      },
      {
        code: 'no-data',
        severity: 'incomplete',
        block: null,
        sentence: 'There are no data yet: nothing feeds the graph.',
        fix: 'Add an Image | 2 wires',
      },
    ],
  },
  {
    story: 'a classifier without a loss',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten`,
    faults: [
      {
        code: 'no-loss',
        severity: 'incomplete',
        block: null,
        sentence: 'There is no loss yet: nothing says what the network is to learn.',
        fix: 'Add a Cross-entropy | 2 wires',
      },
    ],
  },
  {
    story: 'an autoencoder without a loss',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=784 <- flatten`,
    faults: [
      {
        code: 'no-loss',
        severity: 'incomplete',
        block: null,
        sentence: 'There is no loss yet: nothing says what the network is to learn.',
        fix: 'Add a Mean squared | 2 wires',
      },
    ],
  },
  {
    story: 'a block of a later version',
    graph: `
      digits: image
      swish: swish-gate <- digits
      flatten: flatten <- swish
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'unknown-kind',
        severity: 'wrong',
        block: 'swish',
        sentence: 'swish is of the kind “swish-gate”, which this version does not know. It stays in the file as it is.',
        fix: 'Remove swish',
      },
    ],
  },
  {
    story: 'no units',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=0 <- flatten
      dense2: dense units=10 <- dense1
      loss: cross-entropy <- dense2, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'dense1',
        param: 'units',
        sentence: 'dense1: units is 0; expected a whole number from 1 to 65536.',
        fix: 'Set units to 1 | → 1',
      },
    ],
  },
  {
    story: 'text where a size is needed',
    graph: `
      digits: image
      conv1: conv2d kernel="three" <- digits
      pool: global-avg-pool <- conv1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'conv1',
        param: 'kernel',
        sentence: 'conv1: kernel is "three"; expected two whole numbers from 1 to 64.',
        fix: 'Set kernel to 3×3 | → 26×26×16',
      },
    ],
  },
  {
    story: 'a padding that does not exist',
    graph: `
      digits: image
      conv1: conv2d padding=full <- digits
      pool: global-avg-pool <- conv1
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'conv1',
        param: 'padding',
        sentence: 'conv1: padding is "full"; expected one of same, valid, explicit.',
        fix: 'Set padding to valid | → 26×26×16',
      },
    ],
  },
  {
    story: 'a parameter that does not exist',
    graph: `
      digits: image
      flatten: flatten start=1 <- digits
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'flatten',
        param: 'start',
        sentence: 'flatten: start is 1; expected no parameters.',
        fix: 'Take out start | → 784',
      },
    ],
  },
  {
    story: 'an expression, which the format reserves',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units={"$":"2*width"} <- flatten
      dense2: dense units=10 <- dense1
      loss: cross-entropy <- dense2, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'dense1',
        param: 'units',
        sentence: 'dense1: units is {"$":"2*width"}; expected a whole number from 1 to 65536.',
        fix: 'Set units to 64 | → 64',
      },
    ],
  },
  {
    story: 'a pool window in padding alone',
    graph: `
      digits: image
      pool1: max-pool padding=explicit sides=[2,2,2,2] <- digits
      flatten: flatten <- pool1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'pool1',
        param: 'sides',
        sentence:
          'pool1: top, bottom, left, right is [2, 2, 2, 2]; expected numbers smaller than the window: a window in padding alone has nothing to pool.',
        fix: 'Set padding to same | → 14×14×1',
      },
    ],
  },
  {
    story: 'a wire to an input that does not exist',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- input=flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'unknown-port',
        severity: 'wrong',
        block: 'dense1',
        port: 'input',
        sentence: 'dense1 has no input “input” for the wire from flatten. It has the input x.',
        fix: 'Move the wire to dense1 | → 784',
      },
    ],
  },
  {
    story: 'a wire from an output that does not exist',
    graph: `
      digits: image
      flatten: flatten <- digits.picture
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'unknown-port',
        severity: 'wrong',
        block: 'digits',
        port: 'picture',
        sentence: 'digits has no output “picture” for the wire to flatten. It has the outputs image, label.',
        fix: 'Wire digits.image to flatten | → 28×28×1',
      },
    ],
  },
  {
    story: 'a third wire into an Add of two',
    graph: `
      digits: image
      conv1: conv2d filters=1 padding=same <- digits
      add1: add <- digits, conv1, third=digits
      flatten: flatten <- add1
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'unknown-port',
        severity: 'wrong',
        block: 'add1',
        port: 'third',
        sentence: 'add1 has no input “third” for the wire from digits.image. It has the inputs left, right.',
        fix: 'Take out the wire from digits.image to add1.third',
      },
    ],
  },
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
    story: 'nothing to learn',
    graph: `
      points: table
      loss: cross-entropy <- points, points.label`,
    faults: [
      {
        code: 'no-parameters',
        severity: 'wrong',
        block: 'loss',
        sentence: 'Nothing that loss hangs on can be learnt: no block before it has weights.',
        fix: 'Put a Dense on the prediction wire | 2 units, +6 parameters → 2',
      },
    ],
  },
  {
    story: 'everything frozen',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 freeze=true <- flatten
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'no-parameters',
        severity: 'wrong',
        block: 'loss',
        sentence: 'Nothing that loss hangs on can be learnt: all weights are frozen.',
        fix: 'In dense1, turn freeze off | → 10',
      },
    ],
  },
  {
    story: 'a layer that no page can hold',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=65536 <- flatten
      dense2: dense units=65536 <- dense1
      dense3: dense units=10 <- dense2
      loss: cross-entropy <- dense3, digits.label`,
    faults: [
      {
        code: 'too-large',
        severity: 'wrong',
        block: 'dense2',
        sentence:
          'Training needs at least 65 GB, more than the 4 GB that a page can address; dense2 alone takes 64 GB at 64 examples a batch.',
        fix: 'Set units to 2048 | −4,161,447,936 parameters → 2048',
      },
    ],
  },
  {
    story: 'a batch that no page can hold',
    graph: `
      digits: image
      conv1: conv2d filters=16384 kernel=[1,1] <- digits
      relu1: activation <- conv1
      conv2: conv2d filters=16 kernel=[1,1] <- relu1
      pool: global-avg-pool <- conv2
      dense1: dense units=10 <- pool
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'too-large',
        severity: 'wrong',
        block: 'conv1',
        sentence:
          'Training needs at least 6.1 GB, more than the 4 GB that a page can address; conv1 alone takes 3.1 GB at 64 examples a batch.',
        fix: 'Use batches of 32',
      },
    ],
  },
  {
    story: 'a second loss half wired',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      loss: cross-entropy <- dense1, digits.label
      dense2: dense units=784 <- dense1
      loss2: mean-squared <- target=flatten`,
    faults: [
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'loss2',
        port: 'prediction',
        sentence: 'loss2: prediction is not wired yet; dense2 fits.',
        fix: 'Wire dense2 to loss2.prediction | → 784',
      },
    ],
  },
  {
    story: 'faults in several places at once',
    graph: `
      digits: image
      conv1: conv2d filters=0 <- digits
      dense1: dense units=12 activation=softmax <- conv1
      dense2: dense units=5 <- digits
      loss: cross-entropy <- dense1
      loss2: cross-entropy <- dense2, digits.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'conv1',
        param: 'filters',
        sentence: 'conv1: filters is 0; expected a whole number from 1 to 16384.',
        fix: 'Set filters to 1 | → 26×26×1',
      },
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'dense2',
        port: 'x',
        sentence: 'dense2 works on [B, F], but digits.image gives [B, H28, W28, C1].',
        fix: 'Put a Flatten before dense2 | → 784',
      },
      {
        code: 'softmax-before-loss',
        severity: 'suspicious',
        block: 'dense1',
        sentence: 'dense1 applies softmax, and loss (Cross-entropy) applies it again; the gradient shrinks.',
        fix: 'Set activation to none',
      },
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'loss',
        port: 'target',
        sentence: 'loss: target is not wired yet; digits.label fits.',
        fix: 'Wire digits.label to loss.target',
      },
    ],
  },
  {
    story: 'an LSTM on a picture',
    graph: `
      digits: image
      lstm1: lstm <- digits
      dense1: dense units=10 <- lstm1
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'lstm1',
        port: 'x',
        sentence: 'lstm1 works on [B, T, F], but digits.image gives [B, H28, W28, C1].',
        fix: 'Put an Image to sequence before lstm1 | → T28×28',
      },
    ],
  },
  {
    story: 'a GRU on a vector',
    graph: `
      iris: table dataset=iris
      gru1: gru <- iris
      dense1: dense units=3 <- gru1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'gru1',
        port: 'x',
        sentence: 'gru1 works on [B, T, F], but iris.features gives [B, F4].',
        fix: 'Put a Repeat vector before gru1 | → T16×4',
      },
    ],
  },
  {
    story: 'an initial state of another size than the units',
    graph: `
      iris: table dataset=iris
      rows: reshape shape=[4,1] <- iris
      start: dense units=32 <- iris
      lstm1: lstm initial=wired <- rows, h0=start
      dense1: dense units=3 <- lstm1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'state-mismatch',
        severity: 'wrong',
        block: 'lstm1',
        port: 'h0',
        axis: 1,
        sentence: 'lstm1: the initial state h0 is [B, F64], but start gives [B, F32]. Features = 32 start at start.',
        fix: 'In start, set units to 64 | +160 parameters → 64',
      },
    ],
  },
  {
    story: 'an initial state for two layers, each of two directions',
    graph: `
      iris: table dataset=iris
      rows: reshape shape=[4,1] <- iris
      start: activation <- iris
      rnn1: rnn units=8 layers=2 direction=both initial=wired <- rows, h0=start
      dense1: dense units=3 <- rnn1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'state-mismatch',
        severity: 'wrong',
        block: 'rnn1',
        port: 'h0',
        axis: 1,
        sentence: 'rnn1: the initial state h0 is [B, F32], but start gives [B, F4]. Features = 4 start at iris.',
        fix: 'Put a Dense on the h0 wire | 32 units, +160 parameters → 32',
      },
    ],
  },
  {
    story: 'a picture as initial state',
    graph: `
      digits: image
      rows: reshape shape=[28,28] <- digits
      rnn1: rnn initial=wired <- rows, h0=digits
      dense1: dense units=10 <- rnn1
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'state-mismatch',
        severity: 'wrong',
        block: 'rnn1',
        port: 'h0',
        sentence: 'rnn1: the initial state h0 is [B, F64], but digits.image gives [B, H28, W28, C1].',
        fix: 'Put a Flatten and a Dense on the h0 wire | 64 units, +50,240 parameters → 64',
      },
    ],
  },
  {
    story: 'a state that is carried on into a walk from the end',
    graph: `
      iris: table dataset=iris
      rows: reshape shape=[4,1] <- iris
      lstm1: lstm initial=carried direction=both <- rows
      dense1: dense units=3 <- lstm1
      loss: cross-entropy <- dense1, iris.label`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'lstm1',
        param: 'initial',
        sentence:
          'lstm1: initial state is "carried"; expected zero, learned or wired: only direction forward ends where the next batch goes on.',
        fix: 'Set direction to forward | → 64',
      },
    ],
  },
  {
    story: 'half-built blocks beside a complete network',
    graph: `
      digits: image
      flatten: flatten <- digits
      dense1: dense units=10 <- flatten
      conv1: conv2d
      dense2: dense <- digits
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'dense2',
        port: 'x',
        sentence: 'dense2 works on [B, F], but digits.image gives [B, H28, W28, C1].',
        fix: 'Put a Flatten before dense2 | → 784',
      },
      {
        code: 'unused-output',
        severity: 'suspicious',
        block: 'dense2',
        port: 'y',
        sentence: 'dense2 feeds nothing: what it computes reaches no loss.',
        fix: 'Remove dense2',
      },
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'conv1',
        port: 'x',
        sentence: 'conv1: its input is not wired yet; digits.image fits.',
        fix: 'Wire digits.image to conv1 | → 28×28×1',
      },
    ],
  },
  ...wrongSequences,
];
