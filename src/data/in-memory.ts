/** A small data set that is there at once, split by shuffling with a fixed seed. */
import { RandomStream, streamOf } from '../base/philox.ts';
import { type DatasetSpec, partCounts } from '../blocks/data/datasets.ts';
import type { Dataset, Numbers, PartName } from './dataset.ts';

export interface Rows {
  /** One example after another. */
  readonly features: Float32Array;
  readonly labels: Uint8Array;
}

/**
 * `rows` holds the training examples, then the set's own validation part if it has one, then its test part.
 * The order is shuffled once, by the set's name, within each of these; a set without a validation part gives the last
 * `validationSplit` of its training part to it.
 */
export function inMemory(spec: DatasetSpec, rows: Rows, validationSplit: number): Dataset {
  const size = spec.shape.reduce((product, each) => product * each, 1);
  const own = spec.counts;
  const { train, validation, test } = partCounts(spec, validationSplit);
  const order = Uint32Array.from({ length: rows.labels.length }, (_, index) => index);
  const random = new RandomStream(0, streamOf(`split/${spec.id}`));
  random.shuffle(order.subarray(0, own.train));
  const ranges: Record<PartName, readonly [start: number, count: number]> = {
    train: [0, train],
    validation: [train, validation],
    test: [train + validation, test],
  };
  return {
    spec,
    count: (part) => ranges[part][1],
    available: (part) => ranges[part][1],
    bounds: (part) => [0, ranges[part][1]],
    whenAvailable: async () => {},
    gather(part, indices, from, count, features: Numbers, labels: Numbers) {
      const [start, total] = ranges[part];
      for (let i = 0; i < count; i++) {
        const index = indices[from + i] ?? total;
        if (index >= total) throw new RangeError(`example ${index} of ${total} in ${spec.id}/${part}`);
        const row = order[start + index] ?? 0;
        for (let j = 0; j < size; j++) features[i * size + j] = rows.features[row * size + j] ?? 0;
        labels[i] = rows.labels[row] ?? 0;
      }
    },
  };
}
