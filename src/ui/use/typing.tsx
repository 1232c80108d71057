/** A field to type a text in; what the network takes it for follows the typing. */
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useMemo, useState } from 'react';
import type { ExampleRef } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import type { RunData } from '../inside/run-data.ts';
import { ClassAnswer } from './class-answer.tsx';
import { sentencesFor } from './example-sentences.ts';
import { givenFault } from './given-fault.ts';
import classes from './typing.module.css';
import card from './use.module.css';
import { useGivenPrediction } from './use-given-prediction.ts';

/** Milliseconds of rest after a key before the network is asked. */
const rest = 150;

export function Typing({ data }: { readonly data: RunData }) {
  const [text, setText] = useState('');
  const answer = useAnswer(text);
  const hint = useId();
  const fault = answer?.ok === false ? givenFault(answer.error) : null;
  const sentences = sentencesFor(data.spec.id);
  return (
    <section className={`${card.card} ${classes.card}`} aria-label={message('use.type')}>
      <header className={card.head}>
        <h3>{message('use.type')}</h3>
      </header>
      <div className={classes.columns}>
        <div className={classes.given}>
          <textarea
            className={classes.field}
            aria-label={message('use.type-label')}
            aria-invalid={fault !== null}
            aria-describedby={hint}
            placeholder={message('use.type-first')}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <p id={hint} className={classes.hint} data-fault={fault !== null} aria-live="polite">
            {fault ?? (sentences.length > 0 && message('use.type-hint'))}
          </p>
          <ul className={classes.sentences}>
            {sentences.map((sentence) => (
              <li key={sentence}>
                <button
                  type="button"
                  title={message('use.type-try', { text: sentence })}
                  onClick={() => setText(sentence)}
                >
                  {sentence}
                </button>
              </li>
            ))}
          </ul>
        </div>
        <div className={classes.answer}>{answer?.ok && <ClassAnswer prediction={answer.value} />}</div>
      </div>
    </section>
  );
}

/** What the network says of the text once it rests; null for an empty one. */
function useAnswer(text: string) {
  const [asked] = useDebouncedValue(text, rest);
  const example = useMemo(
    (): ExampleRef | null => (asked === '' ? null : { kind: 'given', cell: { text: asked } }),
    [asked],
  );
  const said = useGivenPrediction(example);
  return text === '' ? null : (said?.prediction ?? null);
}
