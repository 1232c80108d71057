/** Kernels that only move numbers. */
import { elementCount, rowMajorStrides } from '../../base/rowmajor.ts';
import type { Shape } from '../../ir/graph.ts';
import { eachVector } from './elementwise.ts';
import { type I32, v128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';
import { collapse, type Level, shifted, walkLevels } from './levels.ts';
import type { KernelRule } from './rule.ts';
import { emitTransposition } from './transposition.ts';

/** Runs of at least so many elements are copied by the engine's own copy, whose call costs more than short runs do. */
const longRun = 256;

/** Copies a nest of elements; strides of source and target. */
export function emitCopy(f: KernelFunction, levels: readonly Level[], source: I32, target: I32): void {
  const outer = collapse(levels);
  const sideBySide = outer.at(-1)?.strides.every((stride) => stride === 4);
  const run = (sideBySide && outer.pop()?.count) || 1;
  walkLevels(f, outer, [source, target], (from, to) => {
    if (run >= longRun) f.copy(to!, from!, 4 * run);
    else
      eachVector(f, run, [from!, to!], [16, 16], ([from, to], [at], lanes) =>
        f.storeLanes(to!, at!, v128.load(from!, at!), lanes),
      );
  });
}

export const emitTranspose: KernelRule<'transpose'> = ({ attrs, inputs, output }, f) => {
  const from = rowMajorStrides(inputs[0]!);
  const to = rowMajorStrides(output);
  const levels = collapse(
    output.map((count, axis) => ({ count, strides: [4 * from[attrs.permutation[axis]!]!, 4 * to[axis]!] })),
  );
  const contiguous = levels.findIndex((level) => level.strides[0] === 4);
  if (contiguous === levels.length - 1) {
    emitCopy(f, levels, f.input(0), f.output);
    return;
  }
  // The axes that are innermost on either side make a matrix to transpose; the others are walked.
  const rows = levels.at(-1)!;
  const columns = levels[contiguous]!;
  const outer = levels.filter((level) => level !== rows && level !== columns);
  walkLevels(f, outer, [f.input(0), f.output], (source, target) =>
    emitTransposition(f, source!, target!, {
      rows: rows.count,
      columns: columns.count,
      sourceStride: rows.strides[0]!,
      targetStride: columns.strides[1]!,
    }),
  );
};

/** Copies `shape` between two tensors, each of which may be larger along one axis. */
function emitCopyOfPart(f: KernelFunction, shape: Shape, source: Shape, target: Shape, from: I32, to: I32): void {
  const [strideFrom, strideTo] = [rowMajorStrides(source), rowMajorStrides(target)];
  const levels = shape.map((count, axis) => ({ count, strides: [4 * strideFrom[axis]!, 4 * strideTo[axis]!] }));
  emitCopy(f, levels, from, to);
}

export const emitConcat: KernelRule<'concat'> = ({ attrs, inputs, output }, f) => {
  const axisStride = 4 * rowMajorStrides(output)[attrs.axis]!;
  let start = 0;
  for (const [part, shape] of inputs.entries()) {
    emitCopyOfPart(f, shape, shape, output, f.input(part), shifted(f.output, start * axisStride));
    start += shape[attrs.axis]!;
  }
};

export const emitSlice: KernelRule<'slice'> = ({ attrs, inputs, output }, f) => {
  const axisStride = 4 * rowMajorStrides(inputs[0]!)[attrs.axis]!;
  emitCopyOfPart(f, output, inputs[0]!, output, shifted(f.input(0), attrs.start * axisStride), f.output);
};

export const emitPad: KernelRule<'pad'> = ({ attrs, inputs, output }, f) => {
  const axisStride = 4 * rowMajorStrides(output)[attrs.axis]!;
  f.clear(f.output, 4 * elementCount(output));
  emitCopyOfPart(f, inputs[0]!, inputs[0]!, output, f.input(0), shifted(f.output, attrs.start * axisStride));
};
