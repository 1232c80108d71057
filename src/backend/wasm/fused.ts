/** Fused kernels: elementwise expressions over rows and columns, four columns at a time, with all that lies between in registers. */
import type { Expression, FusedKernel, Lattice } from '../../plan/program.ts';
import { eachVector, keepAtLeast } from './elementwise.ts';
import type { Local } from './function.ts';
import { binaryRules, unaryGradRules, unaryRules } from './functions.ts';
import { f32x4, type I32, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { collapse, walkLevels } from './levels.ts';

/** Rows of at most so many vectors are written out, as long as there are few expressions. */
const unrolled = { vectors: 8, expressions: 8 };

/** A pointer that walks over an operand; lattices that differ in their starts alone share it. */
interface Stream {
  readonly pointer: I32;
  readonly rowStride: number;
  readonly columnStride: number;
}

class Streams {
  readonly list: Stream[] = [];
  private readonly known = new Map<string, number>();

  /** The number of the stream of a lattice in the operand with this key. */
  of(key: string, pointer: I32, { rowStride, columnStride }: Lattice): number {
    const whole = `${key} ${rowStride} ${columnStride}`;
    const found = this.known.get(whole) ?? this.list.push({ pointer, rowStride, columnStride }) - 1;
    this.known.set(whole, found);
    return found;
  }
}

export function emitFused({ rows, columns, reads, expressions, writes }: FusedKernel, f: KernelFunction): void {
  const streams = new Streams();
  const sources = reads.map((read) => ({
    stream: streams.of(`from ${read.input}`, f.input(read.input), read),
    start: 4 * read.start,
  }));
  const targets = writes.map((write) => ({
    stream: streams.of(`to ${write.output}`, f.outputAt(write.output), write),
    start: 4 * write.start,
    value: write.value,
  }));
  const levels = collapse([
    { count: rows, strides: streams.list.map(({ rowStride }) => 4 * rowStride) },
    { count: columns, strides: streams.list.map(({ columnStride }) => 4 * columnStride) },
  ]);
  const isVector = levels.at(-1)?.strides.every((stride) => stride === 0 || stride === 4);
  const inner = (isVector && levels.pop()) || { count: 1, strides: streams.list.map(() => 4) };
  const pointers = streams.list.map(({ pointer }) => pointer);
  const strides = inner.strides.map((stride) => 4 * stride);
  const most = expressions.length <= unrolled.expressions ? unrolled.vectors : 1;
  walkLevels(f, levels, pointers, (...at) => {
    // What stays along the innermost loop is spread over the lanes once, before it.
    const fixed = sources.map(({ stream, start }) =>
      inner.strides[stream] === 0 ? f.hold(v128.load32Splat(at[stream]!, start)) : null,
    );
    const body = (moved: readonly Local<'i32'>[], offsets: readonly number[], lanes: number) => {
      const values = sources.map(
        ({ stream, start }, index) => fixed[index] ?? f.hold(v128.load(moved[stream]!, offsets[stream]! + start)),
      );
      for (const expression of expressions) values.push(f.hold(evaluate(f, expression, values)));
      for (const { stream, start, value } of targets) {
        f.storeLanes(moved[stream]!, offsets[stream]! + start, values[value]!, lanes);
      }
    };
    eachVector(f, inner.count, at, strides, body, most);
  });
}

function evaluate(f: KernelFunction, expression: Expression, values: readonly Local<'v128'>[]): V128 {
  switch (expression.op) {
    case 'constant':
      return f32x4.const(expression.value);
    case 'unary':
      return unaryRules[expression.fn](f, values[expression.of]!, expression.alpha);
    case 'unaryGrad':
      return unaryGradRules[expression.fn](f, values[expression.of]!, values[expression.dy]!, expression.alpha);
    case 'binary':
      return binaryRules[expression.fn](values[expression.a]!, values[expression.b]!);
    case 'dropoutMask':
      return keepAtLeast(expression.rate, values[expression.of]!);
  }
}
