/** The network's answer in words, and its likeliest classes as bars. */
import type { Prediction } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatPercent } from '../../text/format.ts';
import { Bars } from '../inside/bars.tsx';
import classes from './class-answer.module.css';
import { likeliest, surenessOf } from './likeliest.ts';

/** Bars that are drawn. */
const shown = 5;

export function ClassAnswer({ prediction }: { readonly prediction: Prediction }) {
  const best = likeliest(prediction, shown);
  const [first] = best;
  if (!first) return null;
  return (
    <div className={classes.answer}>
      <output className={classes.words} aria-label={message('use.answer')}>
        {message('use.answer-text', { sure: surenessOf(first.share), name: first.name })}
      </output>
      <Bars
        values={best.map(({ share }) => share)}
        names={best.map(({ name }) => name)}
        label={message('use.probabilities-top')}
        marksLargest
        max={1}
        format={(share) => formatPercent(share)}
      />
    </div>
  );
}
