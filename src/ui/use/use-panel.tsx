/** The dock's tab for using the network: draw a digit, see where it errs, watch its decision surface. */
import { useMemo } from 'react';
import { message } from '../../text/catalog.ts';
import { dataOf } from '../inside/run-data.ts';
import { useRuns } from '../store/runs.ts';
import { Confusions } from './confusion.tsx';
import { side } from './digit.ts';
import { Drawing } from './drawing.tsx';
import { Reconstruction } from './reconstruction.tsx';
import { isPlane } from './show-surface.ts';
import { Surface } from './surface.tsx';
import classes from './use.module.css';

export function UsePanel() {
  // Not the run itself, which is another one with every step.
  const runId = useRuns((runs) => runs.current?.id ?? null);
  const trained = useRuns((runs) => runs.current?.document ?? null);
  const started = useRuns((runs) => (runs.current?.curve.length ?? 0) > 0);
  const classifies = useRuns((runs) => started && !Number.isNaN(runs.current?.curve.view.accuracy[0]));
  const data = useMemo(() => trained && dataOf(trained), [trained]);
  if (!trained || !data || !started) return <p className={classes.empty}>{message('inside.use-nothing')}</p>;
  const { shape } = data.spec;
  const isDigit = shape.length === 3 && shape[0] === side && shape[1] === side && shape[2] === 1;
  return (
    <div className={classes.room}>
      <div className={classes.panel}>
        {classifies && isDigit && <Drawing />}
        {classifies && isPlane(data) && <Surface document={trained} data={data} />}
        {classifies && <Confusions key={runId} document={trained} data={data} />}
        {!classifies && isDigit && <Reconstruction document={trained} data={data} />}
        {!classifies && !isDigit && <p className={classes.empty}>{message('inside.regression')}</p>}
      </div>
    </div>
  );
}
