/** Wrong parameters: values that their fields do not allow. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongParams: readonly WrongGraph[] = [
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
];
