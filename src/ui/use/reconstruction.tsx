/** What an autoencoder makes of real examples: inputs above, outputs below, on one scale. */
import { useEffect, useState } from 'react';
import { Picture } from '../../charts/picture.tsx';
import type { Document } from '../../document/document.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import type { RunData } from '../inside/run-data.ts';
import { useRuns } from '../store/runs.ts';
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

function usePairs(document: Document, data: RunData): readonly Pair[] {
  const running = useRuns((runs) => runs.current?.state === 'running');
  const resting = useRuns((runs) =>
    runs.current && runs.current.state !== 'running' ? runs.current.curve.length : -1,
  );
  const [pairs, setPairs] = useState<readonly Pair[]>([]);
  useEffect(() => {
    let live = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (_resting: number) => {
      const runs = runsStore.getState();
      const samples = await runs.samples(document, data.id, 'validation', 0, shown);
      if (!samples.ok || !live) return;
      const { indices, features, shape } = samples.value;
      const size = shape.reduce((product, each) => product * each, 1);
      const next: Pair[] = [];
      for (const [i, index] of indices.entries()) {
        const prediction = await runs.predict({ kind: 'sample', part: 'validation', index });
        const before = features.slice(i * size, (i + 1) * size);
        next.push({ index, before, after: prediction?.output.values ?? new Float32Array() });
      }
      if (!live) return;
      setPairs(next);
      if (running) timer = setTimeout(() => void ask(resting), pause);
    };
    void ask(resting);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [document, data.id, running, resting]);
  return pairs;
}
