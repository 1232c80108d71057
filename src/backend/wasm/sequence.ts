/** Kernels of sequences: rows of a table by their ids, and what lengths say about steps. */
import { elementCount } from '../../base/rowmajor.ts';
import { eachVector, emitMap } from './elementwise.ts';
import type { Local } from './function.ts';
import { f32, f32x4, type I32, i32, i32x4, select, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { walkLevels } from './levels.ts';
import type { KernelRule } from './rule.ts';
import { laneNumbers } from './softmax.ts';

interface Row {
  readonly pointer: I32;
  /** 1 if the table has it, else 0, and the pointer is that of the first row. */
  readonly isKnown: Local<'i32'>;
}

/** The row of a table that an id names. */
function rowOf(f: KernelFunction, table: I32, id: I32, rows: number, width: number): Row {
  const row = f.local(i32.truncSatF32(f32.load(id)));
  const isKnown = f.local(i32.ltU(row, i32.const(rows)));
  const start = i32.mul(select(row, i32.const(0), isKnown), i32.const(4 * width));
  return { pointer: i32.add(table, start), isKnown };
}

export const emitGather: KernelRule<'gather'> = ({ inputs }, f) => {
  const [rows, width] = inputs[0] as [number, number];
  const count = elementCount(inputs[1]!);
  walkLevels(f, [{ count, strides: [4, 4 * width] }], [f.input(1), f.output], (id, y) => {
    const { pointer, isKnown } = rowOf(f, f.input(0), id!, rows, width);
    const mask = f.local(i32x4.splat(i32.sub(i32.const(0), isKnown)));
    eachVector(f, width, [pointer, y!], [16, 16], ([from, to], [at], lanes) =>
      f.storeLanes(to!, at!, v128.and(v128.load(from!, at!), mask), lanes),
    );
  });
};

export const emitGatherGrad: KernelRule<'gatherGrad'> = ({ inputs, output }, f) => {
  const [rows, width] = output as [number, number];
  const count = elementCount(inputs[0]!);
  f.clear(f.output, 4 * rows * width);
  walkLevels(f, [{ count, strides: [4, 4 * width] }], [f.input(0), f.input(1)], (id, dy) => {
    const { pointer, isKnown } = rowOf(f, f.output, id!, rows, width);
    f.when(isKnown, () =>
      eachVector(f, width, [dy!, pointer], [16, 16], ([from, to], [at], lanes) =>
        f.storeLanes(to!, at!, f32x4.add(v128.load(to!, at!), v128.load(from!, at!)), lanes),
      ),
    );
  });
};

export const emitStepMask: KernelRule<'stepMask'> = ({ output }, f) => {
  const [batch, steps] = output as [number, number];
  walkLevels(f, [{ count: batch, strides: [4, 4 * steps] }], [f.input(0), f.output], (lengths, y) => {
    const length = f.local(v128.load32Splat(lengths!));
    const index = f.local(laneNumbers);
    eachVector(f, steps, [y!], [16], ([y], [at], lanes) => {
      f.storeLanes(y!, at!, v128.and(f32x4.const(1), f32x4.lt(index, length)), lanes);
      f.set(index, f32x4.add(index, f32x4.const(4)));
    });
  });
};

export const emitWindowSteps: KernelRule<'windowSteps'> = ({ attrs, output }, f) => {
  const { window, stride, dilation, padding } = attrs;
  const last = f32x4.const(padding - dilation * (window - 1) - 1);
  emitMap(f, elementCount(output), [f.input(0)], f.output, ([length]) => {
    const windows = f32x4.floor(f32x4.div(f32x4.add(length!, last), f32x4.const(stride)));
    return f32x4.pmax(f32x4.add(windows, f32x4.const(1)), f32x4.const(0));
  });
};
