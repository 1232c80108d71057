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
        sentence: 'lstm1 works on [B, T, F], but digits.image gives [B, H28, W28, C1]: a picture has no steps.',
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
        sentence: 'gru1 works on [B, T, F], but iris.features gives [B, F4]: a vector has no steps.',
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
      book: text dataset=moby-dick
      tokens: tokenize <- book
      passages1: passages <- tokens
      embedding1: embedding <- passages1
      lstm1: lstm returns=every initial=carried direction=both <- embedding1
      dense1: dense units=256 <- lstm1
      loss: cross-entropy <- dense1, passages1.next`,
    faults: [
      {
        code: 'bad-param',
        severity: 'wrong',
        block: 'lstm1',
        param: 'initial',
        sentence:
          'lstm1: initial state is "carried"; expected zero, learned or wired: only direction forward ends where the next batch goes on.',
        fix: 'Set direction to forward | → T64×64',
      },
    ],
  },
  {
    story: 'a state that is carried on from one mail to the next',
    graph: `
      mail: text dataset=mail
      tokens: tokenize <- mail
      pad1: pad <- tokens
      embedding1: embedding <- pad1
      gru1: gru initial=carried <- embedding1
      dense1: dense units=2 <- gru1
      loss: cross-entropy <- dense1, mail.label`,
    faults: [
      {
        code: 'carried-apart',
        severity: 'suspicious',
        block: 'gru1',
        sentence:
          'gru1 begins with the state that the batch before left, but no example of mail goes on where another ends.',
        fix: 'Set initial state to zero | → 64',
      },
    ],
  },
  {
    story: 'a state that is carried on over passages that overlap',
    graph: `
      book: text dataset=moby-dick
      tokens: tokenize <- book
      passages1: passages length=32 stride=16 <- tokens
      embedding1: embedding <- passages1
      rnn1: rnn returns=every initial=carried <- embedding1
      dense1: dense units=256 <- rnn1
      loss: cross-entropy <- dense1, passages1.next`,
    faults: [
      {
        code: 'carried-apart',
        severity: 'suspicious',
        block: 'rnn1',
        sentence:
          'rnn1 begins with the state that the batch before left, but the pieces that passages1 cuts overlap: each is 32 steps long, and the next begins after 16.',
        fix: 'In passages1, set stride to 32 | → T32',
      },
    ],
  },
  {
    story: 'a State that is carried on over windows with days between them',
    graph: `
      weather: series
      window: window window=10 stride=30 <- weather
      cell: recurrent-cell <- window
      cell/x: cell-input
      cell/h: cell-state units=8 initial=carried <- sum
      cell/dense1: dense units=8 <- x
      cell/sum: add <- dense1, h
      dense1: dense units=1 <- cell
      loss: mean-squared <- dense1, window.next`,
    faults: [
      {
        code: 'carried-apart',
        severity: 'suspicious',
        block: 'cell/h',
        sentence:
          'h begins with the state that the batch before left, but between the pieces that window cuts steps are left out: each is 10 long, and the next begins after 30.',
        fix: 'In window, set stride to 10 | → T10×4',
      },
    ],
  },
  {
    story: 'an LSTM on the last step of another',
    graph: `
      words: sound
      pitches: spectrogram <- words
      lstm1: lstm units=32 <- pitches
      lstm2: lstm units=32 <- lstm1
      dense1: dense units=10 <- lstm2
      loss: cross-entropy <- dense1, words.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'lstm2',
        port: 'x',
        sentence: 'lstm2 works on [B, T, F], but lstm1 gives [B, F32]: a vector has no steps.',
        fix: 'In lstm1, set return to every | → T61×32',
      },
    ],
  },
  {
    story: 'what follows each token from the last state alone',
    graph: `
      book: text dataset=moby-dick
      tokens: tokenize <- book
      passages1: passages <- tokens
      embedding1: embedding <- passages1
      lstm1: lstm <- embedding1
      dense1: dense units=256 <- lstm1
      loss: cross-entropy <- dense1, passages1.next`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        sentence: 'loss works on [B, T64, 256], but dense1 gives [B, F256]: a vector has no steps.',
        fix: 'In lstm1, set return to every | → T64×64',
      },
    ],
  },
  {
    story: 'one class a sequence from a cell that gives every step',
    graph: `
      task: memory-task
      cell: recurrent-cell returns=every <- task
      cell/x: cell-input
      cell/h: cell-state units=16 <- tanh
      cell/dense1: dense units=16 <- x
      cell/sum: add <- dense1, h
      cell/tanh: activation function=tanh <- sum
      dense1: dense units=10 <- cell
      loss: cross-entropy <- dense1, task.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'loss',
        port: 'prediction',
        sentence: 'loss works on [B, 10], but dense1 gives [B, T102, F10].',
        fix: 'In cell, set return to last | → 16',
      },
    ],
  },
];
