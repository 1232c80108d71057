/** Real examples of a data block, asked of the worker once and again when other ones are wanted. */
import { useEffect, useState } from 'react';
import type { Document } from '../../document/document.ts';
import type { Samples } from '../../protocol/trainer.ts';
import { runsStore } from '../../runs/store.ts';
import { inspectedPart } from './example.ts';

/** Null until they have arrived. */
export function useSamples(document: Document, dataBlock: string, first: number, count: number): Samples | null {
  const [samples, setSamples] = useState<Samples | null>(null);
  useEffect(() => {
    let live = true;
    void runsStore
      .getState()
      .samples(document, dataBlock, inspectedPart, first, count)
      .then((result) => {
        if (live && result.ok) setSamples(result.value);
      });
    return () => {
      live = false;
    };
  }, [document, dataBlock, first, count]);
  return samples;
}

/** The first channel of one of them, for a picture; null when it is none. */
export function pictureOf({ shape, features }: Samples, position: number): Float32Array | null {
  const [rows = 0, columns = 0, channels = 0] = shape;
  if (shape.length !== 3) return null;
  const size = rows * columns * channels;
  return Float32Array.from({ length: rows * columns }, (_, i) => features[position * size + i * channels] ?? 0);
}
