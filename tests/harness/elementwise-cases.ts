/** Random graphs of elementwise ops, with repeated, sliced, joined and reshaped operands: what a plan fuses. */
import fc from 'fast-check';
import { Builder } from '../../src/ir/builder.ts';
import type { NodeId, Shape } from '../../src/ir/graph.ts';
import { binaryFunctions, type UnaryFunction } from '../../src/ir/ops.ts';
import { type CaseGraph, operand } from './case.ts';

const functions: readonly UnaryFunction[] = ['sigmoid', 'tanh', 'relu', 'gelu', 'softplus', 'square', 'negate'];

interface Making {
  readonly rule: number;
  readonly a: number;
  readonly b: number;
  readonly choice: number;
}

/** Builds while it keeps the numbers for its leaves. */
class Growth {
  readonly builder = new Builder();
  readonly values = new Map<string, readonly number[]>();

  leaf(shape: Shape, positive = false): NodeId {
    const name = `x${this.values.size}`;
    const { values } = operand(shape, this.values.size + 1, { of: positive ? 'positive' : 'real' });
    this.values.set(name, values);
    return this.builder.input(name, shape);
  }
}

/** From values to one more: of any shape, by any elementwise way. */
const rules: readonly ((growth: Growth, a: NodeId, b: NodeId, choice: number) => NodeId)[] = [
  ({ builder }, a, _, choice) => builder.unary(functions[choice % functions.length]!, a),
  ({ builder }, a, b) => {
    const fits = builder.shapeOf(a).join() === builder.shapeOf(b).join();
    return builder.binary('multiply', a, fits ? b : a);
  },
  (growth, a, _, choice) => {
    // A row, a column, one number, or all of them, on either side.
    const { builder } = growth;
    const narrow = builder.shapeOf(a).map((size, axis) => ((choice >> axis) % 2 === 0 ? size : 1));
    const fn = binaryFunctions[choice % binaryFunctions.length]!;
    const other = growth.leaf(narrow, true);
    return fn !== 'divide' && choice % 3 === 0 ? builder.binary(fn, other, a) : builder.binary(fn, a, other);
  },
  ({ builder }, a, _, choice) => builder.scalar('add', a, choice / 8),
  ({ builder }, a, b, choice) => {
    const axis = choice % builder.shapeOf(a).length;
    const fits = builder.shapeOf(a).join() === builder.shapeOf(b).join();
    return builder.concat(fits ? [a, b, a] : [a, a], axis);
  },
  ({ builder }, a, _, choice) => {
    const shape = builder.shapeOf(a);
    const axis = choice % shape.length;
    const half = Math.ceil(shape[axis]! / 2);
    const part = shape.map((size, index) => (index === axis ? half : size));
    return builder.slice(a, axis, choice % 2 === 0 ? 0 : shape[axis]! - half, part);
  },
  // The parts of a value that is read in parts alone.
  ({ builder }, a, b) => {
    const shape = builder.shapeOf(a);
    const last = shape.length - 1;
    const half = Math.floor(shape[last]! / 2);
    if (half === 0) return builder.unary('tanh', a);
    const fits = builder.shapeOf(b).join() === shape.join();
    const sum = builder.binary('add', builder.unary('square', a), fits ? b : a);
    const part = shape.map((size, index) => (index === last ? half : size));
    const parts = [0, shape[last]! - half].map((start) => builder.slice(sum, last, start, part));
    return builder.binary('multiply', builder.unary('sigmoid', parts[0]!), parts[1]!);
  },
  ({ builder }, a) => {
    const [first = 1, second = 1, ...rest] = builder.shapeOf(a);
    return builder.reshape(a, [first * second, ...rest]);
  },
  ({ builder }, a) => {
    const shape = builder.shapeOf(a);
    return builder.reshape(a, [...shape.slice(0, -1), 1, shape.at(-1)!]);
  },
  (growth, a) => {
    const { builder } = growth;
    const shape = builder.shapeOf(a);
    return builder.binary('subtract', a, builder.broadcast(builder.max(a, [shape.length - 1]), shape));
  },
  ({ builder }, a) => {
    const mask = builder.dropoutMask(builder.uniform(builder.shapeOf(a), 3), 0.25);
    return builder.binary('multiply', a, mask);
  },
  ({ builder }, a) => builder.add('unaryGrad', { fn: 'tanh', alpha: 1 }, [a, a, a]),
];

const upTo = (max: number, min = 0) => fc.integer({ min, max });

/** The last values are outputs, and some on the way. */
export const elementwiseGraphs: fc.Arbitrary<CaseGraph> = fc
  .record({
    shape: fc.tuple(upTo(3, 1), upTo(5, 1), upTo(23, 1)),
    makings: fc.array(fc.record({ rule: upTo(rules.length - 1), a: upTo(30), b: upTo(30), choice: upTo(30) }), {
      minLength: 2,
      maxLength: 14,
    }),
    asked: fc.array(upTo(30), { maxLength: 2 }),
  })
  .map(({ shape, makings, asked }) => {
    const growth = new Growth();
    const values: NodeId[] = [growth.leaf(shape), growth.leaf(shape)];
    const at = (index: number) => values[values.length - 1 - (index % values.length)]!;
    for (const { rule, a, b, choice } of makings as readonly Making[]) {
      const made = rules[rule]!(growth, at(a), at(b), choice);
      const { length } = values;
      // Joins upon joins would grow without end.
      const isSmall = growth.builder.shapeOf(made).reduce((product, size) => product * size, 1) < 2000;
      if (isSmall) values[length] = made;
    }
    for (const [index, id] of [values.at(-1)!, values.at(-2)!, ...asked.map(at)].entries()) {
      growth.builder.output(`y${index}`, id);
    }
    return { graph: growth.builder.finish(), values: growth.values };
  });
