/** Traces beside a text, or beside the rows of a picture: steps go down, the units of each gate lie side by side. */
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import type { SequenceInfo } from '../../../protocol/trainer.ts';
import { stepName } from './step-names.ts';
import { sliderProps } from './step-slider.ts';
import { TracePicture } from './trace-picture.tsx';
import { drawnUnits, followPointer, fullName, type TraceViewProps } from './trace-view.ts';
import classes from './traces.module.css';

/** Pixels of a row; up to so many steps have room for their names in body size. */
const rowHeights = { roomy: 23, tight: 15, mostRoomy: 20 } as const;

/** Of the names of the gates, which stay above the rows. */
const headHeights = { flat: 32, upright: 76 } as const;

/** Longer names stand upright, beside more than a few others. */
const flat = { longest: 4, few: 3 } as const;

/** Of the cursor's frame and the box around the rows. */
const margin = 6;

export interface TraceRowsProps extends TraceViewProps {
  /** Stands beside the gates, a row a step; null for the names of the steps. */
  readonly picture: ReactNode;
}

export function TraceRows({ picture, ...props }: TraceRowsProps) {
  const { sweep, sequence, scales, step } = props;
  const { steps, traces } = sweep;
  const row = steps <= rowHeights.mostRoomy ? rowHeights.roomy : rowHeights.tight;
  const upright = traces.length > flat.few && traces.some(({ name }) => name.length > flat.longest);
  const head = upright ? headHeights.upright : headHeights.flat;
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const room = box.clientHeight - head - row - margin;
    box.scrollTop = Math.max(step * row - room, Math.min(step * row, box.scrollTop));
  }, [step, row, head]);
  const style = {
    '--traces': traces.length,
    '--row': `${row}px`,
    '--steps': steps,
    '--head': `${head}px`,
    '--names': picture === null ? 'minmax(20px, auto)' : '84px',
  } as CSSProperties;
  return (
    <div ref={scroller} className={classes.scroller}>
      <div
        {...sliderProps(props, 'vertical')}
        className={classes.rows}
        data-upright={upright}
        style={style}
        onPointerMove={(event) => followPointer(event, props, 'down')}
      >
        <span className={classes.corner} />
        {traces.map((trace) => (
          <span key={trace.name} className={classes.head} title={fullName(trace)}>
            <b>{trace.name}</b>
            <span>{trace.title}</span>
          </span>
        ))}
        <div className={picture === null ? classes.names : classes.input} data-steps>
          {picture ?? <Names sequence={sequence} steps={steps} chosen={step} />}
        </div>
        {traces.map((trace, index) => {
          const units = drawnUnits(trace, props);
          return (
            <div
              key={trace.name}
              className={classes.panel}
              style={{ gridColumn: index + 2 }}
              data-steps
              data-units={units ? 'drawn' : 'all'}
            >
              <TracePicture trace={trace} steps={steps} units={units} scales={scales} time="down" />
            </div>
          );
        })}
        <span className={classes.rowCursor} style={{ marginTop: step * row }} />
      </div>
    </div>
  );
}

interface NamesProps {
  readonly sequence: SequenceInfo | null;
  readonly steps: number;
  readonly chosen: number;
}

function Names({ sequence, steps, chosen }: NamesProps) {
  return Array.from({ length: steps }, (_, step) => ({ step, name: stepName(sequence, step) })).map(
    ({ step, name }) => (
      <span key={step} title={name} data-chosen={step === chosen}>
        {name}
      </span>
    ),
  );
}
