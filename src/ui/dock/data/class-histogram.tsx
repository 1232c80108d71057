/** How many examples each class has, as bars; says of how many examples they were counted. A class that is chosen is shown alone. */
import type { DatasetSpec } from '../../../blocks/data/datasets.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger } from '../../../text/format.ts';
import classes from './data-panel.module.css';

export interface ClassHistogramProps {
  readonly spec: DatasetSpec;
  /** Of the examples that were counted; null while they are not there. */
  readonly labels: readonly number[] | null;
  /** Examples of the part. */
  readonly total: number;
  /** The class whose examples are shown; null for all. */
  readonly chosen: number | null;
  readonly choose: (label: number | null) => void;
}

export function ClassHistogram({ spec, labels, total, chosen, choose }: ClassHistogramProps) {
  const counts = spec.classes.map((_, index) => labels?.filter((label) => label === index).length ?? 0);
  const most = Math.max(...counts, 1);
  const counted = labels?.length ?? 0;
  return (
    <>
      <header className={classes.head}>
        <h4>{message('editor.classes', { count: spec.classes.length })}</h4>
        {labels !== null && (
          <span className={classes.quiet}>
            {message(counted < total ? 'data.counted-first' : 'data.counted-all', { count: formatInteger(counted) })}
          </span>
        )}
      </header>
      <ul className={classes.bars}>
        {spec.classes.map((name, index) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={index === chosen}
              title={message(index === chosen ? 'data.show-all' : 'data.show-class', { name })}
              onClick={() => choose(index === chosen ? null : index)}
            >
              <span>{name}</span>
              <span className={classes.track}>
                <span style={{ width: `${(100 * (counts[index] ?? 0)) / most}%` }} />
              </span>
              <b>{labels === null ? '' : formatInteger(counts[index] ?? 0)}</b>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
