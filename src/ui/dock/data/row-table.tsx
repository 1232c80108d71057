/** Rows of a table: the features as numbers, and the class. */
import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import type { Samples } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger, formatSignificant } from '../../../text/format.ts';
import classes from './data-panel.module.css';

export function RowTable({ samples, spec }: { readonly samples: Samples; readonly spec: DatasetSpec }) {
  const { features, indices, labels } = samples;
  const width = spec.features.length;
  return (
    <table className={classes.rows}>
      <thead>
        <tr>
          <th scope="col">{message('data.row-column')}</th>
          {spec.features.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">{message('data.label-column')}</th>
        </tr>
      </thead>
      <tbody>
        {indices.map((index, position) => (
          <tr key={index}>
            <th scope="row">{formatInteger(index + 1)}</th>
            {spec.features.map((name, column) => (
              <td key={name}>{formatSignificant(features[position * width + column] ?? 0)}</td>
            ))}
            <td>{spec.classes[labels[position] ?? 0]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
