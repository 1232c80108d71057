/** Tells a screen reader, once, when the run changes its state or Train can no longer be pressed. */
import { plainText } from '../../check/explain.ts';
import { isActive, type Run } from '../../runs/run.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger, formatPercent, formatSignificant } from '../../text/format.ts';
import { useEditor } from '../store/editor.ts';
import { useRuns } from '../store/runs.ts';
import classes from './dock.module.css';
import { explainFailure } from './explain-failure.ts';
import { obstacleOf } from './main-action.ts';

export function Announcer() {
  const run = useRuns((runs) => runs.current);
  const blocks = useEditor((editor) => editor.document.blocks);
  const report = useEditor((editor) => editor.report);
  const obstacle = obstacleOf({ blocks }, report);
  const parts = [run === null ? '' : told(run)];
  if ((run === null || !isActive(run)) && obstacle !== null && obstacle.kind !== 'empty')
    parts.push(message(`runs.reason-${obstacle.kind}`, { count: obstacle.count }));
  return (
    <p className={classes.announcer} aria-live="polite">
      {parts.filter((part) => part !== '').join(' ')}
    </p>
  );
}

/** Nothing that changes with every step, unless steps are taken one by one. */
function told({ state, test, failure, progress }: Run): string {
  const step = formatInteger(progress?.step ?? 0);
  switch (state) {
    case 'finished': {
      if (test === null) return message('runs.say-finished');
      const loss = formatSignificant(test.loss);
      const accuracy = test.accuracy === null ? 'none' : formatPercent(test.accuracy);
      return message('runs.say-tested', { loss, accuracy });
    }
    case 'paused':
      return message('runs.say-paused', { step });
    case 'stopped':
      return message('runs.say-stopped', { step });
    case 'failed':
      return failure === null
        ? ''
        : message('runs.say-failed', { what: plainText(explainFailure(failure, (id) => id)) });
    default:
      return message(`runs.say-${state}`);
  }
}
