/** Parameters in and out of a program's memory: initial values, copies between programs, checkpoints. */
import type { Elements, Executable } from '../backend/backend.ts';
import type { Region, Slot } from '../plan/program.ts';
import type { Checkpoint } from '../protocol/events.ts';
import { initialValues } from './initialize.ts';

/** The live memory of a slot or a region. */
export function view(executable: Executable, { offset, length }: Region | Slot): Elements {
  return executable.memory.subarray(offset, offset + length);
}

/** The slot of an input or output by its name; null when the program has none. */
export function find<S extends Slot>(slots: readonly S[], name: string): S | null {
  return slots.find((slot) => slot.name === name) ?? null;
}

export function initializeParameters(executable: Executable, seed: number): void {
  for (const slot of executable.program.parameters) view(executable, slot).set(initialValues(slot, seed));
  view(executable, executable.program.momentRegion).fill(0);
}

/** Gives `to` the present parameters of `from`, another program of the same graph: a snapshot. They share the layout. */
export function copyParameters(from: Executable, to: Executable): void {
  view(to, to.program.parameterRegion).set(view(from, from.program.parameterRegion));
}

/** `carries` are the inputs that hold carried states. */
export function takeCheckpoint(
  executable: Executable,
  carries: readonly string[],
  step: number,
  epoch: number,
): Checkpoint {
  const { inputs, parameters, momentRegion } = executable.program;
  const states = inputs.filter(({ name }) => carries.includes(name));
  const saved = (place: Region | Slot) => Float32Array.from(view(executable, place));
  return {
    step,
    epoch,
    parameters: Object.fromEntries(parameters.map((slot) => [slot.name, { shape: slot.shape, values: saved(slot) }])),
    moments: saved(momentRegion),
    ...(states.length > 0 && { carried: Object.fromEntries(states.map((slot) => [slot.name, saved(slot)])) }),
  };
}

/** Whether the checkpoint holds every parameter of the program in its shape. */
export function fits(executable: Executable, checkpoint: Checkpoint): boolean {
  return executable.program.parameters.every((slot) => {
    const saved = checkpoint.parameters[slot.name];
    return saved !== undefined && `${saved.shape}` === `${slot.shape}` && saved.values.length === slot.length;
  });
}

/**
 * Puts a checkpoint that `fits` back, for a program that has not run. Moments of another layout are left out, and the optimizer
 * starts with none; so are states of another batch size, which begin with zeros.
 */
export function restoreCheckpoint(executable: Executable, checkpoint: Checkpoint): void {
  for (const slot of executable.program.parameters) {
    const saved = checkpoint.parameters[slot.name];
    if (saved) view(executable, slot).set(saved.values);
  }
  const moments = view(executable, executable.program.momentRegion);
  if (moments.length === checkpoint.moments.length) moments.set(checkpoint.moments);
  else moments.fill(0);
  for (const [name, state] of Object.entries(checkpoint.carried ?? {})) {
    const slot = find(executable.program.inputs, name);
    if (slot?.length === state.length) view(executable, slot).set(state);
  }
}
