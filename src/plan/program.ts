/**
 * What a backend sees: a flat, cloneable list of kernel calls over one linear memory. Offsets count elements (4 bytes in
 * f32 backends, 8 in the reference), so one program serves all of them.
 */
import type { Initializer, Pass, Shape } from '../ir/graph.ts';
import type { BinaryFunction, OpAttrs, OpKind, UnaryFunction } from '../ir/ops.ts';

/** Ops that need no kernel: leaves live in memory already, reshape is an alias, and a scan becomes a loop. */
export type LeafOp = 'input' | 'parameter' | 'reshape' | 'scan' | 'scanResult';
export type KernelOp = Exclude<OpKind, LeafOp>;

/** What is done to a result while it is still in registers: add a bias along the last axis, then apply an activation. */
export interface Epilogue {
  readonly bias: boolean;
  readonly activation: { readonly fn: UnaryFunction; readonly alpha: number } | null;
}

/** A distinct computation; two calls with equal (op, attrs, shapes, epilogue) share one, so code does not grow with depth. */
export interface Kernel<K extends KernelOp = KernelOp> {
  readonly op: K;
  readonly attrs: OpAttrs[K];
  /** Shapes of the op's operands. The bias, as long as the output's last axis, is not among them. */
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** Empty except on matmul and conv2d. */
  readonly epilogue: Epilogue;
}
export type OpKernel = { [K in KernelOp]: Kernel<K> }[KernelOp];

/** How rows and columns are walked in a tensor: (row, column) is element start + row · rowStride + column · columnStride. */
export interface Lattice {
  readonly start: number;
  readonly rowStride: number;
  /** 1, or 0 where one element stands for the whole row. */
  readonly columnStride: 0 | 1;
}

/**
 * A value for each row and column, computed from earlier ones. These are numbered: first the kernel's reads, then its
 * expressions, in their order. Numbers as in the ops of the same name.
 */
export type Expression =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'unary'; readonly fn: UnaryFunction; readonly alpha: number; readonly of: number }
  | {
      readonly op: 'unaryGrad';
      readonly fn: UnaryFunction;
      readonly alpha: number;
      readonly of: number;
      readonly dy: number;
    }
  | { readonly op: 'binary'; readonly fn: BinaryFunction; readonly a: number; readonly b: number }
  | { readonly op: 'dropoutMask'; readonly rate: number; readonly of: number };

/**
 * Several elementwise ops in one pass over rows and columns: nothing between them is stored. Repeated rows and columns, slices
 * and joins are matters of addressing alone.
 */
export interface FusedKernel {
  readonly op: 'fused';
  readonly rows: number;
  readonly columns: number;
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
  readonly reads: readonly (Lattice & { readonly input: number })[];
  readonly expressions: readonly Expression[];
  /** Element by element, all reads are done before these. */
  readonly writes: readonly (Lattice & { readonly output: number; readonly value: number })[];
  readonly epilogue: Epilogue;
}

export type AnyKernel = OpKernel | FusedKernel;

export function outputShapes(kernel: AnyKernel): readonly Shape[] {
  return kernel.op === 'fused' ? kernel.outputs : [kernel.output];
}

/**
 * The outputs of a call overlap none of its inputs, except that an elementwise kernel (unary, unaryGrad, binary, dropoutMask,
 * fused) may write exactly over an input that has the output's number of elements: it reads element i before it writes it.
 */
export interface Call {
  /** Index into `Program.kernels`. */
  readonly kernel: number;
  /** Offset of each input, in the kernel's order; the bias, if any, comes last. */
  readonly inputs: readonly number[];
  /** Offset of each output: one, but of a fused kernel maybe more. */
  readonly outputs: readonly number[];
  /** Path of the block that it computes for. */
  readonly block: string;
  readonly pass: Pass;
}

/** A call within a loop: at step t every offset is the given one plus t times its stride (0 for what does not move). */
export interface StepCall extends Call {
  readonly inputStrides: readonly number[];
  readonly outputStrides: readonly number[];
}

/** A copy within a loop; its ends move with the step like those of a call. */
export interface StepCopy extends Copy {
  readonly fromStride: number;
  readonly toStride: number;
}

/** A scan: its body is run for t = 0 … steps − 1, or from the last to the first. */
export interface Loop {
  readonly steps: number;
  readonly reverse: boolean;
  /** Done once before the first step: states take their initial values. */
  readonly before: readonly Copy[];
  readonly calls: readonly StepCall[];
  /** Done at the end of each step, in this order: what is kept of the step, then the states for the next one. */
  readonly after: readonly StepCopy[];
  /** Path of the block that it computes for. */
  readonly block: string;
  readonly pass: Pass;
}

/** A copy: at the end of a run, gradients that equal another value, buffers and carried states that take a new value. */
export interface Copy {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

export interface Slot {
  readonly name: string;
  readonly shape: Shape;
  readonly offset: number;
  readonly length: number;
}

export interface ParameterSlot extends Slot {
  readonly initializer: Initializer;
  readonly trainable: boolean;
  readonly l2: number;
  /** Offset of its gradient; null when it is not trained in this program. */
  readonly gradient: number | null;
}

/** A run of trainable parameters with equal l2, contiguous like their gradients: the optimizer is one pass over each. */
export interface Segment {
  readonly parameters: number;
  readonly gradients: number;
  readonly length: number;
  readonly l2: number;
}

export interface Region {
  readonly offset: number;
  readonly length: number;
}

export interface Program {
  readonly batch: number;
  readonly kernels: readonly AnyKernel[];
  readonly calls: readonly (Call | Loop)[];
  /** Done in this order after the calls. */
  readonly copies: readonly Copy[];
  readonly parameters: readonly ParameterSlot[];
  readonly segments: readonly Segment[];
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
  /**
   * All parameters and buffers; trainable ones first. Each begins on a multiple of 4 elements: the few between two parameters
   * are zeros that no call writes. The layout depends on the parameters alone, so programs of one graph share it.
   */
  readonly parameterRegion: Region;
  /** Laid out as the trainable part of the parameters; empty in a program that does not train, like the moments. */
  readonly gradientRegion: Region;
  /**
   * Two runs of the gradients' length and layout, room for any of the optimizers: first the moving average of the gradient
   * (the momentum of SGD and RMSProp), then that of its square.
   */
  readonly momentRegion: Region;
  /** Elements of the whole memory; the arena of activations lies after the regions above. */
  readonly length: number;
  /** Elements that are live at once at the worst moment: the arena cannot be smaller. */
  readonly largestLiveSet: number;
}
