/** Wrong wiring: inputs and outputs that are open, circles, ports and kinds that are not there, parts of a graph that are missing. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongWiring: readonly WrongGraph[] = [
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
];
