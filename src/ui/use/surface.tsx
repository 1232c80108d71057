/** The decision surface of a network on points in the plane, with the points on it, redrawn while it trains. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { colorAt, placeOn } from '../../charts/color-scale.ts';
import { scaleOf } from '../../charts/picture.tsx';
import { useTokens } from '../../charts/tokens.ts';
import type { Document } from '../../document/document.ts';
import type { Samples, Surface as SurfaceValues } from '../../protocol/trainer.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { formatFixed } from '../../text/format.ts';
import type { RunData } from '../inside/run-data.ts';
import { useAsked } from '../inside/use-asked.ts';
import { useSamples } from '../inside/use-samples.ts';
import classes from './use.module.css';

/** Places of the plane that are asked for along each axis, and pixels of the drawing. */
const resolution = 60;
const pixels = 480;
/** Points drawn on it, and their radius. */
const points = 300;
const radius = 5;
/** Milliseconds between an answer and the next question while steps run. */
const pause = 250;

export interface SurfaceProps {
  readonly document: Document;
  readonly data: RunData;
}

export function Surface({ document, data }: SurfaceProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const tokens = useTokens();
  const samples = useSamples(document, data, 0, Math.min(points, data.inspected));
  const extent = useMemo(() => samples && extentOf(samples), [samples]);
  const surface = useSurface(extent);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !surface || !samples) return;
    const { stops } = scaleOf('diverging', tokens);
    const cell = pixels / resolution;
    for (let row = 0; row < surface.rows; row++) {
      for (let column = 0; column < surface.columns; column++) {
        const share = surface.values[(row * surface.columns + column) * surface.classes + surface.classes - 1] ?? 0.5;
        context.fillStyle = `rgb(${colorAt(stops, 0.5 + (share - 0.5) * 0.7).join(' ')})`;
        // Row 0 is the smallest y, which is at the bottom.
        context.fillRect(column * cell, pixels - (row + 1) * cell, Math.ceil(cell), Math.ceil(cell));
      }
    }
    context.strokeStyle = tokens.read('--gw-surface');
    for (const [i, label] of samples.labels.entries()) {
      const x = ((samples.features[2 * i] ?? 0) - surface.x[0]) / (surface.x[1] - surface.x[0]);
      const y = ((samples.features[2 * i + 1] ?? 0) - surface.y[0]) / (surface.y[1] - surface.y[0]);
      context.fillStyle = `rgb(${colorAt(stops, placeOn('diverging', label > 0 ? 1 : -1, 1)).join(' ')})`;
      context.beginPath();
      context.arc(x * pixels, (1 - y) * pixels, radius, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }, [surface, samples, tokens]);

  const label = extent
    ? message('inside.surface-label', {
        x0: formatFixed(extent.x[0], 1),
        x1: formatFixed(extent.x[1], 1),
        y0: formatFixed(extent.y[0], 1),
        y1: formatFixed(extent.y[1], 1),
      })
    : message('inside.surface');
  return (
    <section className={classes.card} aria-label={message('inside.surface')}>
      <header className={classes.head}>
        <h3>{message('inside.surface')}</h3>
        <span className={classes.note}>{message('inside.surface-note')}</span>
      </header>
      <canvas ref={canvas} width={pixels} height={pixels} className={classes.surface} role="img" aria-label={label} />
    </section>
  );
}

interface Extent {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The points' rectangle with a margin of a tenth. */
function extentOf({ features }: Samples): Extent {
  const range = (axis: 0 | 1): readonly [number, number] => {
    const values = features.filter((_, i) => i % 2 === axis);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const margin = 0.1 * (most - least || 1);
    return [least - margin, most + margin];
  };
  return { x: range(0), y: range(1) };
}

function useSurface(extent: Extent | null): SurfaceValues | null {
  const ask = useCallback(
    async () => extent && runsStore.getState().surface(resolution, resolution, extent.x, extent.y),
    [extent],
  );
  return useAsked(extent && ask, pause)?.answer ?? null;
}
