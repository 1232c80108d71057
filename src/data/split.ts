/** Splits examples that are there at once into their parts, by shuffling with a fixed seed. */
import { RandomStream, streamOf } from '../base/philox.ts';
import { type DatasetSpec, partCounts } from '../blocks/data/datasets.ts';
import type { Rows } from './column.ts';
import type { PartName } from './dataset.ts';

export interface Split {
  readonly rows: Rows;
  /** Which of all examples stands at this place of the part. Throws a RangeError beyond its end. */
  exampleAt(part: PartName, index: number): number;
}

/**
 * All examples lie one after another: those for training, then the set's own validation part if it has one, then its test part.
 * The training ones are shuffled once, by the set's name; a set without a validation part gives the last `validationSplit` of
 * them to it.
 */
export function split(spec: DatasetSpec, validationSplit: number): Split {
  const own = spec.counts;
  const { train, validation, test } = partCounts(spec, validationSplit);
  const order = Uint32Array.from({ length: own.train + own.validation + own.test }, (_, index) => index);
  new RandomStream(0, streamOf(`split/${spec.id}`)).shuffle(order.subarray(0, own.train));
  const ranges: Record<PartName, readonly [start: number, count: number]> = {
    train: [0, train],
    validation: [train, validation],
    test: [train + validation, test],
  };
  return {
    rows: rowsAtOnce((part) => ranges[part][1]),
    exampleAt(part, index) {
      const [start, total] = ranges[part];
      if (index < 0 || index >= total) throw new RangeError(`example ${index} of ${total} in ${spec.id}/${part}`);
      return order[start + index] as number;
    },
  };
}

/** Examples that are all there. */
export function rowsAtOnce(count: (part: PartName) => number): Rows {
  return {
    count,
    available: count,
    bounds: (part) => [0, count(part)],
    whenAvailable: async () => {},
  };
}
