/** Softmax and cross-entropy over the last axis, row by row. */
import { elementCount } from '../../base/rowmajor.ts';
import { eachVector } from './elementwise.ts';
import type { Local } from './function.ts';
import { f32, f32x4, i32, select, type V128, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { walkLevels } from './levels.ts';
import { exp, log } from './math.ts';
import { acrossLanes, maximum, onlyLanes, sum } from './reduce.ts';
import type { KernelRule } from './rule.ts';

const zero = f32x4.const(0);

/** The row's largest element in all lanes. */
function largestOf(f: KernelFunction, x: Local<'i32'>, columns: number): Local<'v128'> {
  const largest = f.local(f32x4.const(maximum.neutral));
  eachVector(f, columns, [x], [16], ([x], [at], lanes) => {
    f.set(largest, maximum.combine(largest, onlyLanes(maximum, v128.load(x!, at!), lanes)));
  });
  return f.local(acrossLanes(f, maximum, largest));
}

/** Σ exp(x − largest) in all lanes; the terms are stored where `to` points, if it does. */
function exponentialsOf(
  f: KernelFunction,
  x: Local<'i32'>,
  columns: number,
  largest: V128,
  to: Local<'i32'> | null,
): Local<'v128'> {
  const total = f.local(zero);
  eachVector(f, columns, to ? [x, to] : [x], to ? [16, 16] : [16], ([x, to], [at], lanes) => {
    const term = f.hold(exp(f, f32x4.sub(v128.load(x!, at!), largest)));
    if (to) f.storeLanes(to, at!, term, lanes);
    f.set(total, f32x4.add(total, onlyLanes(sum, term, lanes)));
  });
  return f.local(acrossLanes(f, sum, total));
}

export const emitSoftmax: KernelRule<'softmax'> = ({ output }, f) => {
  const columns = output.at(-1) ?? 1;
  const rows = elementCount(output) / columns;
  walkLevels(f, [{ count: rows, strides: [4 * columns, 4 * columns] }], [f.input(0), f.output], (x, y) => {
    const total = exponentialsOf(f, x!, columns, largestOf(f, x!, columns), y!);
    eachVector(f, columns, [y!], [16], ([y], [at], lanes) =>
      f.storeLanes(y!, at!, f32x4.div(v128.load(y!, at!), total), lanes),
    );
  });
};

export const emitSoftmaxGrad: KernelRule<'softmaxGrad'> = ({ output }, f) => {
  const columns = output.at(-1) ?? 1;
  const rows = elementCount(output) / columns;
  const stride = 4 * columns;
  const pointers = [f.input(0), f.input(1), f.output];
  walkLevels(f, [{ count: rows, strides: [stride, stride, stride] }], pointers, (y, dy, dx) => {
    const products = f.local(zero);
    eachVector(f, columns, [y!, dy!], [16, 16], ([y, dy], [at], lanes) => {
      const product = f32x4.mul(v128.load(y!, at!), v128.load(dy!, at!));
      f.set(products, f32x4.add(products, onlyLanes(sum, product, lanes)));
    });
    const dot = f.local(acrossLanes(f, sum, products));
    eachVector(f, columns, [y!, dy!, dx!], [16, 16, 16], ([y, dy, dx], [at], lanes) => {
      const value = f32x4.mul(v128.load(y!, at!), f32x4.sub(v128.load(dy!, at!), dot));
      f.storeLanes(dx!, at!, value, lanes);
    });
  });
};

export const emitCrossEntropy: KernelRule<'crossEntropy'> = ({ inputs }, f) => {
  const [rows, columns] = inputs[0] as [number, number];
  const pointers = [f.input(0), f.input(1), f.output];
  walkLevels(f, [{ count: rows, strides: [4 * columns, 4, 4] }], pointers, (x, label, y) => {
    const largest = largestOf(f, x!, columns);
    const total = exponentialsOf(f, x!, columns, largest, null);
    const index = f.local(i32.truncSatF32(f32.load(label!)));
    const known = f.local(i32.ltU(index, i32.const(columns)));
    // A label that is none is read as class 0, so as not to leave memory, and gives not-a-number.
    const at = i32.add(x!, i32.shl(select(index, i32.const(0), known), i32.const(2)));
    const logit = select(f32.load(at), f32.const(Number.NaN), known);
    const shiftedLogit = f32.sub(logit, f32x4.lane(largest, 0));
    f.store(y!, 0, f32.sub(f32x4.lane(log(f, total), 0), shiftedLogit));
  });
};

export const emitCrossEntropyGrad: KernelRule<'crossEntropyGrad'> = ({ output }, f) => {
  const [rows, columns] = output as [number, number];
  const strides = [4 * columns, 4, 4, 4 * columns];
  const pointers = [f.input(0), f.input(1), f.input(2), f.output];
  walkLevels(f, [{ count: rows, strides }], pointers, (x, labels, dy, dx) => {
    const total = exponentialsOf(f, x!, columns, largestOf(f, x!, columns), dx!);
    const label = f.local(v128.load32Splat(labels!));
    const upstream = f.local(v128.load32Splat(dy!));
    const index = f.local(laneNumbers);
    eachVector(f, columns, [dx!], [16], ([dx], [at], lanes) => {
      const probability = f32x4.div(v128.load(dx!, at!), total);
      const target = v128.and(f32x4.const(1), f32x4.eq(index, label));
      f.storeLanes(dx!, at!, f32x4.mul(f32x4.sub(probability, target), upstream), lanes);
      f.set(index, f32x4.add(index, f32x4.const(4)));
    });
  });
};

/** labels [...] → [..., classes]: compared with the class numbers four at a time. */
export const emitOneHot: KernelRule<'oneHot'> = ({ attrs, inputs }, f) => {
  const { classes } = attrs;
  const rows = elementCount(inputs[0]!);
  walkLevels(f, [{ count: rows, strides: [4, 4 * classes] }], [f.input(0), f.output], (labels, y) => {
    const label = f.local(v128.load32Splat(labels!));
    const index = f.local(laneNumbers);
    eachVector(f, classes, [y!], [16], ([y], [at], lanes) => {
      f.storeLanes(y!, at!, v128.and(f32x4.const(1), f32x4.eq(index, label)), lanes);
      f.set(index, f32x4.add(index, f32x4.const(4)));
    });
  });
};

/** 0, 1, 2, 3 as reals. */
export const laneNumbers: V128 = f32x4.convertI32x4S(v128.const([0, 1, 2, 3]));
