/** Shapes of results: what fits, and that a misfit is told with the op and its shapes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Builder } from '../../src/ir/builder.ts';
import { inferShape, windowCount } from '../../src/ir/infer.ts';
import { print } from '../../src/ir/print.ts';
import { verify } from '../../src/ir/verify.ts';
import { graphOf, trainable } from '../harness/case.ts';
import { opCases, opKinds, wideExtent } from '../harness/op-cases.ts';
import { randomGraphs } from '../harness/random-graph.ts';

const plain = { stride: [1, 1], dilation: [1, 1], padding: [0, 0, 0, 0], groups: 1 } as const;

describe('inferShape', () => {
  it.each(opKinds)('%s gives what its cases were made for', (op) => {
    fc.assert(
      fc.property(opCases(wideExtent)[op], (drawn) => {
        const { graph } = graphOf(drawn);
        verify(graph);
        if (drawn.shape) expect(graph.nodes.at(-1)!.shape).toEqual(drawn.shape);
      }),
      { numRuns: 50 },
    );
  });

  it('counts the positions of a window as they can be counted by hand', () => {
    const axis = fc.record({
      size: fc.integer({ min: 1, max: 20 }),
      kernel: fc.integer({ min: 1, max: 5 }),
      stride: fc.integer({ min: 1, max: 4 }),
      dilation: fc.integer({ min: 1, max: 3 }),
      padding: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(axis, ({ size, kernel, stride, dilation, padding }) => {
        let positions = 0;
        for (let start = 0; start + dilation * (kernel - 1) < size + padding; start += stride) positions++;
        expect(Math.max(0, windowCount(size, kernel, stride, dilation, padding))).toBe(positions);
      }),
    );
  });

  it.each([
    [
      'inner sizes',
      () =>
        inferShape('matmul', { transposeA: false, transposeB: false }, [
          [2, 3],
          [4, 5],
        ]),
    ],
    [
      'a kernel that is too large',
      () =>
        inferShape('conv2d', plain, [
          [1, 2, 2, 1],
          [3, 3, 1, 4],
        ]),
    ],
    [
      'channels',
      () =>
        inferShape('conv2d', plain, [
          [1, 4, 4, 2],
          [3, 3, 1, 4],
        ]),
    ],
    [
      'groups',
      () =>
        inferShape('conv2d', { ...plain, groups: 2 }, [
          [1, 4, 4, 2],
          [3, 3, 1, 3],
        ]),
    ],
    ['ranks', () => inferShape('binary', { fn: 'add' }, [[2, 3], [3]])],
    [
      'sizes',
      () =>
        inferShape('binary', { fn: 'add' }, [
          [2, 3],
          [2, 4],
        ]),
    ],
    ['elements', () => inferShape('reshape', {}, [[2, 3]], [5])],
    ['axes', () => inferShape('reduce', { fn: 'sum', axes: [2] }, [[2, 3]])],
    ['a permutation', () => inferShape('transpose', { permutation: [0, 0] }, [[2, 3]])],
    ['a part outside', () => inferShape('slice', { axis: 0, start: 2 }, [[3, 3]], [2, 3])],
    [
      'windows of padding alone',
      () => inferShape('maxPool', { window: [2, 2], stride: [1, 1], padding: [2, 0, 0, 0] }, [[1, 4, 4, 1]]),
    ],
    ['a missing operand', () => inferShape('binary', { fn: 'add' }, [[2, 3]])],
    ['a shape that is not the one asked for', () => inferShape('softmax', {}, [[2, 3]], [3, 2])],
    ['a shape that nobody gave', () => inferShape('broadcast', {}, [[1, 3]])],
    ['an empty axis', () => inferShape('constant', { value: 1 }, [], [0, 3])],
  ])('refuses %s', (_, infer) => {
    expect(infer).toThrow(RangeError);
  });

  it('names the op, the shapes and the reason', () => {
    expect(() =>
      inferShape('matmul', { transposeA: false, transposeB: false }, [
        [2, 3],
        [4, 5],
      ]),
    ).toThrow('matmul {"transposeA":false,"transposeB":false} of ([2, 3], [4, 5]): the inner sizes differ');
  });
});

describe('verify', () => {
  const scalar = () => {
    const builder = new Builder();
    const w = builder.parameter(trainable('w', [2]));
    builder.output('y', builder.unary('relu', w));
    return builder.finish();
  };

  it('accepts random graphs', () => {
    fc.assert(fc.property(randomGraphs, ({ graph }) => verify(graph)));
  });

  it('finds a node that reads a later one', () => {
    const { nodes, ...rest } = scalar();
    expect(() => verify({ ...rest, nodes: [...nodes].reverse() })).toThrow('%0 unary reads %0');
  });

  it('finds a wrong shape', () => {
    const graph = scalar();
    const nodes = [graph.nodes[0]!, { ...graph.nodes[1]!, shape: [3] }];
    expect(() => verify({ ...graph, nodes } as typeof graph)).toThrow(RangeError);
  });

  it('finds outputs, gradients and updates that cannot be', () => {
    const graph = scalar();
    expect(() => verify({ ...graph, outputs: { y: 7 } })).toThrow('output "y" is %7');
    expect(() => verify({ ...graph, gradients: { v: 1 } })).toThrow('"v", which does not exist');
    expect(() => verify({ ...graph, updates: { w: 1 } })).toThrow('learnt and no buffer');
    expect(() => verify({ ...graph, parameters: [] })).toThrow('not declared');
    expect(() => verify({ ...graph, parameters: [trainable('w', [2]), trainable('w', [2])] })).toThrow('twice');
    const more = [...graph.parameters, trainable('v', [2])];
    expect(() => verify({ ...graph, parameters: more, gradients: { w: 1 } })).toThrow('"v" has no gradient');
  });
});

describe('print', () => {
  it('writes one line a node, and what is asked for', () => {
    const builder = new Builder();
    const x = builder.input('image', [1, 2, 2, 1]);
    builder.at('conv1');
    const w = builder.parameter(trainable('conv1/weight', [2, 2, 1, 3]));
    const y = builder.conv2d(x, w, plain);
    builder.at('conv1', 'backward');
    builder.gradient('conv1/weight', builder.add('conv2dGradFilter', plain, [x, y], [2, 2, 1, 3]));
    builder.output('conv1:y', y);
    expect(print(builder.finish())).toBe(`%0 [1 2 2 1] = input {name="image"}
%1 [2 2 1 3] = parameter {name="conv1/weight"} @conv1
%2 [1 1 1 3] = conv2d %0 %1 {dilation=[1,1] groups=1 padding=[0,0,0,0] stride=[1,1]} @conv1
%3 [2 2 1 3] = conv2dGradFilter %0 %2 {dilation=[1,1] groups=1 padding=[0,0,0,0] stride=[1,1]} @conv1 backward
output conv1:y = %2
gradient conv1/weight = %3
`);
  });
});
