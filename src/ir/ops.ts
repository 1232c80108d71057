/**
 * The closed set of tensor operations. Every pass over the IR (infer, vjp, reference, wasm, later webgpu and onnx) is one
 * total table `{[K in OpKind]: Rule<K>}`, so an op that is added here and forgotten there does not compile.
 *
 * All tensors are row-major, channels last, of one element type (f32; float64 in the reference). Class labels and token
 * ids are whole numbers stored as reals, exact up to 2^24.
 */

import type { ScanBody } from './graph.ts';

/** Elementwise functions. `alpha` is the slope of leaky relu, the scale of elu, the delta of huber. */
export const unaryFunctions = [
  'relu',
  'leaky-relu',
  'elu',
  'gelu', // exact, with erf, as torch.nn.GELU()
  'silu',
  'sigmoid',
  'tanh',
  'softplus',
  'exp',
  'log',
  'sqrt',
  'rsqrt',
  'square',
  'abs',
  'negate',
  'huber', // x²/2 within alpha, alpha·(|x| − alpha/2) beyond
] as const;
export type UnaryFunction = (typeof unaryFunctions)[number];

/**
 * What each derivative is computed from: the argument x or the value y = f(x). Where y is enough, x need not be kept, so
 * the function can be fused into the kernel before it even in training. Both say the same where alpha ≥ 0, which `inferShape`
 * demands. Kernels of `unaryGrad` read only this operand; grad passes it for the other one too.
 *
 * At a kink the derivative is that of PyTorch: relu'(0) = 0, leaky-relu'(0) = alpha, elu'(0) = alpha, abs'(0) = 0.
 */
export const derivativeReads: { readonly [F in UnaryFunction]: 'argument' | 'value' } = {
  relu: 'value',
  'leaky-relu': 'value',
  elu: 'value', // y + alpha below zero
  gelu: 'argument',
  silu: 'argument',
  sigmoid: 'value', // y·(1 − y)
  tanh: 'value', // 1 − y²
  softplus: 'value', // 1 − exp(−y)
  exp: 'value',
  log: 'argument',
  sqrt: 'value', // 1 / (2y)
  rsqrt: 'value', // −y³ / 2
  square: 'argument',
  abs: 'argument',
  negate: 'value', // −1: reads neither
  huber: 'argument', // x clamped to ±alpha
};

export const binaryFunctions = ['add', 'subtract', 'multiply', 'divide'] as const;
export type BinaryFunction = (typeof binaryFunctions)[number];

/** Top, bottom, left, right: elements of zero (or −∞ for max) put around the picture. */
export type Padding2D = readonly [number, number, number, number];

export interface ConvAttrs {
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: Padding2D;
  readonly groups: number;
}

export interface PoolAttrs {
  readonly window: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: Padding2D;
}

export interface WindowStepsAttrs {
  readonly window: number;
  readonly stride: number;
  readonly dilation: number;
  /** Steps of padding before and after, together. */
  readonly padding: number;
}

export interface ScanAttrs {
  readonly body: ScanBody;
  readonly steps: number;
  /** From the last step to the first; sequences and stacked results keep their places. */
  readonly reverse: boolean;
  readonly taps: readonly Tap[];
}

/**
 * A state whose gradient is watched: differentiation adds an output of this name [T] with, for each step t,
 * √Σ (∂loss / ∂state after step t)², the sum over all elements.
 */
export interface Tap {
  readonly name: string;
  readonly state: number;
  /** Number of the sequence, [T, B, 1] and 1 or 0, that tells whose elements count: a state is only held through padding. */
  readonly real?: number;
}

export interface OpAttrs {
  /** A tensor that the loop writes before a run (features, labels, example weights). No inputs. */
  input: { readonly name: string };
  /** A parameter or a buffer (running statistics), owned by a block. No inputs. */
  parameter: { readonly name: string };
  /** Every element equals `value`. No inputs. */
  constant: { readonly value: number };
  /** x → f(x), elementwise. */
  unary: { readonly fn: UnaryFunction; readonly alpha: number };
  /** (x, y = f(x), dy) → dx, elementwise. One of x and y stands for both: see `derivativeReads`. */
  unaryGrad: { readonly fn: UnaryFunction; readonly alpha: number };
  /** (a, b) → a ∘ b. Equal ranks; along each axis the sizes are equal or one of them is 1 (NumPy's rule without rank promotion). */
  binary: { readonly fn: BinaryFunction };
  /** x → sum or max over `axes`, which stay with size 1. The gradient of max goes to the first of equal ones. */
  reduce: { readonly fn: 'sum' | 'max'; readonly axes: readonly number[] };
  /** x → x repeated along its axes of size 1 up to the node's shape (equal rank). */
  broadcast: Record<never, never>;
  /** (a, b) → a·b for matrices; a transposed operand is read transposed. */
  matmul: { readonly transposeA: boolean; readonly transposeB: boolean };
  /** (x [B,H,W,C], w [kh,kw,C/groups,O]) → y [B,H',W',O]; cross-correlation, as everywhere in the field. */
  conv2d: ConvAttrs;
  /** (w, dy) → dx [the node's shape]; also the forward of transposed convolution. */
  conv2dGradInput: ConvAttrs;
  /** (x, dy) → dw [the node's shape]. */
  conv2dGradFilter: ConvAttrs;
  /** x [B,H,W,C] → the largest in each window; the first one wins a tie, padding never does. */
  maxPool: PoolAttrs;
  /** (x, dy) → dx: each dy goes to its window's winner. */
  maxPoolGrad: PoolAttrs;
  /** x [B,H,W,C] → the mean of each window; padding counts as zeros when `countPadding`, else not at all. */
  avgPool: PoolAttrs & { readonly countPadding: boolean };
  /** dy → dx [the node's shape]. */
  avgPoolGrad: PoolAttrs & { readonly countPadding: boolean };
  /** x → softmax over the last axis. */
  softmax: Record<never, never>;
  /** (y, dy) → dx. */
  softmaxGrad: Record<never, never>;
  /** (logits [N,C], labels [N]) → −log softmax(logits)[label] [N]. */
  crossEntropy: Record<never, never>;
  /** (logits, labels, dy [N]) → dlogits. */
  crossEntropyGrad: Record<never, never>;
  /** labels [...] → [..., classes]. */
  oneHot: { readonly classes: number };
  /** The same numbers in the node's shape. Free: the plan makes it an alias. */
  reshape: Record<never, never>;
  /** Axis i of the result is axis permutation[i] of the input. */
  transpose: { readonly permutation: readonly number[] };
  /** (a, b, ...) joined along `axis`. */
  concat: { readonly axis: number };
  /** x → the part of the node's shape that starts at `start` along `axis`. */
  slice: { readonly axis: number; readonly start: number };
  /** x → x placed at `start` along `axis` in zeros of the node's shape (the adjoint of slice). */
  pad: { readonly axis: number; readonly start: number };
  /**
   * Uniform in [0, 1): element i is (bits >>> 8) / 2^24 of word i mod 4 of philox4x32(counter = (⌊i / 4⌋, step, stream, 0),
   * key = (seed, 0)), with the run's seed and step: see base/philox. No inputs.
   */
  uniform: { readonly stream: number };
  /** u → 1 where u ≥ rate, else 0, divided by (1 − rate): the mask of inverted dropout. Derivative zero. */
  dropoutMask: { readonly rate: number };
  /** (table [N, F], ids [...]) → [..., F]: row `id` of the table for each id; one outside [0, N) gives zeros. */
  gather: Record<never, never>;
  /** (ids [...], dy [..., F]) → dtable [the node's shape]: each dy added to its row. */
  gatherGrad: Record<never, never>;
  /** lengths [B] → [B, T], the node’s shape: 1 at the steps t < length, 0 at padding. Derivative zero. */
  stepMask: Record<never, never>;
  /** lengths [B] → how many windows fit: max(0, ⌊(length + padding − dilation·(window − 1) − 1) / stride⌋ + 1). Derivative zero. */
  windowSteps: WindowStepsAttrs;
  /**
   * (initial states ..., sequences [T, ...] ..., shared ...) → the body run for t = 0 … T − 1 (or T − 1 … 0), each step on the
   * states that the one before left. It has no value itself (its shape is []): `scanResult` gives its results. Differentiated
   * by backpropagation through time.
   */
  scan: ScanAttrs;
  /** scan → its result `index`: first the states after the last step, then `stacked` [T, ...], then `summed`. */
  scanResult: { readonly index: number };
}

export type OpKind = keyof OpAttrs;
