/** Wrong recurrent cells: what is amiss inside of one, and around it. */
import type { WrongGraph } from './wrong-graph.ts';

/** A classifier of digits, which reads their rows by a cell of an input and these lines. */
const inCell = (lines: string): string => `
      digits: image
      rows: reshape shape=[28,28] <- digits
      cell: recurrent-cell <- rows
      cell/x: cell-input
      ${lines}
      dense1: dense units=10 <- cell
      loss: cross-entropy <- dense1, digits.label`;

export const wrongCells: readonly WrongGraph[] = [
  {
    story: 'what is brought for the next step has another size than the State',
    graph: inCell(`
      cell/h: cell-state units=32 <- tanh
      cell/both: concat <- x, h
      cell/dense1: dense units=16 <- both
      cell/tanh: activation function=tanh <- dense1
      cell/y: cell-output <- tanh`),
    faults: [
      {
        code: 'next-mismatch',
        severity: 'wrong',
        block: 'cell/h',
        port: 'next',
        sentence: 'h holds [B, F32], but for the next step tanh brings [B, F16].',
        fix: 'Set units to 16 | −256 parameters → 16',
      },
    ],
  },
  {
    story: 'inputs inside a cell that differ in their features',
    graph: inCell(`
      cell/h: cell-state units=32 <- sum
      cell/dense1: dense units=16 <- x
      cell/sum: add <- h, dense1
      cell/y: cell-output <- sum`),
    faults: [
      {
        code: 'shape-mismatch',
        severity: 'wrong',
        block: 'cell/sum',
        port: 'right',
        axis: 1,
        sentence:
          'sum needs equal shapes: left is [B, 32] from h, right is [B, 16] from dense1; features 32 ≠ 16. Features = 16 start at dense1.',
        fix: 'In dense1, set units to 32 | +464 parameters → 32',
      },
    ],
  },
  {
    story: 'a State whose loop is still open',
    graph: inCell(`
      cell/h: cell-state units=16
      cell/dense1: dense units=16 <- x
      cell/sum: add <- h, dense1
      cell/y: cell-output <- sum`),
    faults: [
      {
        code: 'missing-input',
        severity: 'incomplete',
        block: 'cell/h',
        port: 'next',
        sentence: 'h: next is not wired yet; sum, dense1 fit.',
        fix: 'Wire sum to h | → 16',
      },
    ],
  },
  {
    story: 'a circle inside a cell that does not go through a State',
    graph: inCell(`
      cell/h: cell-state units=28 <- sum
      cell/sum: add <- x, product
      cell/product: multiply <- sum, h
      cell/y: cell-output <- sum`),
    faults: [
      {
        code: 'cycle',
        severity: 'wrong',
        block: 'cell/product',
        port: 'left',
        sentence:
          'product waits for itself: product → sum → product. A network runs in one direction: one of these wires must go.',
        fix: 'Take out the wire from sum to product.left',
      },
    ],
  },
  {
    story: 'a block in a cell that looks at the whole batch',
    graph: inCell(`
      cell/h: cell-state units=28 <- norm
      cell/sum: add <- x, h
      cell/norm: batch-norm <- sum
      cell/y: cell-output <- norm`),
    faults: [
      {
        code: 'not-in-cell',
        severity: 'wrong',
        block: 'cell/norm',
        sentence: 'norm: a BatchNorm does not work on one step by itself, so it has no place in a recurrent cell.',
        fix: 'Remove norm | −56 parameters',
      },
    ],
  },
  {
    story: 'a part of a cell in the network',
    graph: `
      digits: image
      flatten: flatten <- digits
      h: cell-state units=784 <- flatten
      sum: add <- flatten, h
      dense1: dense units=10 <- sum
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'only-in-cell',
        severity: 'wrong',
        block: 'h',
        sentence: 'h: a State is a part of a recurrent cell and means nothing outside of one.',
        fix: 'Remove h',
      },
    ],
  },
  {
    story: 'a second output in a cell',
    graph: inCell(`
      cell/h: cell-state units=28 <- sum
      cell/sum: add <- x, h
      cell/y: cell-output <- sum
      cell/z: cell-output <- x`),
    faults: [
      {
        code: 'second-in-cell',
        severity: 'wrong',
        block: 'cell/z',
        sentence: 'z: a recurrent cell has one Step output, and there is another already.',
        fix: 'Remove z',
      },
    ],
  },
  {
    story: 'a cell from which nothing comes',
    graph: inCell(`
      cell/dense1: dense units=16 <- x`),
    faults: [
      {
        code: 'no-cell-output',
        severity: 'incomplete',
        block: 'cell',
        sentence: 'cell gives nothing yet: inside it there is neither a step output nor a State.',
        fix: 'Add a Step output | 1 wire',
      },
    ],
  },
  {
    story: 'a start of a State that has another size',
    graph: `
      digits: image
      rows: reshape shape=[28,28] <- digits
      flatten: flatten <- digits
      cell: recurrent-cell <- rows, h0=flatten
      cell/x: cell-input
      cell/h: cell-state units=28 initial=wired <- sum
      cell/sum: add <- x, h
      dense1: dense units=10 <- cell
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'state-mismatch',
        severity: 'wrong',
        block: 'cell',
        port: 'h0',
        axis: 1,
        sentence:
          'cell: the initial state h0 is [B, F28], but flatten gives [B, F784]. Features = 784 start at flatten.',
        fix: 'Put a Dense on the h0 wire | 28 units, +21,980 parameters → 28',
      },
    ],
  },
  {
    story: 'a cell that is given a picture',
    graph: `
      digits: image
      cell: recurrent-cell <- digits
      cell/x: cell-input
      cell/h: cell-state units=28 <- sum
      cell/sum: add <- x, h
      dense1: dense units=10 <- cell
      loss: cross-entropy <- dense1, digits.label`,
    faults: [
      {
        code: 'rank-mismatch',
        severity: 'wrong',
        block: 'cell',
        port: 'x',
        sentence: 'cell works on [B, T, F], but digits.image gives [B, H28, W28, C1]: a picture has no steps.',
        fix: 'Put an Image to sequence before cell | → T28×28',
      },
    ],
  },
];
