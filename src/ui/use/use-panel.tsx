/** The dock's tab for using the network: draw a digit, see where it errs, watch its decision surface. */
import { message } from '../../text/catalog.ts';
import { dataOf } from '../inside/run-data.ts';
import { useRuns } from '../store/runs.ts';
import { Confusions } from './confusion.tsx';
import { side } from './digit.ts';
import { Drawing } from './drawing.tsx';
import { Reconstruction } from './reconstruction.tsx';
import { Surface } from './surface.tsx';
import classes from './use.module.css';

export function UsePanel() {
  const run = useRuns((runs) => runs.current);
  const classifies = useRuns(
    (runs) => (runs.current?.curve.length ?? 0) > 0 && !Number.isNaN(runs.current?.curve.view.accuracy[0]),
  );
  const data = run && dataOf(run.document);
  if (!run || !data || run.curve.length === 0) return <p className={classes.empty}>{message('inside.use-nothing')}</p>;
  const { shape } = data.spec;
  const isDigit = shape.length === 3 && shape[0] === side && shape[1] === side && shape[2] === 1;
  const isPlane = shape.length === 1 && shape[0] === 2;
  return (
    <div className={classes.panel}>
      {classifies && isDigit && <Drawing />}
      {classifies && isPlane && <Surface document={run.document} data={data} />}
      {classifies && <Confusions key={run.id} document={run.document} data={data} />}
      {!classifies && isDigit && <Reconstruction document={run.document} data={data} />}
      {!classifies && !isDigit && <p className={classes.empty}>{message('inside.regression')}</p>}
    </div>
  );
}
