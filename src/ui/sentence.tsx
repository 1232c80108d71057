/** A sentence of the catalogue with its marked words: names bold, shapes mono, the odd one bold and red. */
import type { Run } from '../text/catalog.ts';
import classes from './sentence.module.css';

export function Sentence({ runs }: { runs: readonly Run[] }) {
  let at = 0;
  return runs.map((run) => {
    // Where a piece begins is all that tells it from an equal one.
    const key = at;
    at += run.text.length;
    return (
      <span key={key} className={run.tag === null ? undefined : classes[run.tag]}>
        {run.text}
      </span>
    );
  });
}
