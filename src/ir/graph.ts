/** The IR: a list of nodes in static single assignment with static shapes, in an order in which inputs come first. */
import type { OpAttrs, OpKind } from './ops.ts';

export type NodeId = number;
export type Shape = readonly number[];

export interface Node<K extends OpKind = OpKind> {
  readonly op: K;
  readonly attrs: OpAttrs[K];
  /** Ids of earlier nodes. */
  readonly inputs: readonly NodeId[];
  readonly shape: Shape;
  /** Path of the block that this node computes for: faults, probes and costs are told in blocks. */
  readonly block: string;
  readonly pass: Pass;
}

/** Derivatives belong to the backward pass, all that they are derivatives of to the forward pass. */
export type Pass = 'forward' | 'backward';

/** A node narrowed by its op; `AnyNode` can be switched over `op` with `attrs` following. */
export type AnyNode = { [K in OpKind]: Node<K> }[OpKind];

export type Initializer =
  | { readonly kind: 'he-normal' | 'glorot-uniform'; readonly fanIn: number; readonly fanOut: number }
  /** `blocks`: the last axis in so many equal parts, each orthogonal by itself (the gates of a recurrent layer); else one. */
  | { readonly kind: 'orthogonal'; readonly blocks?: number }
  /** U(−bound, bound): PyTorch's default for biases, bound = 1/√fanIn. */
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'constant'; readonly value: number }
  /** The last axis in equal parts, each filled with its own value (a bias whose forget gate starts open). */
  | { readonly kind: 'constants'; readonly values: readonly number[] }
  /** N(0, deviation²). */
  | { readonly kind: 'normal'; readonly deviation: number }
  /** One row of a matrix zero (the padding token of an embedding), the others drawn as told. */
  | { readonly kind: 'zero-row'; readonly row: number; readonly others: Initializer }
  /** [T, F]: sines and cosines of the step (Vaswani et al., "Attention is all you need", 2017). */
  | { readonly kind: 'sinusoidal' };

/** A parameter (learnt) or a buffer (written by the forward pass, as running statistics are, or given once and for all). */
export interface ParameterSpec {
  /** `conv1/weight`: the owner's path, a slash, PyTorch's name of the tensor. */
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  /** False for buffers and for the parameters of a frozen block: they get no gradient. */
  readonly trainable: boolean;
  /** Coefficient of ½·λ·‖w‖² added to the loss: λ·w is added to its gradient. */
  readonly l2: number;
}

/**
 * One step of a scan. `input` nodes are its arguments, named by their place below; there are no parameters and no scans in it.
 * Random numbers in it do not hang on the step, so each element has one draw for all steps.
 */
export interface ScanBody {
  readonly nodes: readonly AnyNode[];
  /** For each state: the argument that holds it before the step, and its value after it, of equal shape. */
  readonly states: readonly { readonly before: NodeId; readonly after: NodeId }[];
  /** Arguments that hold this step's part of each sequence. */
  readonly sequences: readonly NodeId[];
  /** Arguments that are the same at every step: weights, masks. */
  readonly shared: readonly NodeId[];
  /** Values that are kept of every step. */
  readonly stacked: readonly NodeId[];
  /** Values that are added up over the steps: what differentiation makes of shared arguments. */
  readonly summed: readonly NodeId[];
}

export interface Graph {
  readonly nodes: readonly AnyNode[];
  readonly parameters: readonly ParameterSpec[];
  /** What a run gives: `loss`, `conv1:y` (block and port), ... */
  readonly outputs: { readonly [name: string]: NodeId };
  /** After the run, buffer `name` takes the value of the node (running statistics). */
  readonly updates: { readonly [parameter: string]: NodeId };
  /** After the run, input `name` takes the value of the node: a state that the next batch goes on from. */
  readonly carries: { readonly [input: string]: NodeId };
  /** Gradient of the loss by parameter name; empty before grad/backward has run. */
  readonly gradients: { readonly [parameter: string]: NodeId };
}
