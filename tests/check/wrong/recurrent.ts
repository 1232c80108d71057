/** Wrong recurrent layers: inputs without steps, and states that do not fit. */
import type { WrongGraph } from './wrong-graph.ts';

export const wrongRecurrent: readonly WrongGraph[] = [
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
];
