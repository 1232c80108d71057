/** A data set that is being or has been loaded: its parts grow as shards arrive, and its columns are read example by example. */
import type { DatasetSpec } from '../blocks/data/datasets.ts';
import type { Column, Rows } from './column.ts';

export const parts = ['train', 'validation', 'test'] as const;
export type PartName = (typeof parts)[number];

/** One thing for each part. */
export const forParts = <T>(make: (part: PartName) => T): { readonly [part in PartName]: T } => ({
  train: make('train'),
  validation: make('validation'),
  test: make('test'),
});

export interface Dataset {
  readonly spec: DatasetSpec;
  /** Of all its columns. */
  readonly rows: Rows;
  /** By output of the data block: what an example is made of first, then its label where there is one. */
  readonly columns: { readonly [port: string]: Column };
}

export type Numbers = Float32Array | Float64Array;

/** Data that could not be had or is not what it should be; the message says which and what to try. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(
    message: string,
    /** Path of the block at which it is to be told; null when no block can help it. */
    readonly block: string | null = null,
  ) {
    super(message);
  }
}

export interface OpenOptions {
  /** Bytes of a packed shard by file name, `digits/train-00.9f2c.bin`; rejects when it cannot be had. */
  readonly fetchShard: (name: string) => Promise<Uint8Array>;
  /** Share of the training examples held out where the set has no validation part of its own. */
  readonly validationSplit: number;
  /** Bytes fetched so far; called at least at the start and at the end. */
  readonly onProgress: (loaded: number, total: number) => void;
}
