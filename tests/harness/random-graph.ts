/** Random differentiable graphs of many ops: convolutions, pools, products, branches that meet again, shared weights, updates. */
import fc from 'fast-check';
import { Builder } from '../../src/ir/builder.ts';
import type { NodeId } from '../../src/ir/graph.ts';
import type { CaseGraph } from './case.ts';
import { operand, trainable } from './case.ts';

export interface RandomGraph extends CaseGraph {
  readonly loss: NodeId;
}

/** Builds while it keeps the numbers for its leaves. */
class Growth {
  readonly builder = new Builder();
  readonly values = new Map<string, readonly number[]>();

  parameter(shape: readonly number[], l2 = 0): NodeId {
    const name = `w${this.values.size}`;
    // Small numbers keep long chains of layers in range.
    this.values.set(
      name,
      operand(shape, this.values.size + 1).values.map((value) => value / 4),
    );
    return this.builder.parameter({ ...trainable(name, shape), l2 });
  }

  input(shape: readonly number[]): NodeId {
    const name = `x${this.values.size}`;
    this.values.set(name, operand(shape, this.values.size + 1).values);
    return this.builder.input(name, shape);
  }

  buffer(shape: readonly number[], value: NodeId): void {
    const name = `b${this.values.size}`;
    this.values.set(name, operand(shape, this.values.size + 1).values);
    const buffer = this.builder.parameter({ ...trainable(name, shape), trainable: false });
    const mixed = this.builder.binary('add', this.builder.scalar('multiply', buffer, 0.9), value);
    this.builder.update(name, mixed);
  }
}

/** From a picture [B,H,W,C], and one that came before it, to the next picture. */
type Layer = (growth: Growth, x: NodeId, earlier: NodeId) => NodeId;

const plain = { stride: [1, 1], dilation: [1, 1], groups: 1 } as const;

const layers: readonly Layer[] = [
  (growth, x) => {
    const { builder } = growth;
    const channels = builder.shapeOf(x)[3]!;
    const w = growth.parameter([3, 3, channels, 5], 0.1);
    const y = builder.conv2d(x, w, { ...plain, padding: [1, 1, 1, 1] });
    const bias = builder.reshape(growth.parameter([5]), [1, 1, 1, 5]);
    return builder.unary('relu', builder.binary('add', y, builder.broadcast(bias, builder.shapeOf(y))));
  },
  (growth, x) => {
    const { builder } = growth;
    const [, , , channels] = builder.shapeOf(x);
    const w = growth.parameter([1, 1, channels!, 4]);
    return builder.unary('gelu', builder.conv2d(x, w, { ...plain, padding: [0, 0, 0, 0] }));
  },
  (growth, x) => {
    const { builder } = growth;
    const [, height, width] = builder.shapeOf(x);
    if (height! < 2 || width! < 2) return builder.unary('tanh', x);
    return builder.maxPool(x, { window: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0] });
  },
  ({ builder }, x) =>
    builder.avgPool(x, { window: [2, 2], stride: [1, 1], padding: [1, 0, 1, 0], countPadding: false }),
  ({ builder }, x) => builder.unary('softplus', x),
  ({ builder }, x) => builder.binary('multiply', x, builder.unary('sigmoid', x)),
  ({ builder }, x, earlier) => {
    const fits = builder.shapeOf(x).join() === builder.shapeOf(earlier).join();
    return fits ? builder.binary('add', x, earlier) : builder.unary('negate', x);
  },
  ({ builder }, x, earlier) => {
    const fits = builder.shapeOf(x).slice(0, 3).join() === builder.shapeOf(earlier).slice(0, 3).join();
    return fits ? builder.concat([x, earlier], 3) : builder.transpose(x, [0, 2, 1, 3]);
  },
  // Normalisation by batch statistics, whose mean goes to a buffer as well.
  (growth, x) => {
    const { builder } = growth;
    const channels = builder.shapeOf(x)[3]!;
    const mean = builder.mean(x, [0, 1, 2]);
    const centred = builder.binary('subtract', x, mean);
    const variance = builder.mean(builder.unary('square', centred), [0, 1, 2]);
    growth.buffer([channels], builder.reshape(mean, [channels]));
    return builder.binary('multiply', centred, builder.unary('rsqrt', builder.scalar('add', variance, 0.1)));
  },
  ({ builder }, x) => {
    const mask = builder.dropoutMask(builder.uniform(builder.shapeOf(x), 77), 0.25);
    return builder.binary('multiply', x, mask);
  },
  ({ builder }, x) => {
    const largest = builder.max(x, [1, 2]);
    return builder.binary('subtract', x, builder.broadcast(largest, builder.shapeOf(x)));
  },
];

function grow(choices: readonly { readonly layer: number; readonly back: number }[]): RandomGraph {
  const growth = new Growth();
  const { builder } = growth;
  const pictures = [growth.input([2, 5, 4, 3])];
  for (const [index, { layer, back }] of choices.entries()) {
    builder.at(`block${index}`);
    const earlier = pictures[Math.max(0, pictures.length - 1 - back)]!;
    pictures.push(layers[layer]!(growth, pictures.at(-1)!, earlier));
  }
  const last = pictures.at(-1)!;
  const [batch, ...rest] = builder.shapeOf(last);
  const features = rest.reduce((product, size) => product * size, 1);
  const w = growth.parameter([features, 3]);
  const bias = growth.parameter([3]);
  const logits = builder.binary(
    'add',
    builder.matmul(builder.reshape(last, [batch!, features]), w),
    builder.reshape(bias, [1, 3]),
  );
  const labels = builder.input('labels', [batch!]);
  growth.values.set('labels', [2, 0]);
  growth.parameter([4, 2]); // reaches no loss
  const loss = builder.mean(builder.crossEntropy(logits, labels), [0]);
  builder.output('loss', loss);
  builder.output('logits', logits);
  builder.output('middle', pictures[Math.floor(pictures.length / 2)]!);
  return { graph: builder.finish(), values: growth.values, loss };
}

export const randomGraphs: fc.Arbitrary<RandomGraph> = fc
  .array(fc.record({ layer: fc.integer({ min: 0, max: layers.length - 1 }), back: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 9,
  })
  .map(grow);
