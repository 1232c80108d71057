/** Real examples of a run's data, asked of the worker once and again when other ones are wanted. */
import { useEffect, useState } from 'react';
import type { Document } from '../../document/document.ts';
import type { Samples } from '../../protocol/trainer.ts';
import { runsStore } from '../../runs/store.ts';
import type { RunData } from './run-data.ts';

/** Null until they have arrived. While others of the same data are fetched, the last ones stay. */
export function useSamples(document: Document, { id, part }: RunData, first: number, count: number): Samples | null {
  const [answer, setAnswer] = useState<{ readonly of: Document; readonly samples: Samples } | null>(null);
  useEffect(() => {
    let live = true;
    void runsStore
      .getState()
      .samples(document, id, part, first, count)
      .then((result) => {
        if (live && result.ok) setAnswer({ of: document, samples: result.value });
      });
    return () => {
      live = false;
    };
  }, [document, id, part, first, count]);
  return answer?.of === document ? answer.samples : null;
}

/** The first channel of one of them, for a picture; null when it is none. */
export function pictureOf({ shape, features }: Samples, position: number): Float32Array | null {
  const [rows = 0, columns = 0, channels = 0] = shape;
  if (shape.length !== 3) return null;
  const size = rows * columns * channels;
  return Float32Array.from({ length: rows * columns }, (_, i) => features[position * size + i * channels] ?? 0);
}
