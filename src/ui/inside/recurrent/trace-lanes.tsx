/** Traces beside a sound or a series: time runs right, and each gate is a lane with its units one above the other. */
import type { CSSProperties, ReactNode } from 'react';
import { stepName } from './step-names.ts';
import { sliderProps } from './step-slider.ts';
import { TracePicture } from './trace-picture.tsx';
import { drawnUnits, followPointer, fullName, type TraceViewProps } from './trace-view.ts';
import classes from './traces.module.css';

/** Pixels of the column of names: so many for each sign, within bounds. */
const names = { sign: 7, least: 12, most: 72 } as const;

/** Pixels of a lane: so many for each unit, within bounds. */
const lane = { unit: 4, least: 28, most: 64 } as const;

export interface TraceLanesProps extends TraceViewProps {
  /** What goes in, above the lanes and as wide as they are. */
  readonly input: ReactNode;
}

export function TraceLanes({ input, ...props }: TraceLanesProps) {
  const { sweep, sequence, scales, step } = props;
  const { steps, traces } = sweep;
  const longest = Math.max(...traces.map(({ name }) => name.length));
  const width = Math.max(names.least, Math.min(names.most, names.sign * longest));
  return (
    <div
      {...sliderProps(props, 'horizontal')}
      className={classes.lanes}
      style={{ '--names': `${width}px` } as CSSProperties}
      onPointerMove={(event) => followPointer(event, props, 'right')}
    >
      <b className={classes.laneName}>x</b>
      <div className={classes.lane} data-steps>
        {input}
      </div>
      {traces.map((trace) => {
        const units = drawnUnits(trace, props);
        const height = Math.max(lane.least, Math.min(lane.most, lane.unit * (units?.length ?? trace.units)));
        return (
          <div key={trace.name} className={classes.pair}>
            <b className={classes.laneName} title={fullName(trace)}>
              {trace.name}
            </b>
            <div className={classes.lane} style={{ height }} data-steps data-units={units ? 'drawn' : 'all'}>
              <TracePicture trace={trace} steps={steps} units={units} scales={scales} time="right" />
            </div>
          </div>
        );
      })}
      <span className={classes.ends} aria-hidden="true">
        <span>{stepName(sequence, 0)}</span>
        <span>{stepName(sequence, steps - 1)}</span>
      </span>
      <div className={classes.laneCursors}>
        <span
          className={classes.laneCursor}
          style={{ left: `${(100 * step) / steps}%`, width: `max(2px, ${100 / steps}%)` }}
        />
      </div>
    </div>
  );
}
