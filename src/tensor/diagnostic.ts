/** A fault as a value: a stable code and the numbers. The sentence is made from it elsewhere, once (check/explain). */
import type { Json } from '../base/json.ts';
import type { TensorType, Trace } from './shape.ts';

/** `wrong` blocks training, `suspicious` does not, `incomplete` blocks it calmly (something is not wired yet). */
export type Severity = 'wrong' | 'suspicious' | 'incomplete';

/** Every code that the checker can give. A code is never reused or renamed: the help pages and tests hang on it. */
export const diagnosticCodes = [
  'unknown-kind', // a block of a kind that this version does not know
  'bad-param', // a parameter's value is not one that its field allows
  'unknown-port', // a wire ends at a port that the block does not have
  'missing-input', // a port that must be wired is not
  'unused-output', // an output (of a block that is no data block) feeds nothing
  'cycle', // blocks that wait for each other
  'not-in-cell', // a block in a recurrent cell that does not work on one step
  'only-in-cell', // a part of a recurrent cell outside of one
  'second-in-cell', // a second input or output of a recurrent cell
  'no-cell-output', // a recurrent cell from which nothing comes
  'next-mismatch', // what is brought to a State for the next step has not its size
  'no-data', // the graph has no data block
  'no-loss', // the graph has no loss
  'rank-mismatch', // the input has another number of axes than the block works on
  'state-mismatch', // what is wired in as a recurrent block's initial state has not the size of its state
  'kernel-too-large', // a kernel or window larger than its (padded) input
  'zero-size', // an axis of the result would have no elements
  'stride-drops', // the last rows or columns are never seen because the stride does not divide
  'shape-mismatch', // Add, Multiply, Concat or a loss: two inputs whose axes differ
  'groups-mismatch', // channels or filters that the groups do not divide
  'reshape-mismatch', // the target of Reshape has another number of elements
  'permute-mismatch', // the order of Permute is no permutation of the input's axes
  'label-mismatch', // the output's size differs from the number of classes
  'expects-real', // text, token ids or labels where numbers are needed
  'expects-index', // numbers where token ids or labels are needed
  'expects-text', // numbers, labels or token ids where text is needed
  'expects-data', // a preparation stands behind a layer: it works on data, before training
  'unbounded-steps', // a sequence whose number of steps nobody has bounded reaches the network
  'lengths-mismatch', // two sequences whose lengths were made by different blocks are taken step by step
  'reads-padding', // a block takes the padding behind shorter examples for data
  'softmax-before-loss', // softmax before a cross-entropy that applies softmax itself
  'activation-before-loss', // sigmoid before a binary cross-entropy on logits; relu before a loss on logits
  'batch-mismatch', // two inputs that come from different data blocks, whose examples do not belong together
  'carried-apart', // a state is carried on from batch to batch, but the examples do not go on from one another
  'no-parameters', // nothing on the way to the loss can be learnt
  'too-large', // the model's numbers exceed what can be planned
] as const;
export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** What one edit would mend. Blocks propose these as data; check/fixes turns them into edits and offers those that type-check. */
export type FixProposal =
  | { readonly kind: 'set-param'; readonly block: string; readonly param: string; readonly value: Json }
  /** Takes a parameter out, which leaves its default. */
  | { readonly kind: 'unset-param'; readonly block: string; readonly param: string }
  | {
      readonly kind: 'insert-before';
      /** The new block goes into the wire that ends here. */
      readonly block: string;
      readonly port: string;
      readonly insert: string;
      readonly params: { readonly [name: string]: Json };
      /** New blocks that stand before it in the wire, in their order. */
      readonly leading?: readonly { readonly insert: string; readonly params: { readonly [name: string]: Json } }[];
    }
  | {
      readonly kind: 'replace-kind';
      readonly block: string;
      readonly with: string;
      readonly params: { readonly [name: string]: Json };
    }
  | { readonly kind: 'remove-block'; readonly block: string }
  | { readonly kind: 'remove-wire'; readonly block: string; readonly port: string }
  | { readonly kind: 'connect'; readonly from: readonly [string, string]; readonly to: readonly [string, string] }
  /** Takes the wire that ends at `end` to another input. */
  | { readonly kind: 'move-wire'; readonly end: readonly [string, string]; readonly to: readonly [string, string] }
  /** Two wires into one block change places. */
  | { readonly kind: 'swap-wires'; readonly block: string; readonly ports: readonly [string, string] }
  | { readonly kind: 'set-batch-size'; readonly value: number }
  | {
      readonly kind: 'add-block';
      readonly insert: string;
      readonly params: { readonly [name: string]: Json };
      /** Block in whose body it goes; left out, it stands in the network. */
      readonly inside?: string;
    };

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** Path of the block that shows the fault (`conv3`, `cell/dense1`); null for a fault of the whole graph. */
  readonly block: string | null;
  readonly port?: string;
  /** In a body: the number of the layer, from 1, where the fault is in an upper one alone. */
  readonly layer?: number;
  /** Parameter that is at fault, when one is. */
  readonly param?: string;
  /** Index of the axis in the port's type. */
  readonly axis?: number;
  readonly expected?: Json;
  readonly actual?: Json;
  /** The types that meet here, by port: the sentence shows both sides. */
  readonly types?: { readonly [port: string]: TensorType };
  /** The story of the size at fault, newest first. */
  readonly origin?: Trace | null;
  /** Other blocks involved: the members of a cycle, the two data blocks, the blocks of a path. */
  readonly path?: readonly string[];
  /** More numbers for the sentence, by name. */
  readonly values?: { readonly [name: string]: Json };
  readonly fixes: readonly FixProposal[];
}
