/** What an autoencoder makes of real examples: inputs above, outputs below, on one scale. */
import { useCallback } from 'react';
import { Picture } from '../../charts/picture.tsx';
import type { Document } from '../../document/document.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import type { RunData } from '../inside/run-data.ts';
import { useAsked } from '../inside/use-asked.ts';
import classes from './use.module.css';

/** Examples shown beside each other. */
const shown = 10;
/** Milliseconds between an answer and the next question while steps run. */
const pause = 1000;

interface Pair {
  readonly index: number;
  readonly before: Float32Array;
  readonly after: Float32Array;
}

export function Reconstruction({ document, data }: { readonly document: Document; readonly data: RunData }) {
  const pairs = usePairs(document, data);
  const [rows = 1, columns = 1] = data.spec.shape;
  return (
    <section className={classes.card} aria-label={message('inside.reconstruction')}>
      <header className={classes.head}>
        <h3>{message('inside.reconstruction')}</h3>
        <span className={classes.note}>{message('inside.reconstruction-note')}</span>
      </header>
      <ol className={classes.pairs}>
        {pairs.map(({ index, before, after }) => (
          <li key={index}>
            <Picture
              values={before}
              rows={rows}
              columns={columns}
              scale="map"
              max={1}
              label={message('inside.before')}
            />
            {after.length === before.length && (
              <Picture
                values={after}
                rows={rows}
                columns={columns}
                scale="map"
                max={1}
                label={message('inside.after')}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function usePairs(document: Document, { id, part }: RunData): readonly Pair[] {
  const ask = useCallback(async (): Promise<readonly Pair[]> => {
    const runs = runsStore.getState();
    const samples = await runs.samples(document, id, part, 0, shown);
    if (!samples.ok) return [];
    const { indices, features, shape } = samples.value;
    const size = shape.reduce((product, each) => product * each, 1);
    const pairs: Pair[] = [];
    for (const [i, index] of indices.entries()) {
      const prediction = await runs.predict({ kind: 'sample', part, index });
      const before = features.slice(i * size, (i + 1) * size);
      pairs.push({ index, before, after: prediction?.ok ? prediction.value.output.values : new Float32Array() });
    }
    return pairs;
  }, [document, id, part]);
  return useAsked(ask, pause)?.answer ?? [];
}
