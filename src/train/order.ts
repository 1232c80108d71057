/** The order in which a pass visits the examples: from the seed alone, however fast the data arrive. */
import { RandomStream, streamOf } from '../base/philox.ts';

/** The examples at [from, from + count) of the order. */
export interface Batch {
  readonly from: number;
  readonly count: number;
}

/** One pass over a part of the data. */
export interface Visits {
  /** Positions within the part, batch after batch. */
  readonly indices: Uint32Array;
  readonly batches: readonly Batch[];
}

/** From the first example to the last. */
export function visitsInOrder(examples: number, batch: number): Visits {
  const indices = Uint32Array.from({ length: examples }, (_, index) => index);
  const batches = Array.from({ length: Math.ceil(examples / batch) }, (_, number): Batch => {
    const from = number * batch;
    return { from, count: Math.min(batch, examples - from) };
  });
  return { indices, batches };
}

/**
 * For a network that carries its states from batch to batch: the data are cut into `batch` streams of equal length, and row b
 * of every batch goes on where row b of the batch before ended. The last stream may be shorter, so that rows drop out from the
 * last.
 */
export function visitsInStreams(examples: number, batch: number): Visits {
  const length = Math.ceil(examples / batch);
  const indices = new Uint32Array(examples);
  const batches: Batch[] = [];
  let from = 0;
  for (let number = 0; number < length; number++) {
    let count = 0;
    for (let row = 0; row < batch && row * length + number < examples; row++) {
      indices[from + count] = row * length + number;
      count++;
    }
    batches.push({ from, count });
    from += count;
  }
  return { indices, batches };
}

/** The training examples, in another order in every epoch. */
export class ShuffledOrder {
  readonly visits: Visits;

  /** `bounds` are those at which examples arrive together: [0, 5000, ..., count]. */
  constructor(
    private readonly bounds: readonly number[],
    batch: number,
    private readonly seed: number,
  ) {
    this.visits = visitsInOrder(bounds.at(-1) ?? 0, batch);
  }

  /**
   * Draws the order of an epoch, counted from 0. The first epoch goes through the shards one by one, each shuffled in
   * itself, so that training can begin when the first has come; every later one shuffles all examples.
   */
  begin(epoch: number): void {
    const { indices } = this.visits;
    for (let i = 0; i < indices.length; i++) indices[i] = i;
    const random = new RandomStream(this.seed, streamOf(`shuffle/${epoch}`));
    if (epoch > 0) {
      random.shuffle(indices);
      return;
    }
    for (let i = 1; i < this.bounds.length; i++) random.shuffle(indices.subarray(this.bounds[i - 1], this.bounds[i]));
  }

  /** How many examples, from the first, must have arrived before those at [0, end) of the epoch's order can be read. */
  needed(epoch: number, end: number): number {
    const { length } = this.visits.indices;
    if (epoch > 0) return length;
    return this.bounds.find((bound) => bound >= end) ?? length;
  }
}

/** The training examples in streams, the same in every epoch: shuffled, states would go on with another text. */
export class StreamOrder {
  readonly visits: Visits;

  constructor(examples: number, batch: number) {
    this.visits = visitsInStreams(examples, batch);
  }

  begin(): void {}

  needed(): number {
    return this.visits.indices.length;
  }
}
