/** Finds the call of a program that first makes a number that is not finite; in a loop, that of the earliest step. */
import type { Elements, Executable } from '../backend/backend.ts';
import { elementCount } from '../base/rowmajor.ts';
import { type Call, type Loop, outputShapes, type Program, type Region, type StepCall } from '../plan/program.ts';
import { view } from './parameters.ts';

/** Runs a program on the numbers that made trouble, and lets them be looked at. */
export type Rerun = <T>(program: Program, look: (executable: Executable) => T) => Promise<T>;

export function allFinite(values: Elements): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** The program must have been planned without reuse, so that every call's result is still there. Null when all are finite. */
export async function firstBrokenCall(program: Program, rerun: Rerun): Promise<Call | Loop | null> {
  const at = await rerun(program, (executable) =>
    program.calls.findIndex((call) => resultsOf(call, program).some((result) => isBroken(executable, result))),
  );
  const call = program.calls[at];
  if (!call || !('steps' in call)) return call ?? null;
  const before = program.calls.slice(0, at);
  const upTo = (steps: number): Program => ({ ...program, calls: [...before, firstSteps(call, steps)], copies: [] });
  // What is not finite seldom becomes so again, so the first such step is searched by halves.
  let [fine, broken] = [0, call.steps];
  while (broken - fine > 1) {
    const middle = Math.floor((fine + broken) / 2);
    const found = await rerun(upTo(middle), (executable) =>
      resultsOf(firstSteps(call, middle), program).some((result) => isBroken(executable, result)),
    );
    if (found) broken = middle;
    else fine = middle;
  }
  const { steps, reverse, calls } = firstSteps(call, broken);
  const last = reverse ? 0 : steps - 1;
  return rerun(upTo(broken), (executable) => {
    const isBrokenThere = (each: StepCall) =>
      regionsOf(each, program, last).some((result) => isBroken(executable, result));
    return calls.find(isBrokenThere) ?? call;
  });
}

function isBroken(executable: Executable, region: Region): boolean {
  return !allFinite(view(executable, region));
}

/** The loop with so many of its steps, those that it takes first. */
function firstSteps(loop: Loop, steps: number): Loop {
  const skipped = loop.reverse ? loop.steps - steps : 0;
  const moved = (offsets: readonly number[], strides: readonly number[]) =>
    offsets.map((offset, index) => offset + skipped * strides[index]!);
  return {
    ...loop,
    steps,
    calls: loop.calls.map((call) => ({
      ...call,
      inputs: moved(call.inputs, call.inputStrides),
      outputs: moved(call.outputs, call.outputStrides),
    })),
    after: loop.after.map((copy) => ({
      ...copy,
      from: copy.from + skipped * copy.fromStride,
      to: copy.to + skipped * copy.toStride,
    })),
  };
}

/** Where a call has left its results; a loop, those of its last step and all that move. */
function resultsOf(call: Call | Loop, program: Program): readonly Region[] {
  if (!('steps' in call)) return regionsOf(call, program);
  const steps = [...new Array(call.steps).keys()];
  return [
    ...call.calls.flatMap((each) => steps.flatMap((step) => regionsOf(each, program, step))),
    ...call.after.flatMap(({ to, toStride, length }) =>
      steps.map((step) => ({ offset: to + step * toStride, length })),
    ),
  ];
}

function regionsOf(call: Call | StepCall, { kernels }: Program, step = 0): readonly Region[] {
  const strides = 'outputStrides' in call ? call.outputStrides : [];
  return outputShapes(kernels[call.kernel]!).map((shape, index) => ({
    offset: call.outputs[index]! + step * (strides[index] ?? 0),
    length: elementCount(shape),
  }));
}
