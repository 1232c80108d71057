/** The examples that the network gets most wrong: each as a person sees it, with its class and what it was taken for. */
import type { DatasetSpec } from '../../blocks/data/datasets.ts';
import type { Confusion, Samples } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatPercent } from '../../text/format.ts';
import { sampleKind } from '../sample/sample-kind.ts';
import { SampleView } from '../sample/sample-view.tsx';
import classes from './confusion.module.css';
import card from './use.module.css';

export interface Mistaken {
  readonly mistake: Confusion['worst'][number];
  /** Just this example; null where it is none of the data set's. */
  readonly samples: Samples | null;
}

export interface MistakesProps {
  readonly confusion: Confusion;
  /** Worst first. */
  readonly mistakes: readonly Mistaken[];
  readonly spec: DatasetSpec;
}

export function Mistakes({ confusion, mistakes, spec }: MistakesProps) {
  return (
    <section className={card.card} aria-label={message('inside.worst')}>
      <header className={card.head}>
        <h3>{message('inside.worst')}</h3>
        <span className={card.note}>{message('inside.worst-note')}</span>
      </header>
      {mistakes.length === 0 && <p className={card.hint}>{message('inside.worst-none')}</p>}
      <ol className={`${classes.mistakes} ${card.scrolled}`} data-kind={sampleKind(spec)}>
        {mistakes.map(({ mistake, samples }) => {
          const caption = message('inside.worst-one', {
            truth: confusion.classes[mistake.truth] ?? '',
            prediction: confusion.classes[mistake.prediction] ?? '',
            probability: formatPercent(mistake.probability, 0),
          });
          return (
            <li key={mistake.index}>
              {samples && <SampleView spec={spec} samples={samples} position={0} label={caption} />}
              <span>{caption}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
