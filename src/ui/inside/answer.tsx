/** What the network says of the chosen example: the likeliest class and how sure it is. */
import { message } from '../../text/catalog.ts';
import { formatPercent } from '../../text/format.ts';
import classes from './answer.module.css';
import { useExample } from './example.ts';
import type { RunData } from './run-data.ts';
import { usePrediction } from './use-prediction.ts';

export interface AnswerProps {
  readonly data: RunData;
  /** Name of the example's own class; null where it has none or it is not known. */
  readonly truth: string | null;
}

/** Nothing for a network that gives no classes, or one for each step. */
export function Answer({ data, truth }: AnswerProps) {
  const { example } = useExample(data);
  const prediction = usePrediction(example);
  const { probabilities, classes: names } = prediction ?? { probabilities: null, classes: [] };
  if (probabilities === null || probabilities.length !== names.length) return null;
  const best = probabilities.indexOf(Math.max(...probabilities));
  const name = names[best] ?? '';
  const share = probabilities[best] ?? 0;
  return (
    <div className={classes.answer}>
      <span className={classes.name} title={name}>
        {name}
      </span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.bar} style={{ width: `${100 * share}%` }} />
      </span>
      <b className={classes.share}>{formatPercent(share)}</b>
      {truth !== null && truth !== name && (
        <span className={classes.truth}>{message('inside.is-in-truth', { truth })}</span>
      )}
    </div>
  );
}
