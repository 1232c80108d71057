/** The present run and earlier ones with their settings and results: laid over the curves, reopened, deleted. */
import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { FolderOpen, RotateCw, Trash2 } from 'lucide-react';
import { isActive, type Run } from '../../runs/run.ts';
import { maxOverlays, runsStore } from '../../runs/store.ts';
import { currentLocale, message } from '../../text/catalog.ts';
import { formatPercent, formatPlain, formatSignificant } from '../../text/format.ts';
import { openDocument } from '../persistence/files.ts';
import { useRuns } from '../store/runs.ts';
import classes from './runs-table.module.css';

const columns = ['run', 'graph', 'started', 'settings', 'state', 'train', 'validation', 'test'] as const;

export function RunsTable() {
  const current = useRuns((runs) => runs.current);
  const earlier = useRuns((runs) => runs.earlier);
  if (current === null && earlier.length === 0) return <p className={classes.empty}>{message('runs.none')}</p>;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col" className={classes.overlay}>
            <span className={classes.hidden}>{message('runs.column-overlay')}</span>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {message(`runs.column-${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className={classes.hidden}>{message('runs.column-actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {current !== null && <RunRow run={current} present />}
        {earlier.map((run) => (
          <RunRow key={run.id} run={run} present={false} />
        ))}
      </tbody>
    </table>
  );
}

function RunRow({ run, present }: { readonly run: Run; readonly present: boolean }) {
  const { training } = run.document;
  const settings = message('runs.settings', {
    optimizer: message(`inspector.optimizer-${training.optimizer.kind}`),
    rate: formatPlain(training.learningRate),
    batch: training.batchSize,
    epochs: training.epochs,
    seed: `${training.seed}`,
  });
  const last = run.epochs.at(-1);
  return (
    <tr data-present={present}>
      <td className={classes.overlay}>{present ? <PresentMark /> : <OverlayBox run={run} />}</td>
      <th scope="row" data-column="run">
        {run.number}
      </th>
      <td data-column="graph" title={run.document.name}>
        {run.document.name}
      </td>
      <td data-column="started">{startText(run.startedAt)}</td>
      <td data-column="settings" title={settings}>
        {settings}
      </td>
      <td data-column="state" data-state={run.state}>
        {message(`runs.state-${run.state}`)}
      </td>
      <ScoreCell column="train" score={last?.train ?? null} />
      <ScoreCell column="validation" score={last?.validation ?? null} />
      <ScoreCell column="test" score={run.test} />
      <td className={classes.actions}>
        <Actions run={run} present={present} />
      </td>
    </tr>
  );
}

/** The line of the present run's curve. */
function PresentMark() {
  return (
    <svg className={classes.mark} width="16" height="10" viewBox="0 0 16 10" role="img">
      <title>{message('runs.present')}</title>
      <path d="M0 5H16" />
    </svg>
  );
}

function OverlayBox({ run }: { readonly run: Run }) {
  const overlays = useRuns((runs) => runs.overlays);
  const toggle = useRuns((runs) => runs.toggleOverlay);
  const chosen = overlays.includes(run.id);
  const full = !chosen && overlays.length >= maxOverlays;
  return (
    <Tooltip label={message(full ? 'runs.overlays-full' : 'runs.overlay-hint', { most: maxOverlays })}>
      <Checkbox
        size="xs"
        aria-label={message('runs.overlay', { number: run.number })}
        checked={chosen}
        disabled={full}
        onChange={() => toggle(run.id)}
      />
    </Tooltip>
  );
}

/** Accuracy where there is one, with the loss in small; else the loss. */
function ScoreCell({ column, score }: { readonly column: string; readonly score: Run['test'] }) {
  if (score === null) return <td data-column={column}>{message('runs.unknown')}</td>;
  const loss = formatSignificant(score.loss);
  if (score.accuracy === null) return <td data-column={column}>{loss}</td>;
  return (
    <td data-column={column}>
      {formatPercent(score.accuracy, 2)}
      <small>{loss}</small>
    </td>
  );
}

function Actions({ run, present }: { readonly run: Run; readonly present: boolean }) {
  const runs = runsStore.getState();
  const resumable = run.checkpoint !== null && run.state !== 'finished' && !isActive(run);
  const { number } = run;
  return (
    <>
      {resumable && (
        <RowAction
          label={message('runs.resume-run', { number })}
          icon={<RotateCw size={14} strokeWidth={1.75} />}
          run={() => void runs.resumeFromCheckpoint(run.id)}
        />
      )}
      <RowAction
        label={message('runs.open-graph', { number })}
        icon={<FolderOpen size={14} strokeWidth={1.75} />}
        run={() => openDocument(run.document)}
      />
      {!present && (
        <RowAction
          label={message('runs.delete', { number })}
          icon={<Trash2 size={14} strokeWidth={1.75} />}
          run={() => runs.forget(run.id)}
        />
      )}
    </>
  );
}

interface RowActionProps {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly run: () => void;
}

function RowAction({ label, icon, run }: RowActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} aria-label={label} onClick={run}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** The time for a run of today, else the day and the time. */
function startText(startedAt: number): string {
  const date = new Date(startedAt);
  const today = date.toDateString() === new Date().toDateString();
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return today
    ? date.toLocaleTimeString(currentLocale(), time)
    : date.toLocaleString(currentLocale(), { day: 'numeric', month: 'short', ...time });
}
