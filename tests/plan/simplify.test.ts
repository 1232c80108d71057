/** What each rewrite leaves of a graph, as text. */
import { describe, expect, it } from 'vitest';
import { Builder } from '../../src/ir/builder.ts';
import type { NodeId } from '../../src/ir/graph.ts';
import { print } from '../../src/ir/print.ts';
import { verify } from '../../src/ir/verify.ts';
import { simplify } from '../../src/plan/simplify.ts';

/** The lines after x [2 3] when `make(x)` is the output `y`. */
function leaves(make: (builder: Builder, x: NodeId) => NodeId): string[] {
  const builder = new Builder();
  builder.output('y', make(builder, builder.input('x', [2, 3])));
  const simple = simplify(builder.finish());
  verify(simple);
  return print(simple).trimEnd().split('\n').slice(1);
}

const nothing = ['output y = %0'];

describe('simplify', () => {
  it.each<[string, (builder: Builder, x: NodeId) => NodeId]>([
    ['x · 1', (b, x) => b.scalar('multiply', x, 1)],
    ['1 · x', (b, x) => b.binary('multiply', b.constant([1, 1], 1), x)],
    ['x + 0, the zeros repeated', (b, x) => b.binary('add', x, b.broadcast(b.constant([1, 1], 0), [2, 3]))],
    ['x − 0', (b, x) => b.scalar('subtract', x, 0)],
    ['x / (3 − 2)', (b, x) => b.binary('divide', x, b.scalar('subtract', b.constant([1, 1], 3), 2))],
    ['there and back by reshape', (b, x) => b.reshape(b.reshape(x, [6]), [2, 3])],
    ['transposed twice', (b, x) => b.transpose(b.transpose(x, [1, 0]), [1, 0])],
    ['repeated to its own shape', (b, x) => b.broadcast(x, [2, 3])],
    ['the sum over nothing', (b, x) => b.sum(x, [])],
    ['joined with nothing', (b, x) => b.concat([x], 0)],
    ['all of it', (b, x) => b.slice(x, 1, 0, [2, 3])],
  ])('%s is x', (_, make) => expect(leaves(make)).toEqual(nothing));

  it('lets binary ops repeat their operands themselves', () => {
    expect(leaves((b, x) => b.binary('multiply', x, b.broadcast(b.sum(x, [0]), [2, 3])))).toEqual([
      '%1 [1 3] = reduce %0 {axes=[0] fn="sum"}',
      '%2 [2 3] = binary %0 %1 {fn="multiply"}',
      'output y = %2',
    ]);
  });

  it('keeps the repetition that gives the result its shape', () => {
    expect(leaves((b, x) => b.binary('add', b.sum(x, [0]), b.broadcast(b.sum(x, [0, 1]), [2, 3])))).toHaveLength(5);
  });

  it('computes an equal value once', () => {
    expect(leaves((b, x) => b.binary('add', b.unary('exp', x), b.unary('exp', x)))).toEqual([
      '%1 [2 3] = unary %0 {alpha=1 fn="exp"}',
      '%2 [2 3] = binary %1 %1 {fn="add"}',
      'output y = %2',
    ]);
  });

  it('moves axes of size 1 by a view', () => {
    expect(leaves((b, x) => b.transpose(b.reshape(x, [2, 1, 3]), [1, 0, 2]))).toEqual([
      '%1 [1 2 3] = reshape %0',
      'output y = %1',
    ]);
  });

  it('makes one permutation of two', () => {
    expect(leaves((b, x) => b.transpose(b.transpose(b.oneHot(x, 4), [2, 0, 1]), [0, 2, 1]))).toEqual([
      '%1 [2 3 4] = oneHot %0 {classes=4}',
      '%2 [4 3 2] = transpose %1 {permutation=[2,1,0]}',
      'output y = %2',
    ]);
  });

  it('does not take x − x·0 for x: zero times infinity is no number', () => {
    expect(leaves((b, x) => b.scalar('multiply', x, 0))).toHaveLength(3);
  });

  it('does not take 1 / x or 0 − x for x', () => {
    expect(leaves((b, x) => b.binary('divide', b.constant([1, 1], 1), x))).toHaveLength(3);
    expect(leaves((b, x) => b.binary('subtract', b.constant([1, 1], 0), x))).toHaveLength(3);
  });

  it('drops what nobody asked for, but no input', () => {
    const builder = new Builder();
    const x = builder.input('x', [2]);
    builder.unary('exp', builder.input('unused', [3]));
    builder.output('y', builder.unary('log', x));
    const simple = simplify(builder.finish());
    expect(simple.nodes.map(({ op }) => op)).toEqual(['input', 'input', 'unary']);
  });
});
