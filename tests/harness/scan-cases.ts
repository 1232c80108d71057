/** Random scans: bodies of a few nodes between states, sequences and what is shared, in a loss of what they give. */
import fc from 'fast-check';
import type { StepArguments } from '../../src/ir/builder.ts';
import { Builder } from '../../src/ir/builder.ts';
import type { NodeId, Shape } from '../../src/ir/graph.ts';
import { operand, trainable } from './case.ts';
import type { RandomGraph } from './random-graph.ts';

export const batch = 2;
const tableRows = 3;
const widest = 4;
const widths = [1, 2, 3, widest] as const;

/** One value made of earlier ones: `a` and `b` choose them. */
interface Making {
  readonly rule: number;
  readonly a: number;
  readonly b: number;
  readonly width: number;
}

interface ScanPlan {
  readonly steps: number;
  readonly reverse: boolean;
  /** Widths of the states and sequences [batch, width]. */
  readonly states: readonly number[];
  readonly sequences: readonly number[];
  readonly makings: readonly Making[];
  /** Which values are given out: final states, and values of every step. */
  readonly final: readonly number[];
  readonly stacked: readonly number[];
  /** Which gradients of the states are watched. */
  readonly tapped: 'none' | 'all' | 'masked';
  /** Which leaves are parameters; the others are inputs. */
  readonly learnt: readonly boolean[];
}

/** One step under construction: its builder, and the arguments beside states and sequences. */
class Step {
  readonly body: Builder;
  private readonly shared: readonly NodeId[];
  /** [batch]: rows of the table, another choice each step; one is not in it. */
  readonly ids: NodeId;

  constructor(body: Builder, { shared, sequences }: StepArguments) {
    this.body = body;
    this.shared = shared;
    this.ids = sequences.at(-1)!;
  }

  width(id: NodeId): number {
    return this.body.shapeOf(id)[1]!;
  }

  /** A part of the large matrix, or the square one that is there for this width. */
  weight(from: number, to: number): NodeId {
    if (from === to && from <= widest) return this.shared[from - 1]!;
    const whole = this.shared[widest]!;
    return this.body.slice(this.body.slice(whole, 0, 0, [from, widest]), 1, 0, [from, to]);
  }

  row(width: number): NodeId {
    return this.body.slice(this.shared[widest + 1]!, 1, 0, [1, width]);
  }

  table(width: number): NodeId {
    return this.body.slice(this.shared[widest + 2]!, 1, 0, [tableRows, width]);
  }

  /** `a` with this width. */
  fitted(a: NodeId, width: number): NodeId {
    return this.width(a) === width ? a : this.body.matmul(a, this.weight(this.width(a), width));
  }
}

/** In the order in which they are made: see `Step`. */
const sharedShapes: readonly Shape[] = [
  ...widths.map((width) => [width, width]),
  [2 * widest, widest],
  [1, widest],
  [tableRows, widest],
];

/** From values [batch, ...] to one more. */
const rules: readonly ((step: Step, a: NodeId, b: NodeId, width: number) => NodeId)[] = [
  (step, a, _, width) => step.body.matmul(a, step.weight(step.width(a), width)),
  (step, a, _, width) => step.body.matmul(a, step.weight(width, step.width(a)), false, true),
  (step, a, b, width) => {
    const joined = step.body.concat([a, b], 1);
    return step.body.matmul(joined, step.weight(step.width(joined), width));
  },
  ({ body }, a) => body.unary('sigmoid', a),
  ({ body }, a) => body.unary('gelu', a),
  ({ body }, a) => body.unary('negate', a),
  (step, a, b) => step.body.binary('add', a, step.fitted(b, step.width(a))),
  (step, a, b) => step.body.binary('subtract', step.fitted(a, step.width(b)), b),
  (step, a, b) => step.body.binary('multiply', a, step.body.unary('tanh', step.fitted(b, step.width(a)))),
  (step, a) => {
    const [half, whole] = [Math.ceil(step.width(a) / 2), step.width(a)];
    const front = step.body.slice(a, 1, 0, [batch, half]);
    return step.body.concat([step.body.slice(a, 1, whole - half, [batch, half]), front], 1);
  },
  (step, a) => {
    const whole = step.width(a);
    return step.body.add('pad', { axis: 1, start: 0 }, [step.body.slice(a, 1, 0, [batch, 1])], [batch, whole]);
  },
  (step, a) => {
    const row = step.row(step.width(a));
    return step.body.binary('add', a, step.body.broadcast(row, step.body.shapeOf(a)));
  },
  (step, a) => step.body.binary('multiply', a, step.row(step.width(a))),
  ({ body }, a) => body.softmax(a),
  ({ body }, a) => body.binary('subtract', a, body.mean(a, [1])),
  ({ body }, a) => body.binary('multiply', a, body.dropoutMask(body.uniform(body.shapeOf(a), 5), 0.5)),
  (step, a) => {
    const turned = step.body.reshape(step.body.unary('tanh', step.body.transpose(a, [1, 0])), [
      batch * step.width(a),
      1,
    ]);
    return step.body.transpose(step.body.reshape(turned, [step.width(a), batch]), [1, 0]);
  },
  (step, _, __, width) => step.body.gather(step.table(width), step.ids),
  (step, a) => step.body.matmul(a, step.body.unary('tanh', step.weight(step.width(a), step.width(a)))),
  // Products with what is no weight: they have no form for all steps at once.
  ({ body }, a, b) => body.matmul(a, body.matmul(a, b, true)),
  ({ body }, a, b) => body.matmul(a, body.matmul(b, a, true), false, true),
];

/** Numbers for the leaves while the graph around the scan is built. */
class Leaves {
  readonly builder = new Builder();
  readonly values = new Map<string, readonly number[]>();
  private readonly learnt: readonly boolean[];

  constructor(learnt: readonly boolean[]) {
    this.learnt = learnt;
  }

  real(shape: Shape): NodeId {
    const index = this.values.size;
    const name = `x${index}`;
    // Small numbers keep long recurrences in range.
    const values = operand(shape, index + 1).values.map((value) => value / 3);
    this.values.set(name, values);
    const learnt = this.learnt[index % this.learnt.length]!;
    return learnt ? this.builder.parameter(trainable(name, shape)) : this.builder.input(name, shape);
  }

  /** Ones and zeros by the name of `mask`. */
  mask(shape: Shape): NodeId {
    const { values } = operand(shape, this.values.size, { of: 'labels', classes: 2 });
    this.values.set('mask', values);
    return this.builder.input('mask', shape);
  }

  ids(shape: Shape, count: number): NodeId {
    const name = `x${this.values.size}`;
    this.values.set(name, operand(shape, this.values.size, { of: 'labels', classes: count }).values);
    return this.builder.input(name, shape);
  }
}

function grow({ steps, reverse, makings, ...plan }: ScanPlan): RandomGraph {
  const leaves = new Leaves(plan.learnt);
  const { builder } = leaves;
  const states = plan.states.map((width) => leaves.real([batch, width]));
  const sequences = plan.sequences.map((width) => leaves.real([steps, batch, width]));
  const shared = sharedShapes.map((shape) => leaves.real(shape));
  const masks = plan.tapped === 'masked' ? [leaves.mask([steps, batch, 1])] : [];
  const counted = masks.length === 0 ? {} : { real: sequences.length };
  const taps =
    plan.tapped === 'none' ? [] : plan.states.map((_, state) => ({ name: `tap${state}`, state, ...counted }));
  builder.at('cell');
  const args = { states, sequences: [...sequences, ...masks, leaves.ids([steps, batch], tableRows + 1)], shared };
  const { final, stacked } = builder.scan({ ...args, steps, reverse, taps }, (body, inside) => {
    const step = new Step(body, inside);
    const values: NodeId[] = [...inside.states, ...inside.sequences.slice(0, sequences.length)];
    const pick = (index: number) => values[index % values.length]!;
    for (const { rule, a, b, width } of makings) values.push(rules[rule]!(step, pick(a), pick(b), width));
    const after = plan.states.map((width, index) =>
      body.unary('tanh', step.fitted(values[values.length - 1 - (index % values.length)]!, width)),
    );
    values.push(...after);
    return { after, stacked: plan.stacked.map(pick) };
  });
  builder.at('loss');
  const wanted = [...plan.final.map((index) => final[index % final.length]!), ...stacked];
  const losses = wanted.map((id, index) => {
    const shape = builder.shapeOf(id);
    builder.output(`y${index}`, id);
    const weighted = builder.binary('multiply', id, leaves.real(shape));
    return builder.reshape(builder.sum(weighted, [...shape.keys()]), [1]);
  });
  const loss = losses.reduce((a, b) => builder.binary('add', a, b));
  builder.output('loss', loss);
  return { graph: builder.finish(), values: leaves.values, loss };
}

const upTo = (max: number, min = 0) => fc.integer({ min, max });
const anyWidth = fc.constantFrom(...widths);

export const randomScans: fc.Arbitrary<RandomGraph> = fc
  .record({
    steps: upTo(4, 1),
    reverse: fc.boolean(),
    states: fc.array(anyWidth, { minLength: 1, maxLength: 3 }),
    sequences: fc.array(anyWidth, { maxLength: 2 }),
    makings: fc.array(fc.record({ rule: upTo(rules.length - 1), a: upTo(20), b: upTo(20), width: anyWidth }), {
      minLength: 1,
      maxLength: 10,
    }),
    final: fc.array(upTo(3), { maxLength: 2 }),
    stacked: fc.array(upTo(20), { minLength: 1, maxLength: 3 }),
    tapped: fc.constantFrom('none' as const, 'all' as const, 'masked' as const),
    learnt: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
  })
  .map(grow);
