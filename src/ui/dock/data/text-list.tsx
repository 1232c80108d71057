/** Texts with their classes, one below the other; a long one is cut. */
import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import type { Samples } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger } from '../../../text/format.ts';
import classes from './text-list.module.css';

/** Characters that are shown of a text. */
const shown = 600;

export function TextList({ samples, spec }: { readonly samples: Samples; readonly spec: DatasetSpec }) {
  const { indices, labels, texts } = samples;
  const hasClasses = spec.classes.length > 0;
  return (
    <table className={classes.texts}>
      <thead>
        <tr>
          <th scope="col">{message('data.row-column')}</th>
          <th scope="col">{message('data.text-column')}</th>
          {hasClasses && <th scope="col">{message('data.label-column')}</th>}
        </tr>
      </thead>
      <tbody>
        {indices.map((index, position) => {
          const text = texts?.[position] ?? '';
          return (
            <tr key={index}>
              <th scope="row">{formatInteger(index + 1)}</th>
              <td>{text.length > shown ? `${text.slice(0, shown)} …` : text}</td>
              {hasClasses && <td>{spec.classes[labels[position] ?? 0]}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
