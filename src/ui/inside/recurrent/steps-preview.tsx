/** A block's values over the steps of the chosen example, small in its node: the state of a recurrent block, or its sequence. */
import { useMemo } from 'react';
import type { CheckedBlock } from '../../../check/report.ts';
import type { Inspection } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { scalesOf } from './scales.ts';
import classes from './steps-preview.module.css';
import { sweepsIn } from './sweeps.ts';
import { TracePicture } from './trace-picture.tsx';
import { mostActive, stateOf, type Trace, traceOf } from './traces.ts';

/** Units that a node has room for. */
const shownUnits = 12;

/** Null for a block without steps. */
export function tracePreviewed(block: CheckedBlock, inspection: Inspection): Trace | null {
  const [sweep] = sweepsIn(block, inspection);
  const state = sweep && stateOf(sweep);
  if (state) return state;
  const { outputs, sequence } = inspection;
  const steps = outputs.y?.shape[0] ?? 0;
  if (outputs.y?.shape.length !== 2 || sequence === null) return null;
  return traceOf('y', message('inside.output'), outputs.y, Math.min(sequence.length, steps));
}

export function StepsPreview({ trace }: { readonly trace: Trace }) {
  const units = useMemo(() => mostActive(trace, shownUnits), [trace]);
  const scales = useMemo(() => scalesOf([trace]), [trace]);
  const steps = trace.units === 0 ? 0 : trace.values.length / trace.units;
  return (
    <div className={classes.preview}>
      <div className={classes.picture}>
        <TracePicture trace={trace} steps={steps} units={units} scales={scales} time="right" />
      </div>
      <span className={classes.caption}>
        <span>{trace.title === '' ? trace.name : trace.title}</span>
        <span>{message('inside.steps-range', { steps })}</span>
      </span>
    </div>
  );
}
