/** The confusion matrix of a part of the data, and the examples that the network gets most wrong. */
import { Button, SegmentedControl } from '@mantine/core';
import { type CSSProperties, useEffect, useEffectEvent, useRef, useState } from 'react';
import { partCounts } from '../../blocks/data/datasets.ts';
import { colorAt, inkOn } from '../../charts/color-scale.ts';
import { Picture, scaleOf } from '../../charts/picture.tsx';
import { useTokens } from '../../charts/tokens.ts';
import type { Document } from '../../document/document.ts';
import type { Confusion, Part } from '../../protocol/trainer.ts';
import { isActive } from '../../runs/run.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger, formatPercent, formatSignificant } from '../../text/format.ts';
import type { RunData } from '../inside/run-data.ts';
import { useRuns } from '../store/runs.ts';
import classes from './use.module.css';

export interface ConfusionsProps {
  readonly document: Document;
  readonly data: RunData;
}

interface Answer {
  readonly part: Part;
  readonly confusion: Confusion;
  /** The examples with the largest loss of those that it gets wrong, worst first. */
  readonly worst: Confusion['worst'];
  /** Their features, in the same order. */
  readonly pictures: readonly Float32Array[];
}

const parts: readonly Part[] = ['validation', 'test', 'train'];

export function Confusions({ document, data }: ConfusionsProps) {
  const [part, setPart] = useState<Part>(data.part);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const counts = partCounts(data.spec, document.training.validationSplit);
  const offered = parts.filter((each) => counts[each] > 0);

  const compute = async () => {
    setBusy(true);
    try {
      setAnswer(await answerOn(part));
    } finally {
      setBusy(false);
    }
  };
  const answerOn = async (part: Part): Promise<Answer | null> => {
    const runs = runsStore.getState();
    const confusion = await runs.confusion(part);
    const worst = confusion?.worst.filter(({ truth, prediction }) => truth !== prediction) ?? [];
    const pictures: Float32Array[] = [];
    for (const { index } of worst) {
      const samples = await runs.samples(document, data.id, part, index, 1);
      pictures.push(samples.ok ? samples.value.features : new Float32Array());
    }
    return confusion && { part, confusion, worst, pictures };
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

  const label = answer ? message('inside.recompute') : message('inside.compute');
  return (
    <>
      <section className={`${classes.card} ${classes.confusion}`} aria-label={message('inside.confusion')}>
        <header className={classes.head}>
          <h3>{message('inside.confusion')}</h3>
          {answer && (
            <p className={classes.note}>
              {message('inside.confusion-note', {
                part: answer.part,
                accuracy: formatPercent(answer.confusion.accuracy, 2),
              })}
            </p>
          )}
        </header>
        <div className={classes.controls}>
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
        <div className={classes.scrolled}>
          {answer ? (
            <Matrix confusion={answer.confusion} />
          ) : (
            <p className={classes.hint}>{message('inside.confusion-hint')}</p>
          )}
        </div>
      </section>
      {answer && <Worst answer={answer} shape={data.spec.shape} />}
    </>
  );
}

function Matrix({ confusion: { classes: names, counts } }: { readonly confusion: Confusion }) {
  const { stops } = scaleOf('sequential', useTokens());
  const rows = names.map((truth, i) => {
    const row = Array.from(counts.subarray(i * names.length, (i + 1) * names.length));
    const total = Math.max(
      row.reduce((sum, count) => sum + count, 0),
      1,
    );
    return {
      truth,
      cells: row.map((count, j) => ({ prediction: names[j] ?? '', count, share: count / total, right: i === j })),
    };
  });
  return (
    <table className={classes.matrix} style={{ '--classes': names.length } as CSSProperties}>
      <thead>
        <tr>
          <th scope="col">
            <span className={classes.hidden}>{message('inside.truth')}</span>
          </th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ truth, cells }) => (
          <tr key={truth}>
            <th scope="row">{truth}</th>
            {cells.map(({ prediction, count, share, right }) => {
              // A few mistakes out of hundreds must still be seen: the root lifts them.
              const color = colorAt(stops, Math.sqrt(share));
              return (
                <td
                  key={prediction}
                  data-right={right}
                  title={message('inside.confusion-cell', { truth, prediction, count })}
                  style={{ background: `rgb(${color.join(' ')})`, color: inkOn(color) }}
                >
                  {count > 0 ? formatInteger(count) : ''}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Worst({ answer, shape }: { readonly answer: Answer; readonly shape: readonly number[] }) {
  const { confusion, worst, pictures } = answer;
  const [rows = 1, columns = 1] = shape;
  return (
    <section className={classes.card} aria-label={message('inside.worst')}>
      <header className={classes.head}>
        <h3>{message('inside.worst')}</h3>
        <span className={classes.note}>{message('inside.worst-note')}</span>
      </header>
      {answer.worst.length === 0 && <p className={classes.hint}>{message('inside.worst-none')}</p>}
      <ol className={`${classes.worst} ${classes.scrolled}`}>
        {worst.map((mistake, position) => {
          const caption = message('inside.worst-one', {
            truth: confusion.classes[mistake.truth] ?? '',
            prediction: confusion.classes[mistake.prediction] ?? '',
            probability: formatPercent(mistake.probability, 0),
          });
          const values = pictures[position] ?? new Float32Array();
          return (
            <li key={mistake.index}>
              {shape.length === 3 ? (
                <Picture values={values} rows={rows} columns={columns} scale="map" max={1} label={caption} />
              ) : (
                <code>{Array.from(values, (value) => formatSignificant(value, 2)).join('  ')}</code>
              )}
              <span>{caption}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
