/** Reference kernels of sequences: rows of a table by their ids, and what lengths say about steps. */
import { elementCount } from '../../base/rowmajor.ts';
import type { Compute } from './kernel.ts';

/** The row that an id names; null where the table has none. */
function rowOf(id: number, rows: number): number | null {
  const row = Math.trunc(id);
  return row >= 0 && row < rows ? row : null;
}

export const computeGather: Compute<'gather'> = (kernel, { memory, inputs, output }) => {
  const [table, ids] = inputs as [number, number];
  const [rows, width] = kernel.inputs[0] as [number, number];
  for (let i = 0; i < elementCount(kernel.inputs[1]!); i++) {
    const to = output + i * width;
    const row = rowOf(memory[ids + i]!, rows);
    if (row === null) memory.fill(0, to, to + width);
    else memory.copyWithin(to, table + row * width, table + (row + 1) * width);
  }
};

export const computeGatherGrad: Compute<'gatherGrad'> = (kernel, { memory, inputs, output }) => {
  const [ids, dy] = inputs as [number, number];
  const [rows, width] = kernel.output as [number, number];
  memory.fill(0, output, output + rows * width);
  for (let i = 0; i < elementCount(kernel.inputs[0]!); i++) {
    const row = rowOf(memory[ids + i]!, rows);
    if (row === null) continue;
    for (let c = 0; c < width; c++) memory[output + row * width + c]! += memory[dy + i * width + c]!;
  }
};

export const computeStepMask: Compute<'stepMask'> = (kernel, { memory, inputs, output }) => {
  const [lengths] = inputs as [number];
  const [batch, steps] = kernel.output as [number, number];
  for (let example = 0; example < batch; example++) {
    const length = memory[lengths + example]!;
    for (let t = 0; t < steps; t++) memory[output + example * steps + t] = t < length ? 1 : 0;
  }
};

export const computeWindowSteps: Compute<'windowSteps'> = (kernel, { memory, inputs, output }) => {
  const { window, stride, dilation, padding } = kernel.attrs;
  const [lengths] = inputs as [number];
  for (let example = 0; example < kernel.output[0]!; example++) {
    const last = memory[lengths + example]! + padding - dilation * (window - 1) - 1;
    memory[output + example] = Math.max(0, Math.floor(last / stride) + 1);
  }
};
