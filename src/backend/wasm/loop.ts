/** A planned loop: its calls and copies in one loop of the machine, with operands that move with the step. */
import type { Copy, Loop } from '../../plan/program.ts';
import type { FunctionBuilder } from './function.ts';
import { type I32, i32 } from './instructions.ts';

/** Byte address of an element. */
export function addressOf(offset: number): I32 {
  return i32.const(4 * offset);
}

export function emitCopies(f: FunctionBuilder, copies: readonly Copy[]): void {
  for (const { from, to, length } of copies) f.copy(addressOf(to), addressOf(from), 4 * length);
}

/** `functions` are the indices of the program's kernels in the module. */
export function emitLoop(f: FunctionBuilder, loop: Loop, functions: readonly number[]): void {
  const { steps, reverse, before, calls, after } = loop;
  emitCopies(f, before);
  const strides = new Set([
    ...calls.flatMap(({ inputStrides, outputStrides }) => [...inputStrides, ...outputStrides]),
    ...after.flatMap(({ fromStride, toStride }) => [fromStride, toStride]),
  ]);
  const moving = [...strides].filter((stride) => stride !== 0);
  const walks = moving.map((stride) => {
    const [start, step] = reverse ? [(steps - 1) * stride, -stride] : [0, stride];
    return [i32.const(4 * start), 4 * step] as const;
  });
  f.walk(steps, walks, (...distances) => {
    const address = (offset: number, stride: number): I32 => {
      const distance = distances[moving.indexOf(stride)];
      return distance ? i32.add(distance, addressOf(offset)) : addressOf(offset);
    };
    for (const { kernel, inputs, inputStrides, outputs, outputStrides } of calls) {
      f.call(functions[kernel]!, [
        ...inputs.map((offset, index) => address(offset, inputStrides[index]!)),
        ...outputs.map((offset, index) => address(offset, outputStrides[index]!)),
      ]);
    }
    for (const { from, fromStride, to, toStride, length } of after) {
      f.copy(address(to, toStride), address(from, fromStride), 4 * length);
    }
  });
}
