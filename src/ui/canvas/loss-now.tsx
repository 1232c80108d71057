/** On the loss block of a network with one loss: the mean over its last steps. */

import { message } from '../../text/catalog.ts';
import { formatSignificant } from '../../text/format.ts';
import { useEditor } from '../store/editor.ts';
import { useRuns } from '../store/runs.ts';
import classes from './block-node.module.css';

const STEPS = 32;

export function LossNow() {
  const single = useEditor((state) => state.report.graph === null || state.report.graph.losses.length === 1);
  const text = useRuns(({ current }) => {
    if (current === null || current.curve.length === 0) return null;
    const { loss } = current.curve.view;
    const last = loss.subarray(Math.max(0, loss.length - STEPS));
    return formatSignificant(last.reduce((sum, each) => sum + each, 0) / last.length);
  });
  if (!single || text === null) return null;
  return (
    <div className={classes.row}>
      <dt>{message('editor.loss-now')}</dt>
      <dd>{text}</dd>
    </div>
  );
}
