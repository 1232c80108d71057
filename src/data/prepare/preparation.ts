/** What a preparation does to the data: the counterpart, outside the program, of a block between data and network. */
import type { TensorType } from '../../tensor/shape.ts';
import type { Column } from '../column.ts';

export interface PrepareArgs<P> {
  /** Path of the block. */
  readonly block: string;
  readonly params: P;
  readonly inputs: { readonly [port: string]: Column };
  readonly types: {
    readonly inputs: { readonly [port: string]: TensorType };
    readonly outputs: { readonly [port: string]: TensorType };
  };
}

/**
 * Learns what it needs (a vocabulary, means) from the training part alone, and gives a column for each output. Rejects with a
 * DataError when the data do not allow it: a series shorter than its window.
 */
export type Prepare<P> = (args: PrepareArgs<P>) => Promise<{ readonly [port: string]: Column }>;
