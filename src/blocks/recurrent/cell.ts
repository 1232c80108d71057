/** What tells one recurrent layer from another: the gates and states of its cell, and one step of it. */
import type { Builder } from '../../ir/builder.ts';
import type { NodeId } from '../../ir/graph.ts';

/** `h` is what the layer gives; an LSTM remembers `c` beside it. */
export type StateName = 'h' | 'c';

export interface Cell {
  /** In PyTorch's order, in which their weights stand side by side. */
  readonly gates: readonly string[];
  /** `h` first. */
  readonly states: readonly StateName[];
  /** The gates whose values are worth a look, in the order in which a step gives them. */
  readonly traced: readonly string[];
  /** What the bias of each gate starts with. */
  readonly biasStart: readonly number[];
  /** How many gates each product with the state gives, where one product must wait for another's gate; one product else. */
  readonly products: readonly number[];
  /** The second bias is part of the product with the state, not of the input's. */
  readonly biasWithState: boolean;
  readonly step: (body: Builder, args: StepInput) => StepOutput;
}

export interface StepInput {
  /** W_x·x + b [B, gates·units]. */
  readonly x: NodeId;
  /** [B, units] each, in the order of the cell's states. */
  readonly states: readonly NodeId[];
  /** W_h·state for the gates of one of the cell's products, with dropout and, where the cell wants it so, the second bias. */
  readonly recur: (state: NodeId, product?: number) => NodeId;
  /** A state after the step: `after`, or `before` where the step is padding. */
  readonly held: (before: NodeId, after: NodeId) => NodeId;
}

export interface StepOutput {
  /** Held where the step is padding. */
  readonly states: readonly NodeId[];
  /** Values of the traced gates, each [B, units]. */
  readonly gates: readonly NodeId[];
}

/** Columns `from … from + count` of a matrix whose gates of `units` columns each stand side by side. */
export function gateColumns(builder: Builder, matrix: NodeId, units: number, from: number, count = 1): NodeId {
  const [rows = 1] = builder.shapeOf(matrix);
  return builder.slice(matrix, 1, from * units, [rows, count * units]);
}
