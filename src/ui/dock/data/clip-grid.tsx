/** Sounds side by side, each with its class and a button that plays it. */
import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import type { Samples } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger } from '../../../text/format.ts';
import { SampleView } from '../../sample/sample-view.tsx';
import classes from './data-panel.module.css';

export function ClipGrid({ samples, spec }: { readonly samples: Samples; readonly spec: DatasetSpec }) {
  return (
    <ul className={classes.clips}>
      {samples.indices.map((index, position) => {
        const label = spec.classes[samples.labels[position] ?? 0] ?? '';
        return (
          <li key={index}>
            <SampleView
              spec={spec}
              samples={samples}
              position={position}
              label={message('data.example', { index: formatInteger(index + 1), label })}
            />
            <span aria-hidden="true">{label}</span>
          </li>
        );
      })}
    </ul>
  );
}
