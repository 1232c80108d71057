/** What a block is: data about itself, a shape rule and a lowering. A block never executes anything. */

import type { BlockId, Body, End, Params } from '../document/document.ts';
import type { Builder } from '../ir/builder.ts';
import type { Initializer, NodeId, Shape } from '../ir/graph.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import type { TensorType } from '../tensor/shape.ts';
import type { DatasetSpec } from './data/datasets.ts';
import type { Fields, ParamsOf } from './fields.ts';
import type { SlidingAxis } from './window.ts';

/** The palette's sections and the hues of the tiles. */
export type Family =
  | 'data'
  | 'linear'
  | 'convolution'
  | 'pooling'
  | 'normalisation'
  | 'recurrent'
  | 'shape'
  | 'merge'
  | 'output';

export interface PortSpec {
  readonly name: string;
  /** An input that may stay unwired. */
  readonly optional?: boolean;
}

/** What a block says about its weights: shapes for counting, all else for lowering. */
export interface WeightSpec {
  /** PyTorch's name: `weight`, `bias`, `running_mean`. */
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly trainable: boolean;
  readonly l2: number;
  /** Not learnt, but written by the forward pass (running statistics) or given: no parameter in PyTorch's count. */
  readonly buffer?: true;
}

/** A fault found by a block's shape rule; the checker adds the block. */
export type Fault = Omit<Diagnostic, 'block'>;

export interface InferArgs<P> {
  /** Path of the block, for traces and fixes. */
  readonly block: string;
  readonly params: P;
  /**
   * Types of the wired inputs. Required ports are all present; optional ones may be missing, and so may those whose value is
   * for the next step.
   */
  readonly inputs: { readonly [port: string]: TensorType };
  /** What the block around hands in, for a block that `isGiven` its value. */
  readonly given?: TensorType;
  /**
   * The blocks in the block's own body, in the order of the document, once for each layer that could be walked through, the
   * lowest first; missing where only an input's fit is asked for.
   */
  readonly bodies?: readonly (readonly InnerBlock[])[];
}

/** A block in the body of another, as far as its check knows it. */
export interface InnerBlock {
  /** Within the body. */
  readonly id: BlockId;
  readonly kind: string;
  readonly params: Params;
  readonly inputs: { readonly [port: string]: TensorType };
  readonly outputs: { readonly [port: string]: TensorType };
  readonly weights: readonly WeightSpec[];
  /** Multiply-adds of one step for one example. */
  readonly macs: number;
}

export interface Inferred {
  /** Types of the outputs; a port that is missing here makes what hangs on it wait. */
  readonly outputs: { readonly [port: string]: TensorType };
  readonly weights?: readonly WeightSpec[];
  /** Multiply-adds for one example, and the product that gives them (`28·28·3·3·1·16`). */
  readonly macs?: number;
  readonly macsFormula?: string;
  /** The product that gives the number of parameters (`3·3·1·16 + 16`). */
  readonly weightsFormula?: string;
  /** Numbers of one example that it holds for the way back beside its outputs: the gates and states of every step. */
  readonly holds?: number;
  /** The shape arithmetic with its numbers, one line each: `height ⌈28 / 1⌉ = 28, channels 16`. */
  readonly arithmetic?: readonly string[];
  readonly faults?: readonly Fault[];
}

/** `train` uses batch statistics and dropout; `evaluate` running statistics and none. */
export type Mode = 'train' | 'evaluate';

export interface LowerArgs<P> {
  /** What its random streams are named by: its path, and in a body a colon and the mark of the sweep behind it. */
  readonly block: string;
  readonly params: P;
  readonly mode: Mode;
  readonly batch: number;
  /** Values of the wired inputs. */
  readonly inputs: { readonly [port: string]: NodeId };
  /** Inputs whose type has lengths: the number of real steps of each example, [B]. */
  readonly lengths: { readonly [port: string]: NodeId };
  readonly types: {
    readonly inputs: { readonly [port: string]: TensorType };
    readonly outputs: { readonly [port: string]: TensorType };
  };
  /** The block's weights by their name, in the IR already. */
  readonly weights: { readonly [name: string]: NodeId };
  /** [B]: 1/n for each of the n real examples of this batch, 0 for padding. Losses and batch statistics weigh by it. */
  readonly exampleWeights: NodeId;
  /** What the block around hands in: to a block that `isGiven` its value, and to a State what it holds before the step. */
  readonly given?: NodeId;
  /** Of a block with a body: one for each layer, the lowest first. */
  readonly bodies?: readonly BodyLowering[];
}

/** Lowers the blocks of a body, which have no place in the graph around it: one step of a scan. */
export interface BodyLowering {
  /** In the order of the document. */
  readonly blocks: readonly InnerBlock[];
  /** For each of its blocks and inputs: where the wire comes from. */
  readonly sources: { readonly [id: BlockId]: { readonly [port: string]: End } };
  readonly lower: (step: Builder, args: BodyLoweringArgs) => InnerValues;
}

export interface BodyLoweringArgs {
  /** Behind the names of random streams, so that each place that the body is lowered at draws its own numbers. */
  readonly mark: string;
  /** What is handed in, by the id of the block that gives it. */
  readonly given: { readonly [id: BlockId]: NodeId };
  /** By the names that the block around has for them: `dense1/weight`. */
  readonly weights: { readonly [name: string]: NodeId };
  readonly exampleWeights: NodeId;
  /** What an output's value becomes for all that read it. */
  readonly pass: (from: End, value: NodeId) => NodeId;
}

/** Values by block and port. */
export interface InnerValues {
  readonly inputs: { readonly [id: BlockId]: { readonly [port: string]: NodeId } };
  readonly outputs: { readonly [id: BlockId]: { readonly [port: string]: NodeId } };
  /** Values before a fused activation, by block. */
  readonly before: { readonly [id: BlockId]: NodeId };
}

/** What is peculiar to a block with a body. */
export interface BodyRule {
  /** What a new block begins with. */
  readonly start: Body;
  /** The types that are handed in, by kind of the blocks that give them; a kind is missing while the inputs do not tell. */
  readonly given: (inputs: { readonly [port: string]: TensorType }) => GivenTypes;
  /** The same for layer number `layer` (from 1) on `below`, the body as the layer below has it; null: there is none, or `below` does not tell. */
  readonly above: (args: AboveArgs) => GivenTypes | null;
  /** What at the block itself may mend a fault that its body has in layer number `layer` and in none below. */
  readonly fixesAbove: (block: string, layer: number) => readonly FixProposal[];
}

export interface GivenTypes {
  readonly [kind: string]: TensorType;
}

export interface AboveArgs {
  readonly block: string;
  /** Read through the block's fields. */
  readonly params: Params;
  readonly layer: number;
  readonly below: readonly InnerBlock[];
}

/** How a loss block's output is scored beside its loss. */
export type Metric<Value = NodeId> = {
  readonly prediction: Value;
  readonly target: Value;
  /** Real steps of each example [B] where there is an answer a step: padding is not counted. Null: all of it counts. */
  readonly lengths: Value | null;
} & (
  | { readonly kind: 'accuracy'; readonly classes: number }
  | { readonly kind: 'binary-accuracy'; readonly threshold: number }
);

export interface Lowered {
  readonly outputs: { readonly [port: string]: NodeId };
  /** Lengths [B] of the outputs whose type has them; a block with `lengths: 'keep'` leaves this to the framework. */
  readonly lengths?: { readonly [port: string]: NodeId };
  /** Values at every step [B, T, F] by name (gates, cell, state), looked at in the inspection program. */
  readonly traces?: { readonly [name: string]: NodeId };
  /** The value before a fused activation: what is looked at beside the output. */
  readonly before?: NodeId;
  /** A loss block: [B], the loss of each example (before example weights), and its share in the sum. */
  readonly loss?: { readonly perExample: NodeId; readonly weight: number; readonly metric: Metric | null };
  /** New values of buffers, by weight name. */
  readonly updates?: { readonly [weight: string]: NodeId };
}

/** A convolution compares each window with its kernels, a max-pool picks the largest number of each channel in it. */
export interface Sees {
  readonly how: 'compare' | 'pick';
  /** The axes of the input that the window slides along; empty for a window that is the whole input. */
  readonly along: readonly SlidingAxis[];
}

/** Pieces of examples, in steps: how long each is, and how far from the beginning of one to that of the next. */
export interface Cut {
  readonly length: number;
  readonly stride: number;
}

export interface BlockDefinition<F extends Fields = Fields> {
  readonly kind: string;
  /** Of this block's parameters; a later version brings migrations. */
  readonly version: number;
  readonly family: Family;
  /** English; a second catalogue translates by kind. `Conv2D`. */
  readonly title: string;
  /** lucide icon of the tile: `grid-3x3`. */
  readonly icon: string;
  /** Formula, shapes and when to use it: one short paragraph. */
  readonly doc: string;
  /** Shown in the inspector: `y = f(W ∗ x + b)`. */
  readonly formula: string;
  /** Words that the palette's search also finds it by. */
  readonly keywords: readonly string[];
  /** Start of the ids of new blocks: `conv` → conv1, conv2 ... */
  readonly stem: string;
  readonly params: F;
  /** Rows of the node's body: label and text made from the parameters, at most three. */
  readonly summary: (params: ParamsOf<F>) => readonly { readonly label: string; readonly text: string }[];
  readonly inputs: (params: ParamsOf<F>, body?: Body) => readonly PortSpec[];
  readonly outputs: (params: ParamsOf<F>, body?: Body) => readonly PortSpec[];
  /**
   * A loss feeds nothing and is meant to. A preparation stands between data and network and is carried out on the data
   * (data/prepare), not in the program.
   */
  readonly role: 'data' | 'preparation' | 'layer' | 'loss';
  /** A preparation whose examples are pieces of those that come in: labels of the whole ones do not fit them. */
  readonly cuts?: (params: ParamsOf<F>) => Cut;
  /**
   * Where the block may stand: `step` also in a recurrent cell, where it works on one step [B, F]; `cell` only there. Left out:
   * only in the network.
   */
  readonly place?: 'step' | 'cell';
  /** Its output is what the block around it hands in. */
  readonly isGiven?: true;
  /** A body has at most one of it. */
  readonly isSingle?: true;
  readonly body?: BodyRule;
  /**
   * What the block does with a sequence whose lengths differ. `keep`: it works step by step, its outputs have the lengths of
   * its first input that has some. `own`: its shape rule and its lowering say themselves. Left out: it would take padding
   * for data, and the checker says so.
   */
  readonly lengths?: 'keep' | 'own';
  /** The activation that the block applies last (`relu`, `softmax`), null for none: the checker looks at what meets a loss. */
  readonly activation?: (params: ParamsOf<F>) => string | null;
  /** The block only moves or drops numbers (Flatten, Reshape, Dropout): an activation before it still counts behind it. */
  readonly keepsActivation?: true;
  /** Losses on logits: the activation that they apply to `prediction` themselves, null for none. */
  readonly appliesToPrediction?: (params: ParamsOf<F>) => 'softmax' | 'sigmoid' | null;
  /** Blocks whose output is made of windows of the input `x`: how, so that a person can be shown what a number saw. */
  readonly sees?: (params: ParamsOf<F>) => Sees;
  /** Data blocks: the data set that these parameters name. */
  readonly dataset?: (params: ParamsOf<F>) => DatasetSpec;
  readonly infer: (args: InferArgs<ParamsOf<F>>) => Inferred;
  /** Null for data and preparations: their outputs are inputs of the program. */
  readonly lower: ((builder: Builder, args: LowerArgs<ParamsOf<F>>) => Lowered) | null;
}

/** Gives `infer`, `lower` and `summary` their parameter types; stores the definition with those erased. */
export function defineBlock<const F extends Fields>(definition: BlockDefinition<F>): BlockDefinition {
  // The registry holds blocks of every parameter type; check reads params through the fields before it calls them.
  return definition as unknown as BlockDefinition;
}
