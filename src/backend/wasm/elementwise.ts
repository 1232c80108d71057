/** Kernels that compute element by element, with and without broadcasting. */
import { elementCount, rowMajorStrides } from '../../base/rowmajor.ts';
import type { Shape } from '../../ir/graph.ts';
import type { Local } from './function.ts';
import { binaryRules, unaryGradRules, unaryRules } from './functions.ts';
import { f32x4, type I32, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { collapse, type Level, shifted, walkLevels } from './levels.ts';
import type { KernelRule } from './rule.ts';

/** Inner loops of at most so many vectors are written out. */
const unrolled = 8;

/**
 * Calls back for each vector of a run of `count` elements; the last may be ragged. `strides` are 16, or 0 for one that stays.
 * Runs of at most `most` vectors are written out.
 */
export function eachVector(
  f: KernelFunction,
  count: number,
  pointers: readonly I32[],
  strides: readonly number[],
  body: (pointers: readonly Local<'i32'>[], offsets: readonly number[], lanes: number) => void,
  most = unrolled,
): void {
  const whole = Math.floor(count / 4);
  const rest = count % 4;
  const offsetsAt = (vector: number) => strides.map((stride) => vector * stride);
  if (whole <= most) {
    f.scope(() => {
      const held = pointers.map((pointer) => f.hold(pointer));
      for (let i = 0; i < whole; i++) f.scope(() => body(held, offsetsAt(i), 4));
      if (rest > 0) body(held, offsetsAt(whole), rest);
    });
    return;
  }
  walkLevels(f, [{ count: whole, strides }], pointers, (...moved) => body(moved, offsetsAt(0), 4));
  if (rest > 0) {
    f.scope(() => {
      const held = pointers.map((pointer, i) => f.hold(shifted(pointer, whole * strides[i]!)));
      body(held, offsetsAt(0), rest);
    });
  }
}

/** out[i] = rule(in[i], ...) for `count` elements that lie side by side; out may be one of the inputs. */
export function emitMap(
  f: KernelFunction,
  count: number,
  inputs: readonly I32[],
  output: I32,
  rule: (values: readonly Local<'v128'>[]) => V128,
): void {
  const pointers = [output, ...inputs];
  eachVector(
    f,
    count,
    pointers,
    pointers.map(() => 16),
    ([out, ...from], offsets, lanes) => {
      const values = from.map((pointer, i) => f.hold(v128.load(pointer, offsets[i + 1]!)));
      f.storeLanes(out!, offsets[0]!, rule(values), lanes);
    },
  );
}

/** The loops of a broadcast: strides of the output and of each input in bytes, 0 along the axes where an input is repeated. */
function broadcastLevels(output: Shape, inputs: readonly Shape[]): Level[] {
  const strides = [output, ...inputs].map((shape) => {
    const own = rowMajorStrides(shape);
    return own.map((stride, axis) => (shape[axis] === output[axis] ? 4 * stride : 0));
  });
  return collapse(output.map((count, axis) => ({ count, strides: strides.map((each) => each[axis]!) })));
}

/** As `emitMap`, with inputs repeated along their axes of size 1. */
function emitBroadcastMap(
  f: KernelFunction,
  output: Shape,
  inputs: readonly Shape[],
  rule: (values: readonly Local<'v128'>[]) => V128,
): void {
  const levels = broadcastLevels(output, inputs);
  const inner = levels.pop() ?? { count: 1, strides: [4, ...inputs.map(() => 4)] };
  const pointers = [f.output, ...inputs.map((_, i) => f.input(i))];
  walkLevels(f, levels, pointers, (...at) => {
    // What stays along the innermost loop is spread over the lanes once, before it.
    const fixed = inner.strides.map((stride, i) => (stride === 0 ? f.hold(v128.load32Splat(at[i]!)) : null));
    const strides = inner.strides.map((stride) => 4 * stride);
    eachVector(f, inner.count, at, strides, (moved, offsets, lanes) => {
      const values = inputs.map((_, i) => fixed[i + 1] ?? f.hold(v128.load(moved[i + 1]!, offsets[i + 1]!)));
      f.storeLanes(moved[0]!, offsets[0]!, rule(values), lanes);
    });
  });
}

export const emitConstant: KernelRule<'constant'> = ({ attrs, output }, f) => {
  emitMap(f, elementCount(output), [], f.output, () => f32x4.const(attrs.value));
};

export const emitUnary: KernelRule<'unary'> = ({ attrs, output }, f) => {
  const rule = unaryRules[attrs.fn];
  emitMap(f, elementCount(output), [f.input(0)], f.output, ([x]) => rule(f, x!, attrs.alpha));
};

export const emitUnaryGrad: KernelRule<'unaryGrad'> = ({ attrs, output }, f) => {
  const rule = unaryGradRules[attrs.fn];
  // Operands 0 and 1 are the same one: that which the derivative reads.
  emitMap(f, elementCount(output), [f.input(0), f.input(2)], f.output, ([operand, dy]) =>
    rule(f, operand!, dy!, attrs.alpha),
  );
};

export const emitBinary: KernelRule<'binary'> = ({ attrs, inputs, output }, f) => {
  const rule = binaryRules[attrs.fn];
  emitBroadcastMap(f, output, inputs, ([a, b]) => rule(a!, b!));
};

export const emitBroadcast: KernelRule<'broadcast'> = ({ inputs, output }, f) => {
  emitBroadcastMap(f, output, inputs, ([x]) => x!);
};

export const emitDropoutMask: KernelRule<'dropoutMask'> = ({ attrs, output }, f) => {
  emitMap(f, elementCount(output), [f.input(0)], f.output, ([u]) => keepAtLeast(attrs.rate, u!));
};

/** 1/(1 − rate) where u ≥ rate, else 0. */
export function keepAtLeast(rate: number, u: V128): V128 {
  return v128.and(f32x4.const(1 / (1 - rate)), f32x4.ge(u, f32x4.const(singleAtLeast(rate))));
}

/** The least single-precision number that is not below x ≥ 0, so that u ≥ x is decided as in double precision. */
function singleAtLeast(x: number): number {
  const rounded = new Float32Array([x]);
  if (rounded[0]! < x) new Uint32Array(rounded.buffer)[0]! += 1;
  return rounded[0]!;
}
