/** A planned loop: its calls and copies in one loop of the machine, with operands that move with the step. */
import type { Copy, Loop, StepCall } from '../../plan/program.ts';
import type { FunctionBuilder } from './function.ts';
import { type I32, i32 } from './instructions.ts';
import type { PackedLoops } from './loop-panels.ts';
import type { MatrixLayout } from './panels.ts';

/** Byte address of an element. */
export function addressOf(offset: number): I32 {
  return i32.const(4 * offset);
}

export function emitCopies(f: FunctionBuilder, copies: readonly Copy[]): void {
  for (const { from, to, length } of copies) f.copy(addressOf(to), addressOf(from), 4 * length);
}

/** Functions of the module, by what they compute. */
export interface LoopFunctions {
  readonly call: (call: StepCall) => number;
  /** Packs a matrix: its parameters are the addresses of matrix and panels. */
  readonly pack: (matrix: MatrixLayout) => number;
}

export function emitLoop(
  f: FunctionBuilder,
  loop: Loop,
  packed: PackedLoops['byCall'],
  functions: LoopFunctions,
): void {
  const { steps, reverse, before, calls, after } = loop;
  emitCopies(f, before);
  for (const { matrix, offset, address } of new Set(calls.flatMap((call) => packed.get(call) ?? []))) {
    f.call(functions.pack(matrix), [addressOf(offset), i32.const(address)]);
  }
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
    for (const call of calls) {
      const { inputs, inputStrides, outputs, outputStrides } = call;
      const from = inputs.map((offset, index) => address(offset, inputStrides[index]!));
      const panels = packed.get(call);
      if (panels) from[1] = i32.const(panels.address);
      const to = outputs.map((offset, index) => address(offset, outputStrides[index]!));
      f.call(functions.call(call), [...from, ...to]);
    }
    for (const { from, fromStride, to, toStride, length } of after) {
      f.copy(address(to, toStride), address(from, fromStride), 4 * length);
    }
  });
}
