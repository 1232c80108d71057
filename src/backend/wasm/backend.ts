/** The WebAssembly backend: the planned program compiled to one SIMD module that works in one memory. */
import type { Optimizer } from '../../base/optimizer.ts';
import type { Program } from '../../plan/program.ts';
import type { Backend, Executable, RunScalars, UpdateScalars } from '../backend.ts';
import { emitModule, pageBytes } from './emit.ts';
import { hasRelaxedSimd } from './host.ts';
import { memoryImport } from './module.ts';
import { updateArguments } from './optimizer.ts';

/** WebAssembly's bound on a memory with 32-bit addresses: 4 GiB. */
const largestMemory = 65536;

/** What the emitted module exports; `update` is missing where there is no rule. */
interface Exports {
  readonly run: (seed: number, step: number) => void;
  readonly gradientSquares: () => number;
  readonly update?: (...scalars: number[]) => void;
}

class WasmExecutable implements Executable {
  readonly memory: Float32Array;

  constructor(
    readonly program: Program,
    private readonly rule: Optimizer | null,
    memory: WebAssembly.Memory,
    private readonly exports: Exports,
  ) {
    this.memory = new Float32Array(memory.buffer, 0, program.length);
  }

  run({ seed, step }: RunScalars): void {
    this.exports.run(seed, step);
  }

  update(scalars: UpdateScalars): void {
    if (!this.rule || !this.exports.update) throw new Error('compiled without an optimizer');
    this.exports.update(...updateArguments(this.rule, scalars));
  }

  gradientSquares(): number {
    return this.exports.gradientSquares();
  }

  dispose(): void {
    // The memory goes with the last reference to it.
  }
}

function allocate(pages: number): WebAssembly.Memory {
  const bytes = pages * pageBytes;
  if (pages > largestMemory) throw new RangeError(`the program needs ${bytes} bytes of memory; WebAssembly has 4 GiB`);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (cause) {
    throw new RangeError(`the host cannot give the ${bytes} bytes of memory that the program needs`, { cause });
  }
}

/** `fma: false` forces plain SIMD; by default multiply-add is fused where the host can. */
export function createWasmBackend(options: { readonly fma?: boolean } = {}): Backend {
  const fma = options.fma ?? hasRelaxedSimd();
  return {
    host: { backend: 'wasm', fma, lanes: 1 },
    compile: async (program, rule) => {
      const { code, pages } = emitModule(program, rule, fma);
      const memory = allocate(pages);
      const { instance } = await WebAssembly.instantiate(code, {
        [memoryImport.module]: { [memoryImport.name]: memory },
      });
      // The module was made here, so its exports are known.
      return new WasmExecutable(program, rule, memory, instance.exports as unknown as Exports);
    },
  };
}
