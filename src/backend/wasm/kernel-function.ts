/** The function of one kernel: its operands' addresses, scratch memory, randomness, and the host's multiply-add. */
import { FunctionBuilder, type Local } from './function.ts';
import { f32x4, type I32, i32, type V128 } from './instructions.ts';

/** Bytes that may be read (never written) behind the end of any tensor, so that ragged edges are read as whole vectors. */
export const overread = 64;

const scratchAlignment = 64;

/** Scratch memory behind the program's own: every kernel may use all of it, so it is as large as the greediest one needs. */
export class Scratch {
  private most = 0;
  private taken = 0;

  constructor(private readonly base: number) {}

  /** Bytes that the greediest kernel has taken. */
  get bytes(): number {
    return this.most;
  }

  /** Forgets what the kernel before has taken. */
  restart(): void {
    this.taken = 0;
  }

  /** The address of so many bytes that no other taker of the same kernel has. */
  take(bytes: number): I32 {
    const address = this.base + this.taken;
    this.taken += Math.ceil((bytes + overread) / scratchAlignment) * scratchAlignment;
    this.most = Math.max(this.most, this.taken);
    return i32.const(address);
  }
}

/** What all kernels of a module share. */
export interface KernelEnvironment {
  readonly fma: boolean;
  readonly scratch: Scratch;
  /** Globals that hold the run's seed and step. */
  readonly seed: number;
  readonly step: number;
}

export class KernelFunction extends FunctionBuilder {
  constructor(
    private readonly environment: KernelEnvironment,
    private readonly inputCount: number,
    private readonly withBias: boolean,
    /** The right operand of a product comes as panels. */
    readonly takesPanels = false,
  ) {
    super();
  }

  /** Byte address of an input. */
  input(index: number): Local<'i32'> {
    return this.parameter(index, 'i32');
  }

  /** Byte address of the epilogue's bias. */
  get bias(): Local<'i32'> | null {
    return this.withBias ? this.parameter(this.inputCount, 'i32') : null;
  }

  /** Byte address of the result. */
  get output(): Local<'i32'> {
    return this.outputAt(0);
  }

  /** Byte address of a result of several. */
  outputAt(index: number): Local<'i32'> {
    return this.parameter(this.inputCount + (this.withBias ? 1 : 0) + index, 'i32');
  }

  get seed(): I32 {
    return this.getGlobal(this.environment.seed);
  }

  get step(): I32 {
    return this.getGlobal(this.environment.step);
  }

  scratch(bytes: number): I32 {
    return this.environment.scratch.take(bytes);
  }

  /** a · b + c: rounded once where the host fuses, twice elsewhere. */
  madd(a: V128, b: V128, c: V128): V128 {
    return this.environment.fma ? f32x4.relaxedMadd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
  }
}
