/** Sequences of a memory task, one under another, with their classes. */
import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import type { Samples } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger } from '../../../text/format.ts';
import { SampleView } from '../../sample/sample-view.tsx';
import classes from './data-panel.module.css';

export function SymbolList({ samples, spec }: { readonly samples: Samples; readonly spec: DatasetSpec }) {
  return (
    <ul className={classes.lines}>
      {samples.indices.map((index, position) => {
        const label = spec.classes[samples.labels[position] ?? -1] ?? formatInteger(index + 1);
        return (
          <li key={index}>
            <span>{label}</span>
            <SampleView
              spec={spec}
              samples={samples}
              position={position}
              label={message('data.example', { index: formatInteger(index + 1), label })}
            />
          </li>
        );
      })}
    </ul>
  );
}
