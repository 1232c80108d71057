/** A field to draw a digit in; what the network makes of it follows the pen. */
import { Button } from '@mantine/core';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Picture } from '../../charts/picture.tsx';
import { useTokens } from '../../charts/tokens.ts';
import type { ExampleRef } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { formatPercent } from '../../text/format.ts';
import { Bars } from '../inside/bars.tsx';
import { digitOf, type Point, type Stroke, side } from './digit.ts';
import classes from './use.module.css';
import { useGivenPrediction } from './use-given-prediction.ts';

/** Pixels of the field, and of the pen's line on it. */
const field = 336;
const pen = 28;
const blank = new Float32Array(side * side);

export function Drawing() {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const digit = useMemo(() => digitOf(strokes), [strokes]);
  const example = useMemo(
    (): ExampleRef | null => digit && { kind: 'given', cell: { values: digit, steps: null } },
    [digit],
  );
  const said = useGivenPrediction(example)?.prediction;
  const prediction = said?.ok ? said.value : null;
  return (
    <section className={classes.card} aria-label={message('inside.draw')}>
      <header className={classes.head}>
        <h3>{message('inside.draw')}</h3>
        <Button variant="subtle" size="compact-xs" disabled={strokes.length === 0} onClick={() => setStrokes([])}>
          {message('inside.clear')}
        </Button>
      </header>
      <div className={classes.drawing}>
        <div className={classes.place}>
          <Field strokes={strokes} onChange={setStrokes} />
          {strokes.length === 0 && <p>{message('inside.draw-first')}</p>}
        </div>
        <div className={classes.seen}>
          <Picture
            values={digit ?? blank}
            rows={side}
            columns={side}
            scale="map"
            max={1}
            label={message('inside.seen')}
          />
          <span>{message('inside.seen')}</span>
        </div>
        {prediction?.probabilities && (
          <Bars
            values={prediction.probabilities}
            names={prediction.classes}
            label={message('inside.probabilities')}
            marksLargest
            max={1}
            format={(share) => formatPercent(share)}
          />
        )}
      </div>
    </section>
  );
}

interface FieldProps {
  readonly strokes: readonly Stroke[];
  readonly onChange: (strokes: readonly Stroke[]) => void;
}

function Field({ strokes, onChange }: FieldProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const tokens = useTokens();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, field, field);
    context.strokeStyle = tokens.read('--gw-ink');
    context.lineWidth = pen;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const stroke of strokes) {
      context.beginPath();
      for (const point of stroke) context.lineTo(point.x, point.y);
      if (stroke.length === 1 && stroke[0]) context.lineTo(stroke[0].x, stroke[0].y);
      context.stroke();
    }
  }, [strokes, tokens]);

  const pointOf = (event: PointerEvent<HTMLCanvasElement>): Point => {
    const place = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - place.left) / place.width) * field,
      y: ((event.clientY - place.top) / place.height) * field,
    };
  };
  return (
    <canvas
      ref={canvas}
      width={field}
      height={field}
      className={classes.field}
      role="img"
      aria-label={message('inside.draw-label')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onChange([...strokes, [pointOf(event)]]);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        onChange([...strokes.slice(0, -1), [...(strokes.at(-1) ?? []), pointOf(event)]]);
      }}
    />
  );
}
