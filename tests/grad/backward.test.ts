/** The backward pass as a transformation of graphs: what it adds and what it leaves. */
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { backward } from '../../src/grad/backward.ts';
import { Builder } from '../../src/ir/builder.ts';
import { verify } from '../../src/ir/verify.ts';
import { plan } from '../../src/plan/plan.ts';
import { trainable } from '../harness/case.ts';
import { runOnce } from '../harness/run.ts';

describe('backward', () => {
  it('sums over the uses of a value, gives zeros to parameters that do not reach the loss, none to frozen ones', async () => {
    const builder = new Builder();
    const w = builder.parameter(trainable('w', [2]));
    const frozen = builder.parameter({ ...trainable('frozen', [2]), trainable: false });
    builder.parameter(trainable('idle', [3]));
    // w·w + w·frozen, so the gradient is 2w + frozen.
    const y = builder.binary('add', builder.binary('multiply', w, w), builder.binary('multiply', w, frozen));
    const loss = builder.sum(y, [0]);
    const graph = backward(builder.finish(), loss);
    verify(graph);
    expect(Object.keys(graph.gradients).sort()).toEqual(['idle', 'w']);
    const values = new Map([
      ['w', [1, 2]],
      ['frozen', [10, 20]],
    ]);
    const found = await runOnce(referenceBackend, plan(graph, { batch: 1 }), values);
    expect(found.get('gradient w')).toEqual([12, 24]);
    expect(found.get('gradient idle')).toEqual([0, 0, 0]);
  });

  it('keeps outputs and updates, and marks what it adds with block and pass', () => {
    const builder = new Builder();
    builder.at('dense1');
    const w = builder.parameter(trainable('w', [2]));
    const loss = builder.sum(builder.unary('square', w), [0]);
    builder.output('loss', loss);
    const graph = builder.finish();
    const more = backward(graph, loss);
    expect(more.nodes.slice(0, graph.nodes.length)).toEqual(graph.nodes);
    expect(more.outputs).toEqual(graph.outputs);
    const added = more.nodes.slice(graph.nodes.length);
    expect(added.map(({ pass }) => pass)).toEqual(added.map(() => 'backward'));
    expect(new Set(added.map(({ block }) => block))).toEqual(new Set(['dense1']));
  });

  it('builds nothing for branches without parameters', () => {
    const builder = new Builder();
    const x = builder.unary('exp', builder.input('x', [2, 3]));
    const y = builder.matmul(x, builder.parameter(trainable('w', [3, 1])));
    const loss = builder.sum(y, [0, 1]);
    const graph = backward(builder.finish(), loss);
    expect(graph.nodes.filter(({ op, pass }) => pass === 'backward' && op === 'unaryGrad')).toEqual([]);
    expect(graph.nodes.filter(({ op, pass }) => pass === 'backward' && op === 'matmul')).toHaveLength(1);
  });

  it('gives gradients of any node on request, as outputs', async () => {
    const builder = new Builder();
    const x = builder.input('x', [3]);
    const hidden = builder.unary('square', x);
    const loss = builder.sum(builder.scalar('multiply', hidden, 5), [0]);
    const graph = backward(builder.finish(), loss, { 'dL/dhidden': hidden, 'dL/dx': x });
    const found = await runOnce(referenceBackend, plan(graph, { batch: 1 }), new Map([['x', [1, 2, 3]]]));
    expect(found.get('output dL/dhidden')).toEqual([5, 5, 5]);
    expect(found.get('output dL/dx')).toEqual([10, 20, 30]);
  });

  it('refuses a loss of several elements', () => {
    const builder = new Builder();
    const w = builder.parameter(trainable('w', [2]));
    expect(() => backward(builder.finish(), w)).toThrow('not one element');
  });
});
