/** The order in which an epoch visits the training examples: from the seed alone, however fast the data arrive. */
import { RandomStream, streamOf } from '../base/philox.ts';

export class ExampleOrder {
  /** Positions within the training part; valid after `shuffle`. */
  readonly indices: Uint32Array;

  /** `bounds` are those at which examples arrive together: [0, 5000, ..., count]. */
  constructor(
    private readonly bounds: readonly number[],
    private readonly seed: number,
  ) {
    this.indices = new Uint32Array(bounds.at(-1) ?? 0);
  }

  /**
   * Draws the order of an epoch, counted from 0. The first epoch goes through the shards one by one, each shuffled in
   * itself, so that training can begin when the first has come; every later one shuffles all examples.
   */
  shuffle(epoch: number): void {
    for (let i = 0; i < this.indices.length; i++) this.indices[i] = i;
    const random = new RandomStream(this.seed, streamOf(`shuffle/${epoch}`));
    if (epoch > 0) {
      random.shuffle(this.indices);
      return;
    }
    for (let i = 1; i < this.bounds.length; i++)
      random.shuffle(this.indices.subarray(this.bounds[i - 1], this.bounds[i]));
  }

  /** How many examples, from the first, must have arrived before those at [0, end) of the epoch's order can be gathered. */
  needed(epoch: number, end: number): number {
    if (epoch > 0) return this.indices.length;
    return this.bounds.find((bound) => bound >= end) ?? this.indices.length;
  }
}
