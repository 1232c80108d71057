/** What all data blocks share: the types of their outputs, and the rows of their node. */
import { axis, real } from '../../tensor/shape.ts';
import { formatInteger } from '../../text/format.ts';
import type { Inferred } from '../define.ts';
import type { DatasetSpec } from './datasets.ts';

/** `features` (the port's name) with the axes of the set, and `label`: one class a example. */
export function dataTypes(block: string, features: string, spec: DatasetSpec): Inferred {
  const batch = axis('B', 'B', block);
  const axes = spec.shape.map((size, index) => axis(spec.axes[index] ?? 'N', size, block));
  return {
    outputs: {
      [features]: { axes: [batch, ...axes], element: real },
      label: { axes: [batch], element: { of: 'index', classes: spec.classes.length } },
    },
    arithmetic: [`${spec.shape.join('×')}, ${spec.classes.length} classes`],
  };
}

/** `examples 70,000`, `label 0 – 9`. */
export function dataRows(spec: DatasetSpec): readonly { readonly label: string; readonly text: string }[] {
  const { train, validation, test } = spec.counts;
  const numbered = spec.classes.every((name, index) => name === `${index}`);
  const label = numbered ? `0 – ${spec.classes.length - 1}` : `${spec.classes.length} classes`;
  return [
    { label: 'examples', text: formatInteger(train + validation + test) },
    { label: 'label', text: label },
  ];
}
