/** Wrong sizes: nothing to learn, and more than a page can hold. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongTraining: readonly WrongGraph[] = [
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
];
