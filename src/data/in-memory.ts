/** A small labelled data set that is there at once. */
import type { DatasetSpec } from '../blocks/data/datasets.ts';
import type { Dataset } from './dataset.ts';
import { labelColumn } from './label-column.ts';
import { numbersColumn } from './numbers-column.ts';
import { split } from './split.ts';

export interface LabelledRows {
  /** One example after another. */
  readonly features: Float32Array;
  readonly labels: Uint8Array;
}

/** Outputs `features` and `label`; the parts are cut from `examples` as `split` does. */
export function inMemory(spec: DatasetSpec, examples: LabelledRows, validationSplit: number): Dataset {
  const size = spec.shape.reduce((product, each) => product * each, 1);
  const { rows, exampleAt } = split(spec, validationSplit);
  const featuresAt = (row: number) => examples.features.subarray(row * size, (row + 1) * size);
  return {
    spec,
    rows,
    columns: {
      features: numbersColumn(rows, size, (part, index) => featuresAt(exampleAt(part, index))),
      label: labelColumn(rows, spec.classes, (part, index) => examples.labels[exampleAt(part, index)] as number),
    },
  };
}
