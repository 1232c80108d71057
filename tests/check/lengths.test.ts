/** Lengths travel with the types: who keeps them, who makes new ones, and where they end. */
import { expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { chipText } from '../../src/tensor/shape.ts';
import { graph } from './graph-text.ts';

/** Shape and maker of the lengths of each block's first output. */
function told(text: string): { readonly [block: string]: string } {
  const report = check(graph(text));
  expect(report.diagnostics).toEqual([]);
  const outputs = [...report.blocks].flatMap(([id, { outputs }]) => {
    const [first] = Object.values(outputs);
    return first ? [[id, `${chipText(first)}${first.lengths === undefined ? '' : ` ${first.lengths}`}`] as const] : [];
  });
  return Object.fromEntries(outputs);
}

const tokens = `
  mail: text dataset=mail
  tokens: tokenize by=words <- mail
  pad1: pad length=60 <- tokens
  words: embedding units=16 <- pad1`;

it('a stack of convolutions, pools and recurrent layers is one wire each', () => {
  expect(
    told(`
      ${tokens}
      conv1: conv1d filters=8 kernel=5 activation=relu <- words
      pool1: max-pool1d <- conv1
      lstm1: lstm units=12 returns=every <- pool1
      norm1: layer-norm <- lstm1
      drop1: dropout <- norm1
      gru1: gru units=6 <- drop1
      dense1: dense units=2 <- gru1
      loss: cross-entropy <- dense1, mail.label`),
  ).toMatchObject({
    tokens: 'T',
    pad1: 'T60 pad1.y',
    words: 'T60×16 pad1.y',
    conv1: 'T56×8 conv1.y',
    pool1: 'T28×8 pool1.y',
    lstm1: 'T28×12 pool1.y',
    norm1: 'T28×12 pool1.y',
    drop1: 'T28×12 pool1.y',
    gru1: '6',
  });
});

it('windows that leave every step its place keep the lengths, so that ways around them meet again', () => {
  expect(
    told(`
      ${tokens}
      where: positional <- words
      conv1: conv1d filters=16 kernel=4 padding=same <- where
      conv2: conv1d filters=16 kernel=3 dilation=2 padding=explicit sides=[4,0] <- conv1
      pool1: avg-pool1d window=3 stride=custom steps=1 padding=same <- conv2
      sum: add inputs=2 <- words, pool1
      beside: concat <- sum, where
      halves: split <- beside
      both: subtract <- halves.y1, halves.y2
      last: last-step <- both
      dense1: dense units=2 <- last
      loss: cross-entropy <- dense1, mail.label`),
  ).toMatchObject({
    conv1: 'T60×16 pad1.y',
    conv2: 'T60×16 pad1.y',
    pool1: 'T60×16 pad1.y',
    sum: 'T60×16 pad1.y',
    beside: 'T60×32 pad1.y',
    halves: 'T60×16 pad1.y',
    both: 'T60×16 pad1.y',
    last: '16',
  });
});

it('a loss takes lengths from either side', () => {
  const learn = (prediction: string) => `
    digits: image
    steps: image-to-sequence <- digits
    ends: masking <- steps
    scores: dense units=28 <- ${prediction}
    loss: mean-squared <- scores, ends`;
  expect(told(learn('ends'))).toMatchObject({ scores: 'T28×28 ends.y' });
  expect(told(learn('steps'))).toMatchObject({ scores: 'T28×28' });
});
