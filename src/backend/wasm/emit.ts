/** A planned program as one WebAssembly module: a function for each distinct kernel, and one that calls them in order. */
import type { Optimizer } from '../../base/optimizer.ts';
import type { Program } from '../../plan/program.ts';
import { FunctionBuilder } from './function.ts';
import { KernelFunction, overread, Scratch } from './kernel-function.ts';
import { emitKernel } from './kernels.ts';
import { addressOf, emitCopies, emitLoop } from './loop.ts';
import { ModuleBuilder } from './module.ts';
import { emitGradientSquares, emitUpdate, updateArguments } from './optimizer.ts';

export const pageBytes = 65536;

export interface EmittedModule {
  readonly code: Uint8Array<ArrayBuffer>;
  /** Pages of memory that it wants: the program's own, then scratch. */
  readonly pages: number;
}

/** The module exports `run(seed, step)`, `gradientSquares()`, and `update(...)` if there is a rule. */
export function emitModule(program: Program, rule: Optimizer | null, fma: boolean): EmittedModule {
  const module = new ModuleBuilder();
  const scratchBase = Math.ceil((4 * program.length + overread) / 64) * 64;
  const scratch = new Scratch(scratchBase);
  const environment = { fma, scratch, seed: module.global(), step: module.global() };

  const functions = program.kernels.map((kernel) => {
    scratch.restart();
    const { bias } = kernel.epilogue;
    const f = new KernelFunction(environment, kernel.inputs.length, bias);
    const addresses = new Array<'i32'>(kernel.inputs.length + (bias ? 1 : 0) + 1).fill('i32');
    return module.define(addresses, f, () => {
      emitKernel(kernel, f);
      return null;
    });
  });

  const run = module.define(['i32', 'i32'], new FunctionBuilder(), (f) => {
    f.setGlobal(environment.seed, f.parameter(0, 'i32'));
    f.setGlobal(environment.step, f.parameter(1, 'i32'));
    for (const call of program.calls) {
      if ('steps' in call) emitLoop(f, call, functions);
      else f.call(functions[call.kernel]!, [...call.inputs, ...call.outputs].map(addressOf));
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
