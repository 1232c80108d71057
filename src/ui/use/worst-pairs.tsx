/** Which class is taken for which most often: what one would search a large matrix for. */
import type { Confusion } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import classes from './confusion.module.css';

export interface Pair {
  readonly truth: string;
  readonly prediction: string;
  readonly count: number;
}

/** Pairs that are listed. */
const listed = 12;
/** Classes that can be taken in at a glance. */
const glance = 12;

/** A matrix of so many classes needs the list. */
export const isWide = (count: number): boolean => count > glance;

/** At most `most`, the most frequent first; none for a network without mistakes. */
export function worstPairs({ classes: names, counts }: Confusion, most: number): readonly Pair[] {
  return Array.from(counts, (count, place) => ({
    truth: Math.floor(place / names.length),
    prediction: place % names.length,
    count,
  }))
    .filter(({ truth, prediction, count }) => truth !== prediction && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ truth, prediction, count }) => ({ truth: names[truth] ?? '', prediction: names[prediction] ?? '', count }));
}

export function WorstPairs({ confusion }: { readonly confusion: Confusion }) {
  const pairs = worstPairs(confusion, listed);
  return (
    <section className={classes.pairs} aria-label={message('use.pairs')}>
      <h4>{message('use.pairs')}</h4>
      {pairs.length === 0 && <p>{message('inside.worst-none')}</p>}
      <ol>
        {pairs.map(({ truth, prediction, count }) => (
          <li key={`${truth} ${prediction}`}>
            <span>
              {truth} <span>→</span> {prediction}
            </span>
            <b>{formatInteger(count)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
