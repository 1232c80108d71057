/** What a check gives: everything the canvas, the inspector and the command line show, and the typed graph if there is one. */
import type { BlockDefinition, PortSpec, WeightSpec } from '../blocks/define.ts';
import type { Params } from '../document/document.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import type { TensorType } from '../tensor/shape.ts';

/** `waiting` blocks stand behind a fault: grey, not red. `unknown` kinds are kept as they are. */
export type BlockState = 'correct' | 'wrong' | 'suspicious' | 'incomplete' | 'waiting' | 'unknown';

/** Cost of one block for one example. Memory in bytes of f32. */
export interface Cost {
  readonly parameters: number;
  readonly macs: number;
  readonly activationBytes: number;
}

export interface CheckedBlock {
  /** Path. */
  readonly id: string;
  readonly definition: BlockDefinition | null;
  readonly state: BlockState;
  /** The block whose fault this one waits for. */
  readonly waitsFor: string | null;
  /** All parameters, defaults filled in. */
  readonly params: Params;
  readonly ports: { readonly inputs: readonly PortSpec[]; readonly outputs: readonly PortSpec[] };
  /** Types that arrive at the wired inputs, as far as they are known. */
  readonly inputs: { readonly [port: string]: TensorType };
  readonly outputs: { readonly [port: string]: TensorType };
  readonly weights: readonly WeightSpec[];
  readonly cost: Cost;
  readonly macsFormula: string | null;
  readonly weightsFormula: string | null;
  readonly arithmetic: readonly string[];
  /** Of a block with a body: the blocks in it, as the first layer has them. */
  readonly body: CheckedBody | null;
  /** The body as each further layer has it, whose steps may bring other features. */
  readonly upper: readonly CheckedBody[];
}

/** The inside of a block, with paths for ids. */
export interface CheckedBody {
  /** In the order of the body. */
  readonly blocks: readonly CheckedBlock[];
  /** The same in an order in which inputs come first, but for those that are for the next step. */
  readonly order: readonly CheckedBlock[];
  readonly sources: CheckedGraph['sources'];
}

/** A graph without a fault: what lowering accepts, and nothing else is. */
export interface CheckedGraph {
  /** Blocks in an order in which inputs come first; only those that reach a loss. */
  readonly order: readonly CheckedBlock[];
  /** For each block and input port: where its wire comes from. */
  readonly sources: { readonly [block: string]: { readonly [port: string]: readonly [block: string, port: string] } };
  readonly data: readonly CheckedBlock[];
  readonly losses: readonly CheckedBlock[];
}

export interface Report {
  /** By path: each block is followed by those in its body. */
  readonly blocks: ReadonlyMap<string, CheckedBlock>;
  /** Types on the wires, by the key of their end (`conv1.x`); a wire that waits is missing. */
  readonly wires: ReadonlyMap<string, TensorType>;
  /** Sorted: wrong, then suspicious, then incomplete; within each in the order of the blocks. */
  readonly diagnostics: readonly Diagnostic[];
  readonly total: Cost;
  /** The wrong and incomplete ones that keep training from starting: those of blocks that reach a loss, and of the whole graph. */
  readonly blocking: readonly Diagnostic[];
  /** Null while a diagnostic blocks training. */
  readonly graph: CheckedGraph | null;
}
