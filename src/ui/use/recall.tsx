/** One sequence of a memory task, what the network makes of it, and what it is in truth. */
import { useMemo } from 'react';
import { check } from '../../check/check.ts';
import type { Document } from '../../document/document.ts';
import type { Prediction } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed, formatInteger } from '../../text/format.ts';
import { Arrows } from '../arrows.tsx';
import { chooseExample, useExample } from '../inside/example.ts';
import type { RunData } from '../inside/run-data.ts';
import { useInspection } from '../inside/use-inspection.ts';
import { usePrediction } from '../inside/use-prediction.ts';
import { useSamples } from '../inside/use-samples.ts';
import { Symbols } from '../sample/symbols.tsx';
import { ClassAnswer } from './class-answer.tsx';
import { likeliest } from './likeliest.ts';
import classes from './recall.module.css';
import card from './use.module.css';

export interface RecallProps {
  readonly document: Document;
  readonly data: RunData;
}

export function Recall({ document, data }: RecallProps) {
  const { index, example } = useExample(data);
  const samples = useSamples(document, data, index, 1);
  const prediction = usePrediction(example);
  const label = samples?.labels[0];
  const truth = label === undefined ? null : (data.spec.classes[label] ?? null);
  return (
    <section className={`${card.card} ${classes.card}`} aria-label={message('use.recall')}>
      <header className={card.head}>
        <h3>{message('use.recall')}</h3>
        <span className={card.note}>
          {message('inside.example-place', {
            part: data.part,
            index: formatInteger(index + 1),
            count: formatInteger(data.inspected),
          })}
        </span>
        <span className={classes.pager}>
          <Arrows of="example" index={index} count={data.inspected} go={chooseExample} />
        </span>
      </header>
      <div className={classes.columns}>
        <div className={card.scrolled}>
          {samples?.steps?.[0] && <Symbols names={samples.steps[0]} label={data.spec.title} />}
          <p className={card.hint}>{data.spec.source}</p>
        </div>
        <div className={classes.answer}>
          {prediction?.probabilities && <ClassAnswer prediction={prediction} />}
          {prediction?.probabilities && truth !== null && truth !== likeliest(prediction, 1)[0]?.name && (
            <p className={card.note}>{message('inside.is-in-truth', { truth })}</p>
          )}
          {prediction?.probabilities === null && (
            <NumberAnswer document={document} data={data} prediction={prediction} />
          )}
        </div>
      </div>
    </section>
  );
}

interface NumberAnswerProps extends RecallProps {
  readonly prediction: Prediction;
}

/** Of a task whose answer is a number. */
function NumberAnswer({ document, data, prediction }: NumberAnswerProps) {
  const { example } = useExample(data);
  const loss = useMemo(() => check(document).graph?.losses[0]?.id ?? '', [document]);
  const truth = useInspection(loss, example)?.inputs.target?.values[0];
  return (
    <dl className={classes.numbers}>
      <dt>{message('use.answer')}</dt>
      <dd>{formatFixed(prediction.output.values[0] ?? Number.NaN, 3)}</dd>
      {truth !== undefined && (
        <>
          <dt>{message('use.truth')}</dt>
          <dd>{formatFixed(truth, 3)}</dd>
        </>
      )}
    </dl>
  );
}
