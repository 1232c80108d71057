/** A data set that is being or has been loaded: its parts grow as shards arrive, and batches are gathered by index. */
import type { DatasetSpec } from '../blocks/data/datasets.ts';

export const parts = ['train', 'validation', 'test'] as const;
export type PartName = (typeof parts)[number];

export interface Dataset {
  readonly spec: DatasetSpec;
  /** Final number of examples of the part. */
  count(part: PartName): number;
  /** How many of them, from the first, can be gathered now. */
  available(part: PartName): number;
  /** The bounds at which examples of the part arrive together: [0, 5000, 10000, ...] up to `count`. */
  bounds(part: PartName): readonly number[];
  /** Resolves when the first `count` examples of the part can be gathered; rejects with a DataError when a shard fails. */
  whenAvailable(part: PartName, count: number): Promise<void>;
  /**
   * Writes the examples at `indices[from .. from + count)` of the part one after another: features (as the network sees
   * them, `size` numbers each) and labels, from the start of the targets. Throws a RangeError for one not yet available.
   */
  gather(part: PartName, indices: Uint32Array, from: number, count: number, features: Numbers, labels: Numbers): void;
}

export type Numbers = Float32Array | Float64Array;

/** Data that could not be had or is not what it should be; the message says which and what to try. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

export interface OpenOptions {
  /** Bytes of a packed shard by file name, `digits/train-00.9f2c.bin`; rejects when it cannot be had. */
  readonly fetchShard: (name: string) => Promise<Uint8Array>;
  /** Share of the training examples held out where the set has no validation part of its own. */
  readonly validationSplit: number;
  /** Bytes fetched so far; called at least at the start and at the end. */
  readonly onProgress: (loaded: number, total: number) => void;
}
