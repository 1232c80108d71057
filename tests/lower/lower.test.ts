/** From a checked document to IR: names, losses, metrics, and the text of a small network. */
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { check } from '../../src/check/check.ts';
import type { CheckedGraph } from '../../src/check/report.ts';
import { print } from '../../src/ir/print.ts';
import { verify } from '../../src/ir/verify.ts';
import { exampleWeightsName, type LowerOptions, lower, shapeOfType } from '../../src/lower/lower.ts';
import { plan } from '../../src/plan/plan.ts';
import { axis, real } from '../../src/tensor/shape.ts';
import { graph } from '../check/graph-text.ts';
import { runOnce } from '../harness/run.ts';

function checked(text: string): CheckedGraph {
  const report = check(graph(text));
  expect(report.diagnostics.filter(({ severity }) => severity === 'wrong')).toEqual([]);
  return report.graph!;
}

const options: LowerOptions = { batch: 2, mode: 'train', expose: 'losses' };

const perceptron = `
  points: table
  hidden: dense units=3 activation=relu <- points
  scores: dense units=2 bias=false <- hidden
  loss: cross-entropy <- scores, points.label`;

describe('a perceptron', () => {
  it('reads as its text', () => {
    const { graph: ir } = lower(checked(perceptron), options);
    verify(ir);
    expect(print(ir)).toMatchInlineSnapshot(`
      "%0 [2] = input {name="exampleWeights"}
      %1 [2 2] = input {name="points:features"} @points
      %2 [2] = input {name="points:label"} @points
      %3 [2 3] = parameter {name="hidden/weight"} @hidden
      %4 [3] = parameter {name="hidden/bias"} @hidden
      %5 [2 3] = matmul %1 %3 {transposeA=false transposeB=false} @hidden
      %6 [1 3] = reshape %4 @hidden
      %7 [2 3] = binary %5 %6 {fn="add"} @hidden
      %8 [2 3] = unary %7 {alpha=1 fn="relu"} @hidden
      %9 [3 2] = parameter {name="scores/weight"} @scores
      %10 [2 2] = matmul %8 %9 {transposeA=false transposeB=false} @scores
      %11 [2] = crossEntropy %10 %2 @loss
      %12 [2] = binary %11 %0 {fn="multiply"} @loss
      %13 [1] = reduce %12 {axes=[0] fn="sum"} @loss
      output loss = %13
      output loss:examples = %11
      output loss:loss = %13
      output loss:prediction = %10
      output loss:target = %2
      "
    `);
  });

  it('names what is fed, what comes out and what is scored', () => {
    const model = lower(checked(perceptron), options);
    expect(model.inputs).toEqual([
      { name: 'points:features', block: 'points', port: 'features', shape: [2, 2], lengths: null },
      { name: 'points:label', block: 'points', port: 'label', shape: [2], lengths: null },
    ]);
    expect(Object.keys(model.graph.outputs).sort()).toEqual(
      ['loss', 'loss:examples', 'loss:loss', 'loss:prediction', 'loss:target'].sort(),
    );
    expect(model.metrics).toEqual([
      {
        kind: 'accuracy',
        block: 'loss',
        prediction: 'loss:prediction',
        target: 'loss:target',
        lengths: null,
        classes: 2,
      },
    ]);
  });

  it('gives every value of every block when it is to be looked into', () => {
    const { graph: ir } = lower(checked(perceptron), { batch: 1, mode: 'evaluate', expose: 'all' });
    const shapes = Object.fromEntries(Object.entries(ir.outputs).map(([name, id]) => [name, ir.nodes[id]?.shape]));
    expect(shapes).toMatchObject({
      'points:features': [1, 2],
      'points:label': [1],
      'hidden:before': [1, 3],
      'hidden:y': [1, 3],
      'scores:y': [1, 2],
    });
    expect(shapes).not.toHaveProperty('scores:before');
  });

  it('says of every node for which block it computes', () => {
    const { graph: ir } = lower(checked(perceptron), options);
    const blocks = new Set(ir.nodes.filter((node) => node.op !== 'input').map((node) => node.block));
    expect(blocks).toEqual(new Set(['hidden', 'scores', 'loss']));
  });
});

describe('several losses', () => {
  const heads = `
    points: table
    hidden: dense units=4 activation=tanh <- points
    scores: dense units=2 <- hidden
    classes: cross-entropy weight=0.5 <- scores, points.label
    back: dense units=2 <- hidden
    again: mean-squared weight=2 <- back, points.features`;

  it('are summed by their weights, over the real examples alone', async () => {
    const model = lower(checked(heads), { ...options, batch: 3 });
    const values = new Map<string, readonly number[]>(
      model.graph.parameters.map(({ name, shape }, index) => {
        const count = shape.reduce((a, b) => a * b, 1);
        return [name, Array.from({ length: count }, (_, i) => Math.sin(1 + index + 3 * i))];
      }),
    );
    values.set('points:features', [0.5, -1, 2, 0.25, 9, 9]);
    values.set('points:label', [0, 1, 1]);
    values.set(exampleWeightsName, [0.5, 0.5, 0]);
    const results = await runOnce(referenceBackend, plan(model.graph, { batch: 3 }), values);
    const of = (name: string) => results.get(`output ${name}`)!;
    for (const { block, mean, examples } of model.losses) {
      const [first, second, padding] = of(examples) as [number, number, number];
      expect([block, of(mean)[0]]).toEqual([block, expect.closeTo((first + second) / 2, 12)]);
      expect(padding).not.toBe(0);
    }
    expect(of('loss')[0]).toBeCloseTo(0.5 * of('classes:loss')[0]! + 2 * of('again:loss')[0]!, 12);
    expect(model.losses.map(({ block, weight }) => [block, weight])).toEqual([
      ['classes', 0.5],
      ['again', 2],
    ]);
  });

  it('of numbers have no accuracy', () => {
    expect(lower(checked(heads), options).metrics.map(({ block }) => block)).toEqual(['classes']);
  });
});

it('lengths are fed beside the sequence, and by them answers are counted', () => {
  const model = lower(
    checked(`
      book: text dataset=moby-dick
      tokens: tokenize <- book
      pad1: pad length=20 <- tokens
      vectors: embedding units=4 <- pad1
      scores: dense units=256 <- vectors
      loss: cross-entropy <- scores, pad1`),
    options,
  );
  expect(model.inputs).toEqual([
    { name: 'pad1:y', block: 'pad1', port: 'y', shape: [2, 20], lengths: 'pad1:y.lengths' },
  ]);
  const { nodes, outputs } = model.graph;
  expect(model.metrics[0]).toMatchObject({ kind: 'accuracy', lengths: 'loss:answers.lengths' });
  expect(nodes[outputs['loss:answers.lengths']!]).toMatchObject({ op: 'input', shape: [2] });
});

it('an autoencoder needs no block of its own: its input is wired to its target', () => {
  const model = lower(
    checked(`
      digits: image
      flat: flatten <- digits
      code: dense units=8 activation=relu <- flat
      back: dense units=784 activation=sigmoid <- code
      picture: reshape shape=[28,28,1] <- back
      loss: mean-squared <- picture, digits.image`),
    options,
  );
  const { outputs, nodes } = model.graph;
  expect(nodes[outputs['loss:target']!]).toMatchObject({ op: 'input', attrs: { name: 'digits:image' } });
});

it('one output for two classes is right on either side of its threshold', () => {
  const metric = (logits: boolean) =>
    lower(
      checked(`
        points: table
        score: dense units=1 ${logits ? '' : 'activation=sigmoid'} <- points
        loss: binary-cross-entropy logits=${logits} <- score, points.label`),
      options,
    ).metrics[0];
  expect(metric(true)).toMatchObject({ kind: 'binary-accuracy', threshold: 0 });
  expect(metric(false)).toMatchObject({ kind: 'binary-accuracy', threshold: 0.5 });
});

it('running statistics are updated while training alone', () => {
  const text = `
    digits: image
    conv1: conv2d filters=2 bias=false <- digits
    norm1: batch-norm <- conv1
    flat: flatten <- norm1
    dense1: dense units=10 <- flat
    loss: cross-entropy <- dense1, digits.label`;
  const updates = (mode: LowerOptions['mode']) => Object.keys(lower(checked(text), { ...options, mode }).graph.updates);
  expect(updates('train')).toEqual(['norm1/running_mean', 'norm1/running_var']);
  expect(updates('evaluate')).toEqual([]);
});

describe('what cannot be lowered is told', () => {
  it('a graph without a loss', () => {
    expect(() => lower({ order: [], sources: {}, data: [], losses: [] }, options)).toThrow(RangeError);
  });

  it('a length that is not bound', () => {
    const sequence = { axes: [axis('B', 'B', 'data'), axis('T', 'T', 'data')], element: real };
    expect(() => shapeOfType(sequence, 4)).toThrow(RangeError);
  });
});
