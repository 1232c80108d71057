/** Images with their labels. */

import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import { Picture } from '../../../charts/picture.tsx';
import type { Samples } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger } from '../../../text/format.ts';
import classes from './data-panel.module.css';

export function ImageGrid({ samples, spec }: { readonly samples: Samples; readonly spec: DatasetSpec }) {
  const [rows = 1, columns = 1, channels = 1] = samples.shape;
  const pixels = rows * columns;
  return (
    <ul className={classes.images}>
      {samples.indices.map((index, position) => {
        const start = position * pixels * channels;
        const label = spec.classes[samples.labels[position] ?? 0] ?? '';
        const grey = Float32Array.from({ length: pixels }, (_, i) => samples.features[start + i * channels] ?? 0);
        return (
          <li key={index}>
            <Picture
              values={grey}
              rows={rows}
              columns={columns}
              scale="map"
              max={1}
              label={message('data.example', { index: formatInteger(index + 1), label })}
            />
            <span aria-hidden="true">{label}</span>
          </li>
        );
      })}
    </ul>
  );
}
