/** Wrong merges: inputs of other shapes than each other. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongMerges: readonly WrongGraph[] = [
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
        fix: 'In conv2, set filters to 8 | −80 parameters → 28×28×8',
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
        fix: 'In value, set units to 8 | +10 parameters → 8',
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
