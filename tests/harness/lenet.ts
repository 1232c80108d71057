/** LeNet as the template lowers it: conv 3×3×16, ReLU, pool, conv 3×3×32, ReLU, pool, dense 10, weighted cross-entropy. */
import { Builder } from '../../src/ir/builder.ts';
import type { Graph, NodeId } from '../../src/ir/graph.ts';
import { trainable } from './case.ts';

export function lenet(batch: number): { readonly graph: Graph; readonly loss: NodeId } {
  const builder = new Builder();
  const bias = (name: string, y: NodeId): NodeId => {
    const shape = builder.shapeOf(y);
    const row = shape.map((size, axis) => (axis === shape.length - 1 ? size : 1));
    const parameter = builder.parameter(trainable(`${name}/bias`, [shape.at(-1)!]));
    return builder.binary('add', y, builder.broadcast(builder.reshape(parameter, row), shape));
  };
  const conv = (name: string, x: NodeId, filters: number): NodeId => {
    builder.at(name);
    const w = builder.parameter(trainable(`${name}/weight`, [3, 3, builder.shapeOf(x)[3]!, filters]));
    const attrs = { stride: [1, 1], dilation: [1, 1], padding: [1, 1, 1, 1], groups: 1 } as const;
    return builder.unary('relu', bias(name, builder.conv2d(x, w, attrs)));
  };
  const pool = (name: string, x: NodeId): NodeId => {
    builder.at(name);
    return builder.maxPool(x, { window: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0] });
  };
  const image = builder.input('image', [batch, 28, 28, 1]);
  const labels = builder.input('labels', [batch]);
  const weights = builder.input('example-weights', [batch]);
  const features = pool('pool2', conv('conv2', pool('pool1', conv('conv1', image, 16)), 32));
  builder.at('dense');
  const w = builder.parameter(trainable('dense/weight', [7 * 7 * 32, 10]));
  const logits = bias('dense', builder.matmul(builder.reshape(features, [batch, 7 * 7 * 32]), w));
  builder.at('loss');
  const perExample = builder.crossEntropy(logits, labels);
  const loss = builder.sum(builder.binary('multiply', perExample, weights), [0]);
  builder.output('loss', loss);
  builder.output('logits', logits);
  return { graph: builder.finish(), loss };
}
