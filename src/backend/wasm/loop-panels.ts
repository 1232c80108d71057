/** Right operands of products that stay the same during a loop: they are packed once before it, not at every step. */
import { elementCount } from '../../base/rowmajor.ts';
import { type AnyKernel, type Loop, outputShapes, type Program, type StepCall } from '../../plan/program.ts';
import { matrixToPack } from './matmul.ts';
import { type MatrixLayout, packedBytes } from './panels.ts';

/** A matrix that is packed before a loop. */
export interface LoopPanels {
  readonly matrix: MatrixLayout;
  /** Offset of the matrix, in elements. */
  readonly offset: number;
  /** Byte address of its panels. */
  readonly address: number;
}

/** What is packed for the calls of each loop; a call that is not among them reads its operand where it lies. */
export interface PackedLoops {
  readonly byCall: ReadonlyMap<StepCall, LoopPanels>;
  /** Bytes of the panels of the greediest loop: as loops follow upon each other, they share the room. */
  readonly bytes: number;
}

/** `base` is the byte address of the panels' room. */
export function packedLoops({ calls, kernels }: Program, base: number): PackedLoops {
  const byCall = new Map<StepCall, LoopPanels>();
  let bytes = 0;
  for (const loop of calls) {
    if (!('steps' in loop) || loop.steps < 2) continue;
    const known = new Map<string, LoopPanels>();
    let end = 0;
    for (const call of loop.calls) {
      const matrix = matrixToPack(kernels[call.kernel]!);
      if (!matrix || call.inputStrides[1] !== 0) continue;
      const offset = call.inputs[1]!;
      if (isWritten(loop, kernels, offset, matrix.depth * matrix.columns)) continue;
      const key = `${offset} ${Object.values(matrix).join()}`;
      const panels = known.get(key) ?? { matrix, offset, address: base + end };
      if (!known.has(key)) end += packedBytes(matrix.depth, matrix.columns);
      known.set(key, panels);
      byCall.set(call, panels);
    }
    bytes = Math.max(bytes, end);
  }
  return { byCall, bytes };
}

/** Whether a step of the loop writes into the range. */
function isWritten(loop: Loop, kernels: readonly AnyKernel[], offset: number, length: number): boolean {
  const reaches = (start: number, stride: number, count: number) => {
    const last = start + (loop.steps - 1) * stride;
    return Math.min(start, last) < offset + length && offset < Math.max(start, last) + count;
  };
  return (
    loop.calls.some(({ kernel, outputs, outputStrides }) =>
      outputShapes(kernels[kernel]!).some((shape, index) =>
        reaches(outputs[index]!, outputStrides[index]!, elementCount(shape)),
      ),
    ) || loop.after.some(({ to, toStride, length }) => reaches(to, toStride, length))
  );
}
