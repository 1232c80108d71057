/** The row that never goes away: train, pause, step, stop, restart, where the run stands, and the dock's tabs. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Pause, Play, RotateCcw, Square, StepForward } from 'lucide-react';
import { isActive } from '../../runs/run.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { takeMainAction } from '../commands/train.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import { useRuns } from '../store/runs.ts';
import { useView } from '../store/view.ts';
import { mainActionOf, type Obstacle, obstacleOf } from './main-action.ts';
import { RunProgress } from './run-progress.tsx';
import { Tabs } from './tabs.tsx';
import classes from './transport.module.css';
import { useLasting } from './use-lasting.ts';

export function Transport({ open }: { readonly open: boolean }) {
  const run = useRuns((runs) => runs.current);
  const blocks = useEditor((editor) => editor.document.blocks);
  const report = useEditor((editor) => editor.report);
  const obstacle = obstacleOf({ blocks }, report);
  const action = mainActionOf(run);
  const preparing = useLasting(action === 'prepare');
  const active = run !== null && isActive(run);
  const runs = runsStore.getState();
  const stepOn = (): void => {
    const { document, revision } = editorStore.getState();
    void runs.step(document, revision);
  };
  return (
    <div className={classes.transport} role="toolbar" aria-label={message('runs.transport')}>
      {preparing && <span className={classes.indeterminate} />}
      <MainButton preparing={preparing} obstacle={obstacle} />
      <Tooltip label={message('runs.step-hint')}>
        <Button
          variant="default"
          className={classes.step}
          aria-label={message('runs.step')}
          leftSection={<StepForward size={15} strokeWidth={1.75} />}
          disabled={action === 'prepare' || (!active && obstacle !== null)}
          onClick={stepOn}
        >
          {message('runs.step')}
        </Button>
      </Tooltip>
      <Tooltip label={message('runs.stop-hint')}>
        <ActionIcon aria-label={message('runs.stop')} disabled={!active} onClick={() => void runs.stop()}>
          <Square size={14} strokeWidth={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={message('runs.restart-hint')}>
        <ActionIcon aria-label={message('runs.restart')} disabled={run === null} onClick={() => void runs.restart()}>
          <RotateCcw size={15} strokeWidth={1.75} />
        </ActionIcon>
      </Tooltip>
      {obstacle !== null && !active ? <Reason obstacle={obstacle} /> : run !== null && <RunProgress run={run} />}
      <span className={classes.space} />
      <Tabs open={open} />
    </div>
  );
}

/** Starts, pauses and resumes: the one primary button of the dock. */
function MainButton({ preparing, obstacle }: { readonly preparing: boolean; readonly obstacle: Obstacle | null }) {
  const action = useRuns((runs) => mainActionOf(runs.current));
  const shown = action === 'prepare' && !preparing ? 'train' : action;
  const Icon = shown === 'pause' ? Pause : Play;
  const text = { train: 'runs.train', pause: 'runs.pause', resume: 'runs.resume', prepare: 'runs.preparing' } as const;
  return (
    <Button
      className={classes.main}
      leftSection={shown === 'prepare' ? null : <Icon size={15} strokeWidth={1.75} />}
      disabled={action === 'prepare' || (action === 'train' && obstacle !== null)}
      onClick={takeMainAction}
    >
      {message(text[shown])}
    </Button>
  );
}

/** Why Train is disabled, said beside it; leads to the list of problems. */
function Reason({ obstacle }: { readonly obstacle: Obstacle }) {
  const showDock = useView((view) => view.showDock);
  if (obstacle.kind === 'empty') return <span className={classes.reason}>{message('runs.reason-empty')}</span>;
  return (
    <button type="button" className={classes.reason} onClick={() => showDock('problems')}>
      {message(`runs.reason-${obstacle.kind}`, { count: obstacle.count })}
    </button>
  );
}
