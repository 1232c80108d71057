/** Runs a program on a backend with given values and collects what it computes. */
import { expect } from 'vitest';
import type { Backend, Executable, RunScalars } from '../../src/backend/backend.ts';
import type { Optimizer } from '../../src/base/optimizer.ts';
import type { Program, Slot } from '../../src/plan/program.ts';
import type { Values } from './case.ts';

export const firstStep: RunScalars = { seed: 42, step: 1 };

export function write(executable: Executable, values: Values): void {
  const { inputs, parameters } = executable.program;
  for (const { name, offset, length } of [...inputs, ...parameters]) {
    const numbers = values.get(name);
    if (!numbers) continue;
    if (numbers.length !== length) throw new Error(`${name}: ${numbers.length} numbers for ${length}`);
    executable.memory.set(numbers, offset);
  }
}

export function read(executable: Executable, { offset, length }: Pick<Slot, 'offset' | 'length'>): number[] {
  return [...executable.memory.subarray(offset, offset + length)];
}

export type Results = ReadonlyMap<string, readonly number[]>;

/** Outputs as `output y`, gradients as `gradient w`, parameters and buffers as `parameter w`. */
export function results(executable: Executable): Results {
  const { outputs, parameters } = executable.program;
  const found = new Map<string, readonly number[]>();
  for (const slot of outputs) found.set(`output ${slot.name}`, read(executable, slot));
  for (const slot of parameters) {
    found.set(`parameter ${slot.name}`, read(executable, slot));
    const { gradient: offset, length } = slot;
    if (offset !== null) found.set(`gradient ${slot.name}`, read(executable, { offset, length }));
  }
  return found;
}

/** Compiles, writes the values, runs once and reads everything. */
export async function runOnce(
  backend: Backend,
  program: Program,
  values: Values,
  rule: Optimizer | null = null,
  scalars: RunScalars = firstStep,
): Promise<Results> {
  const executable = await backend.compile(program, rule);
  try {
    write(executable, values);
    executable.run(scalars);
    return results(executable);
  } finally {
    executable.dispose();
  }
}

/** Holds the results to those expected, to rounding in float64; further ones may be there. */
export function expectSame(actual: Results, expected: Results): void {
  for (const [name, numbers] of expected) {
    const found = actual.get(name);
    expect(found, name).toHaveLength(numbers.length);
    for (const [index, number] of numbers.entries()) expect(found![index], name).toBeCloseTo(number, 9);
  }
}
