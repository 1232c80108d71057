/** What the host's WebAssembly can do: found out by asking it to validate a module that uses it. */
import { FunctionBuilder } from './function.ts';
import { f32x4 } from './instructions.ts';
import { ModuleBuilder } from './module.ts';

/**
 * Whether relaxed SIMD is there, whose multiply-add is fused on the machines it matters for. Node 20 has it behind
 * `--experimental-wasm-relaxed-simd`, to be set before the first module is compiled.
 */
export function hasRelaxedSimd(): boolean {
  const module = new ModuleBuilder();
  module.define(['v128'], new FunctionBuilder(), (f) => {
    const x = f.parameter(0, 'v128');
    return f32x4.relaxedMadd(x, x, x);
  });
  return WebAssembly.validate(module.encode(0));
}
