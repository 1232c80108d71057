/** The reference of fused kernels: all expressions at one row and column, then the next. */
import type { Expression, FusedKernel, Lattice } from '../../plan/program.ts';
import { binary, unary } from './functions.ts';

interface FusedOperands {
  readonly memory: Float64Array;
  /** Offsets. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export function computeFused(kernel: FusedKernel, { memory, inputs, outputs }: FusedOperands): void {
  const { rows, columns, reads, expressions, writes } = kernel;
  const values = new Float64Array(reads.length + expressions.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = ({ start, rowStride, columnStride }: Lattice) => start + row * rowStride + column * columnStride;
      for (const [index, read] of reads.entries()) values[index] = memory[inputs[read.input]! + at(read)]!;
      for (const [index, each] of expressions.entries()) values[reads.length + index] = evaluate(each, values);
      for (const write of writes) memory[outputs[write.output]! + at(write)] = values[write.value]!;
    }
  }
}

function evaluate(expression: Expression, values: Float64Array): number {
  switch (expression.op) {
    case 'constant':
      return expression.value;
    case 'unary':
      return unary[expression.fn].value(values[expression.of]!, expression.alpha);
    case 'unaryGrad':
      return values[expression.dy]! * unary[expression.fn].derivative(values[expression.of]!, expression.alpha);
    case 'binary':
      return binary[expression.fn](values[expression.a]!, values[expression.b]!);
    case 'dropoutMask':
      return values[expression.of]! >= expression.rate ? 1 / (1 - expression.rate) : 0;
  }
}
