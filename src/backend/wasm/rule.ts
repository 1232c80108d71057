/** The form of a code emitter: it writes the body of the function that computes one kernel. */
import type { Kernel, KernelOp } from '../../plan/program.ts';
import type { KernelFunction } from './kernel-function.ts';

export type KernelRule<K extends KernelOp> = (kernel: Kernel<K>, f: KernelFunction) => void;
