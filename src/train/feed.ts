/** Fills a program's inputs: examples of the data set, their weights, and the padding of a short batch. */
import type { Elements, Executable } from '../backend/backend.ts';
import type { Dataset, PartName } from '../data/dataset.ts';
import { exampleWeightsName, type LoweredModel } from '../lower/lower.ts';
import { find, view } from './parameters.ts';

/** The inputs of one data block: features of every example of the batch, and labels. */
interface Lane {
  readonly features: Elements;
  readonly labels: Elements;
}

export class Feed {
  private readonly lanes: readonly Lane[];
  private readonly weights: Elements | null;
  private readonly batch: number;
  /** Numbers in one example's features. */
  private readonly size: number;

  constructor(
    executable: Executable,
    lowered: Pick<LoweredModel, 'inputs'>,
    private readonly dataset: Dataset,
  ) {
    const { batch, inputs } = executable.program;
    const target = (name: string | undefined, length: number): Elements => {
      const slot = inputs.find((each) => each.name === name);
      // A port that feeds nothing has no input in the program; its numbers go nowhere.
      return slot ? view(executable, slot) : new Float32Array(length);
    };
    const weights = find(inputs, exampleWeightsName);
    this.batch = batch;
    this.weights = weights && view(executable, weights);
    this.size = dataset.spec.shape.reduce((product, each) => product * each, 1);
    const blocks = new Set(lowered.inputs.map(({ block }) => block));
    this.lanes = [...blocks].map((block) => {
      // A data block gives its features first and its labels second.
      const [features, labels] = lowered.inputs.filter((input) => input.block === block);
      return { features: target(features?.name, batch * this.size), labels: target(labels?.name, batch) };
    });
  }

  /** Writes the examples at `indices[from .. from + count)`; rows beyond them repeat the first and weigh nothing. */
  load(part: PartName, indices: Uint32Array, from: number, count: number): void {
    for (const { features, labels } of this.lanes) {
      this.dataset.gather(part, indices, from, count, features, labels);
      for (let row = count; row < this.batch; row++) {
        features.copyWithin(row * this.size, 0, this.size);
        labels.copyWithin(row, 0, 1);
      }
    }
    this.weigh(count);
  }

  /** Writes `count` examples made elsewhere as every data block's features, label 0; false when their size is another. */
  give(features: ArrayLike<number>, count: number): boolean {
    if (features.length !== count * this.size) return false;
    for (const lane of this.lanes) {
      lane.features.fill(0);
      lane.features.set(features);
      lane.labels.fill(0);
    }
    this.weigh(count);
    return true;
  }

  private weigh(count: number): void {
    this.weights?.fill(0);
    this.weights?.fill(1 / count, 0, count);
  }
}
