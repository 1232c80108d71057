/** Sums and maxima over axes. */
import { rowMajorStrides } from '../../base/rowmajor.ts';
import type { FunctionBuilder, Local } from './function.ts';
import { f32x4, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { collapse, type Level, shifted, walkLevels } from './levels.ts';
import type { KernelRule } from './rule.ts';

/** How two vectors become one, and what changes nothing. Associative up to rounding; lanes are combined at the end. */
export interface Combination {
  readonly combine: (a: V128, b: V128) => V128;
  readonly neutral: number;
}

export const sum: Combination = { combine: f32x4.add, neutral: 0 };
/** Not-a-number wins, as it must not be lost. */
export const maximum: Combination = { combine: f32x4.max, neutral: Number.NEGATIVE_INFINITY };

/** Sums are made of partial sums, about as many as each has terms, so that no long sum swallows small terms. */
function chunkOf(count: number): number {
  return Math.max(16, Math.ceil(Math.sqrt(count)));
}

/** Vectors that are reduced side by side where the last axis is kept. */
const sideBySide = 4;

/** All lanes hold the combination of the four lanes. */
export function acrossLanes(f: FunctionBuilder, { combine }: Combination, value: V128): V128 {
  const held = f.hold(value);
  const pairs = f.hold(combine(held, v128.shuffle(held, held, [2, 3, 0, 1])));
  return combine(pairs, v128.shuffle(pairs, pairs, [1, 0, 3, 2]));
}

/** The first `lanes` lanes of the value, and the neutral element in the others. */
export function onlyLanes({ neutral }: Combination, value: V128, lanes: number): V128 {
  if (lanes === 4) return value;
  const mask = v128.const([0, 1, 2, 3].map((lane) => (lane < lanes ? -1 : 0)) as [number, number, number, number]);
  return neutral === 0 ? v128.and(value, mask) : v128.bitselect(value, f32x4.const(neutral), mask);
}

export const emitReduce: KernelRule<'reduce'> = ({ attrs, inputs, output }, f) => {
  const shape = inputs[0]!;
  const [from, to] = [rowMajorStrides(shape), rowMajorStrides(output)];
  const levels = collapse(
    shape.map((count, axis) => ({
      count,
      strides: [4 * from[axis]!, attrs.axes.includes(axis) ? 0 : 4 * to[axis]!],
    })),
  );
  const combination = attrs.fn === 'sum' ? sum : maximum;
  const kept = levels.filter((level) => level.strides[1] !== 0);
  const reduced = levels.filter((level) => level.strides[1] === 0);
  const last = levels.at(-1);
  if (last && last === reduced.at(-1)) {
    walkLevels(f, kept, [f.input(0), f.output], (x, y) => {
      const total = reduceAlong(f, combination, reduced, x!);
      f.storeLanes(y!, 0, acrossLanes(f, combination, total), 1);
    });
  } else {
    const inner = kept.pop() ?? { count: 1, strides: [4, 4] };
    walkLevels(f, kept, [f.input(0), f.output], (x, y) => {
      const block = 4 * sideBySide;
      const whole = Math.floor(inner.count / block);
      walkLevels(f, [{ count: whole, strides: [4 * block, 4 * block] }], [x!, y!], (x, y) =>
        reduceColumns(f, combination, reduced, block, x!, y!),
      );
      const done = 4 * block * whole;
      const rest = inner.count % block;
      if (rest > 0) {
        f.scope(() =>
          reduceColumns(f, combination, reduced, rest, f.hold(shifted(x!, done)), f.hold(shifted(y!, done))),
        );
      }
    });
  }
};

/** The innermost level in chunks (and a rest), each of which gets a partial result. */
function eachChunk(
  f: KernelFunction,
  levels: readonly Level[],
  x: Local<'i32'>,
  body: (x: Local<'i32'>, level: Level) => void,
): void {
  const outer = levels.slice(0, -1);
  const { count, strides } = levels.at(-1) ?? { count: 1, strides: [4, 0] };
  const step = strides[0]!;
  const chunk = chunkOf(count);
  const whole = Math.floor(count / chunk);
  walkLevels(f, outer, [x], (x) => {
    walkLevels(f, [{ count: whole, strides: [chunk * step] }], [x!], (x) =>
      body(x!, { count: chunk, strides: [step] }),
    );
    const rest = count % chunk;
    if (rest > 0) f.scope(() => body(f.hold(shifted(x!, whole * chunk * step)), { count: rest, strides: [step] }));
  });
}

/** Reduces columns that lie side by side, each lane its own. */
function reduceColumns(
  f: KernelFunction,
  { combine, neutral }: Combination,
  levels: readonly Level[],
  columns: number,
  x: Local<'i32'>,
  y: Local<'i32'>,
): void {
  const vectors = Array.from({ length: Math.ceil(columns / 4) }, (_, i) => i);
  const totals = vectors.map(() => f.local(f32x4.const(neutral)));
  eachChunk(f, levels, x, (x, level) => {
    const partials = vectors.map(() => f.local(f32x4.const(neutral)));
    walkLevels(f, [level], [x], (x) => {
      for (const i of vectors) f.set(partials[i]!, combine(partials[i]!, v128.load(x!, 16 * i)));
    });
    for (const i of vectors) f.set(totals[i]!, combine(totals[i]!, partials[i]!));
  });
  for (const i of vectors) f.storeLanes(y, 16 * i, totals[i]!, Math.min(4, columns - 4 * i));
}

/** Reduces along the last axis: the four lanes hold parts of one result. */
function reduceAlong(
  f: KernelFunction,
  combination: Combination,
  levels: readonly Level[],
  x: Local<'i32'>,
): Local<'v128'> {
  const { combine, neutral } = combination;
  const total = f.local(f32x4.const(neutral));
  const { count, strides } = levels.at(-1)!;
  const whole = Math.floor(count / 4);
  const rest = count % 4;
  if (whole > 0) {
    eachChunk(f, [...levels.slice(0, -1), { count: whole, strides: [4 * strides[0]!] }], x, (x, level) => {
      const partial = f.local(f32x4.const(neutral));
      walkLevels(f, [level], [x], (x) => f.set(partial, combine(partial, v128.load(x!))));
      f.set(total, combine(total, partial));
    });
  }
  if (rest > 0) {
    walkLevels(f, levels.slice(0, -1), [x], (x) => {
      const ragged = v128.load(x!, 16 * whole);
      f.set(total, combine(total, onlyLanes(combination, ragged, rest)));
    });
  }
  return total;
}
