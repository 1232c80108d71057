/** A planned program as one WebAssembly module: a function for each distinct kernel, and one that calls them in order. */
import type { Optimizer } from '../../base/optimizer.ts';
import { outputShapes, type Program } from '../../plan/program.ts';
import { FunctionBuilder } from './function.ts';
import { KernelFunction, overread, Scratch } from './kernel-function.ts';
import { emitKernel } from './kernels.ts';
import { addressOf, emitCopies, emitLoop, type LoopFunctions } from './loop.ts';
import { packedLoops } from './loop-panels.ts';
import { ModuleBuilder } from './module.ts';
import { emitGradientSquares, emitUpdate, updateArguments } from './optimizer.ts';
import { emitPacking, packedStride } from './panels.ts';

export const pageBytes = 65536;

export interface EmittedModule {
  readonly code: Uint8Array<ArrayBuffer>;
  /** Pages of memory that it wants: the program's own, then scratch. */
  readonly pages: number;
}

/** The module exports `run(seed, step)`, `gradientSquares()`, and `update(...)` if there is a rule. */
export function emitModule(program: Program, rule: Optimizer | null, fma: boolean): EmittedModule {
  const module = new ModuleBuilder();
  const panelsBase = lineUp(4 * program.length + overread);
  const packed = packedLoops(program, panelsBase);
  const scratchBase = lineUp(panelsBase + packed.bytes + overread);
  const scratch = new Scratch(scratchBase);
  const environment = { fma, scratch, seed: module.global(), step: module.global() };

  const kernelFunction = once((index: number, takesPanels: boolean) => {
    const kernel = program.kernels[index]!;
    const { bias } = kernel.epilogue;
    const f = new KernelFunction(environment, kernel.inputs.length, bias, takesPanels);
    const count = kernel.inputs.length + (bias ? 1 : 0) + outputShapes(kernel).length;
    const addresses = new Array<'i32'>(count).fill('i32');
    scratch.restart();
    return module.define(addresses, f, () => {
      emitKernel(kernel, f);
      return null;
    });
  });
  const loopFunctions: LoopFunctions = {
    call: (call) => kernelFunction(call.kernel, packed.byCall.has(call)),
    pack: (matrix) =>
      module.define(['i32', 'i32'], new KernelFunction(environment, 1, false), (f) => {
        emitPacking(f, f.input(0), f.output, matrix, matrix.depth * packedStride);
        return null;
      }),
  };

  const run = module.define(['i32', 'i32'], new FunctionBuilder(), (f) => {
    f.setGlobal(environment.seed, f.parameter(0, 'i32'));
    f.setGlobal(environment.step, f.parameter(1, 'i32'));
    for (const call of program.calls) {
      if ('steps' in call) emitLoop(f, call, packed.byCall, loopFunctions);
      else f.call(kernelFunction(call.kernel, false), [...call.inputs, ...call.outputs].map(addressOf));
    }
    emitCopies(f, program.copies);
    return null;
  });
  module.export('run', run);

  const squares = module.define([], new KernelFunction(environment, 0, false), (f) => emitGradientSquares(f, program));
  module.export('gradientSquares', squares);

  if (rule) {
    const scalars = updateArguments(rule, { learningRate: 0, step: 1, gradientScale: 1 });
    const types = scalars.map(() => 'f32' as const);
    const update = module.define(types, new KernelFunction(environment, 0, false), (f) => {
      emitUpdate(
        f,
        program,
        rule,
        types.map((type, i) => f.parameter(i, type)),
      );
      return null;
    });
    module.export('update', update);
  }
  const pages = Math.ceil((scratchBase + scratch.bytes + overread) / pageBytes);
  return { code: module.encode(pages), pages };
}

function lineUp(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}

/** The same result for the same arguments, made when it is first asked for. */
function once<A extends readonly (number | boolean)[], R>(make: (...args: A) => R): (...args: A) => R {
  const made = new Map<string, R>();
  return (...args) => {
    const key = args.join();
    const known = made.get(key) ?? make(...args);
    made.set(key, known);
    return known;
  };
}
