/** What a program does to its memory, one access after the other, loops written out. */
import { elementCount } from '../../src/base/rowmajor.ts';
import { type Call, type Copy, type Loop, outputShapes, type Program } from '../../src/plan/program.ts';

/** Half-open, in elements. */
export type Range = readonly [start: number, end: number];

export interface Access {
  readonly op: string;
  readonly reads: readonly Range[];
  readonly writes: readonly Range[];
}

export const overlap = (a: Range, b: Range): boolean => a[0] < b[1] && b[0] < a[1];

export const loopsOf = (program: Program): Loop[] => program.calls.flatMap((call) => ('steps' in call ? [call] : []));

const range = (offset: number, length: number): Range => [offset, offset + length];

const ofCopy = ({ from, to, length }: Copy): Access => ({
  op: 'copy',
  reads: [range(from, length)],
  writes: [range(to, length)],
});

function ofCall(
  { kernels }: Program,
  { kernel, inputs, outputs }: Pick<Call, 'kernel' | 'inputs' | 'outputs'>,
): Access {
  const called = kernels[kernel]!;
  const reads = called.inputs.map((shape, index) => range(inputs[index]!, elementCount(shape)));
  const shapes = outputShapes(called);
  if (called.epilogue.bias) reads.push(range(inputs.at(-1)!, shapes[0]!.at(-1)!));
  return { op: called.op, reads, writes: outputs.map((offset, index) => range(offset, elementCount(shapes[index]!))) };
}

function ofLoop(program: Program, { steps, reverse, before, calls, after }: Loop): Access[] {
  const order = [...new Array(steps).keys()];
  if (reverse) order.reverse();
  const moved = (offsets: readonly number[], strides: readonly number[], t: number) =>
    offsets.map((offset, index) => offset + t * strides[index]!);
  return [
    ...before.map(ofCopy),
    ...order.flatMap((t) => [
      ...calls.map((call) =>
        ofCall(program, {
          kernel: call.kernel,
          inputs: moved(call.inputs, call.inputStrides, t),
          outputs: moved(call.outputs, call.outputStrides, t),
        }),
      ),
      ...after.map(({ from, to, length, fromStride, toStride }) =>
        ofCopy({ from: from + t * fromStride, to: to + t * toStride, length }),
      ),
    ]),
  ];
}

/** All calls and the copies within loops; those at the end of the program are left out. */
export function accesses(program: Program): Access[] {
  return program.calls.flatMap((call) => ('steps' in call ? ofLoop(program, call) : [ofCall(program, call)]));
}
