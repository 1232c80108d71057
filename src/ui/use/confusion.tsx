/** The confusion matrix of a part of the data, and the examples that the network gets most wrong. */
import { Button, SegmentedControl } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { partCounts } from '../../blocks/data/datasets.ts';
import type { Document } from '../../document/document.ts';
import type { Confusion, Part } from '../../protocol/trainer.ts';
import { isActive } from '../../runs/run.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { formatPercent } from '../../text/format.ts';
import type { RunData } from '../inside/run-data.ts';
import { useRuns } from '../store/runs.ts';
import classes from './confusion.module.css';
import { ConfusionMatrix } from './confusion-matrix.tsx';
import { type Mistaken, Mistakes } from './mistakes.tsx';
import card from './use.module.css';
import { isWide, WorstPairs } from './worst-pairs.tsx';

export interface ConfusionsProps {
  readonly document: Document;
  readonly data: RunData;
}

interface Answer {
  readonly part: Part;
  readonly confusion: Confusion;
  /** The examples with the largest loss of those that it gets wrong, worst first. */
  readonly mistakes: readonly Mistaken[];
}

const parts: readonly Part[] = ['validation', 'test', 'train'];

export function Confusions({ document, data }: ConfusionsProps) {
  const [part, setPart] = useState<Part>(data.part);
  const { answer, busy, compute } = useConfusion(document, data, part);
  const examples = useRuns((runs) => runs.current?.examples ?? null);
  const counts = examples ?? partCounts(data.spec, document.training.validationSplit);
  const offered = parts.filter((each) => counts[each] > 0);
  const label = answer ? message('inside.recompute') : message('inside.compute');
  return (
    <>
      <section className={`${card.card} ${classes.card}`} aria-label={message('inside.confusion')}>
        <header className={card.head}>
          <h3>{message('inside.confusion')}</h3>
          {answer && (
            <p className={card.note}>
              {message('inside.confusion-note', {
                part: answer.part,
                accuracy: formatPercent(answer.confusion.accuracy, 2),
              })}
            </p>
          )}
        </header>
        <div className={card.controls}>
          <SegmentedControl
            size="xs"
            aria-label={message('inside.part')}
            data={offered.map((value) => ({ value, label: message(`inside.part-${value}`) }))}
            value={part}
            onChange={(value) => setPart(value as Part)}
          />
          <Button variant="default" size="compact-sm" disabled={busy} onClick={() => void compute()}>
            {busy ? message('inside.computing') : label}
          </Button>
        </div>
        <div className={classes.body}>
          {answer && isWide(answer.confusion.classes.length) && <WorstPairs confusion={answer.confusion} />}
          <div className={card.scrolled}>
            {answer ? (
              <ConfusionMatrix confusion={answer.confusion} />
            ) : (
              <p className={card.hint}>{message('inside.confusion-hint')}</p>
            )}
          </div>
        </div>
      </section>
      {answer && <Mistakes confusion={answer.confusion} mistakes={answer.mistakes} spec={data.spec} />}
    </>
  );
}

/** Computes when it is asked to, and once by itself as soon as the run rests. */
function useConfusion(document: Document, data: RunData, part: Part) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const compute = async () => {
    setBusy(true);
    try {
      setAnswer(await answerOn(document, data, part));
    } finally {
      setBusy(false);
    }
  };
  // Beside training it would slow both down: then it waits for the button or a pause.
  const rests = useRuns(({ current }) => current !== null && (!isActive(current) || current.state === 'paused'));
  const computed = useRef(false);
  const computeOnce = useEffectEvent(() => {
    if (!computed.current && answer === null && !busy) void compute();
    computed.current = true;
  });
  useEffect(() => {
    if (rests) computeOnce();
  }, [rests]);
  return { answer, busy, compute };
}

async function answerOn(document: Document, data: RunData, part: Part): Promise<Answer | null> {
  const runs = runsStore.getState();
  const confusion = await runs.confusion(part);
  if (!confusion) return null;
  const mistakes: Mistaken[] = [];
  for (const mistake of confusion.worst.filter(({ truth, prediction }) => truth !== prediction)) {
    const samples = data.isOfSet ? await runs.samples(document, data.id, part, mistake.index, 1) : null;
    mistakes.push({ mistake, samples: samples?.ok ? samples.value : null });
  }
  return { part, confusion, mistakes };
}
