/** The epilogue of a product: what fits in registers while the block is there, and a second pass for what does not. */
import type { Epilogue } from '../../plan/program.ts';
import { emitMap } from './elementwise.ts';
import type { Local } from './function.ts';
import { lightFunctions, unaryRules } from './functions.ts';
import type { V128 } from './instructions.ts';
import type { KernelFunction } from './kernel-function.ts';

/** The activation as the product's last touch, if it is a matter of a few instructions. */
export function finishInRegisters(
  f: KernelFunction,
  { activation }: Epilogue,
): ((value: Local<'v128'>) => V128) | null {
  if (!activation || !lightFunctions.has(activation.fn)) return null;
  return (value) => unaryRules[activation.fn](f, value, activation.alpha);
}

/** The activation over the whole result, if it is too long to be repeated for every register of a block. */
export function finishInMemory(f: KernelFunction, { activation }: Epilogue, count: number): void {
  if (!activation || lightFunctions.has(activation.fn)) return;
  emitMap(f, count, [f.output], f.output, ([value]) => unaryRules[activation.fn](f, value!, activation.alpha));
}
