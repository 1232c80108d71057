/** When a product takes its bias and activation along, and when it must not. */
import { describe, expect, it } from 'vitest';
import { backward } from '../../src/grad/backward.ts';
import { Builder } from '../../src/ir/builder.ts';
import type { Graph, NodeId } from '../../src/ir/graph.ts';
import type { UnaryFunction } from '../../src/ir/ops.ts';
import { derivativeReads } from '../../src/ir/ops.ts';
import { askedOf } from '../../src/plan/dead.ts';
import { fuse } from '../../src/plan/fuse.ts';
import { simplify } from '../../src/plan/simplify.ts';
import { trainable } from '../harness/case.ts';

const activations = ['relu', 'leaky-relu', 'elu', 'gelu', 'silu', 'sigmoid', 'tanh', 'softplus'] as const;

function dense(fn: UnaryFunction): { graph: Graph; loss: NodeId } {
  const builder = new Builder();
  const x = builder.input('x', [4, 3]);
  const product = builder.matmul(x, builder.parameter(trainable('weight', [3, 2])));
  const bias = builder.reshape(builder.parameter(trainable('bias', [2])), [1, 2]);
  const y = builder.unary(fn, builder.binary('add', product, builder.broadcast(bias, [4, 2])));
  builder.output('y', y);
  const loss = builder.sum(y, [0, 1]);
  builder.output('loss', loss);
  return { graph: builder.finish(), loss };
}

const stepsOf = (graph: Graph) => [...fuse(graph.nodes, askedOf(graph), true).values()];

const product = (graph: Graph) => stepsOf(simplify(graph)).find(({ kernel }) => kernel.op === 'matmul')!;

describe('fuse', () => {
  it.each(activations)('takes bias and %s along in evaluation', (fn) => {
    expect(product(dense(fn).graph).kernel.epilogue).toEqual({ bias: true, activation: { fn, alpha: 1 } });
  });

  it.each(activations)('takes %s along in training only if its derivative reads the value', (fn) => {
    const { graph, loss } = dense(fn);
    const { epilogue } = product(backward(graph, loss)).kernel;
    expect(epilogue.bias).toBe(true);
    expect(epilogue.activation).toEqual(derivativeReads[fn] === 'value' ? { fn, alpha: 1 } : null);
  });

  it('leaves alone what is an output of its own', () => {
    const builder = new Builder();
    const raw = builder.matmul(builder.input('a', [2, 3]), builder.input('b', [3, 2]));
    builder.output('raw', raw);
    builder.output('y', builder.unary('relu', raw));
    expect(stepsOf(builder.finish())).toHaveLength(2);
  });

  it('gives the sum of two products to one of them only', () => {
    const builder = new Builder();
    const left = builder.matmul(builder.input('a', [1, 3]), builder.input('b', [3, 2]));
    const right = builder.matmul(builder.input('c', [1, 3]), builder.input('d', [3, 2]));
    builder.output('y', builder.unary('tanh', builder.binary('add', left, right)));
    const steps = stepsOf(builder.finish());
    expect(steps.map(({ kernel }) => kernel.epilogue)).toEqual([
      { bias: false, activation: null },
      { bias: true, activation: { fn: 'tanh', alpha: 1 } },
    ]);
    expect(steps[1]!.inputs).toContain(steps[0]!.outputs[0]);
  });

  it('takes no addend along that differs from row to row', () => {
    const builder = new Builder();
    const raw = builder.matmul(builder.input('a', [4, 3]), builder.input('b', [3, 2]));
    builder.output('y', builder.binary('add', raw, builder.input('c', [4, 1])));
    expect(stepsOf(builder.finish())).toHaveLength(2);
  });
});
