/** How many examples each class has, as bars; says of how many examples they were counted. */
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
}

export function ClassHistogram({ spec, labels, total }: ClassHistogramProps) {
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
            <span>{name}</span>
            <span className={classes.track}>
              <span style={{ width: `${(100 * (counts[index] ?? 0)) / most}%` }} />
            </span>
            <b>{labels === null ? '' : formatInteger(counts[index] ?? 0)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
