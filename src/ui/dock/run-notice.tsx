/** What a run has to say under the transport: why it failed and what to try, or that the graph has changed since. */
import { Button, Tooltip } from '@mantine/core';
import { CircleX, History } from 'lucide-react';
import { useMemo } from 'react';
import { type BlockId, blockName, findBlock } from '../../document/document.ts';
import type { Training } from '../../document/training.ts';
import type { RunFailure } from '../../protocol/events.ts';
import { isActive, type Run } from '../../runs/run.ts';
import { runsStore } from '../../runs/store.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger, formatPlain } from '../../text/format.ts';
import { Sentence } from '../sentence.tsx';
import { editorStore, useEditor } from '../store/editor.ts';
import { useRuns } from '../store/runs.ts';
import { useView } from '../store/view.ts';
import { explainFailure } from './explain-failure.ts';
import { trainsTheSame } from './main-action.ts';
import classes from './run-notice.module.css';

export function RunNotice() {
  const run = useRuns((runs) => runs.current);
  if (run === null) return null;
  return run.state === 'failed' ? <Failure run={run} /> : <EarlierVersion run={run} />;
}

function Failure({ run }: { readonly run: Run }) {
  const { failure, checkpoint } = run;
  const focusBlock = useView((view) => view.focusBlock);
  const blocks = useEditor((editor) => editor.document.blocks);
  if (failure === null) return null;
  const origin = originOf(failure);
  const block = blocks.find(({ id }) => id === origin);
  return (
    <section className={classes.notice} data-tone="wrong" aria-label={message('runs.failure')}>
      <CircleX className={classes.icon} size={16} strokeWidth={1.75} aria-hidden="true" />
      <p className={classes.text}>
        <Sentence runs={explainFailure(failure, (id) => nameIn(run, id))} />
      </p>
      {block !== undefined && (
        <Button variant="default" onClick={() => focusBlock(block.id)}>
          {message('runs.show-block', { block: blockName(block) })}
        </Button>
      )}
      {failure.code === 'diverged' && <Remedies />}
      {checkpoint !== null && resumable.has(failure.code) && (
        <Tooltip label={message('runs.resume-checkpoint-hint', { step: formatInteger(checkpoint.step) })}>
          <Button variant="default" onClick={() => void runsStore.getState().resumeFromCheckpoint()}>
            {message('runs.resume-checkpoint', { step: formatInteger(checkpoint.step) })}
          </Button>
        </Tooltip>
      )}
    </section>
  );
}

/** Path of the block at which it failed; null when that is none. */
function originOf(failure: RunFailure): BlockId | null {
  if (failure.code === 'diverged') return failure.divergence.block;
  return failure.code === 'data' ? failure.block : null;
}

/** After these the weights of the last checkpoint are good, and going on from there can succeed. */
const resumable: ReadonlySet<string> = new Set(['worker-died', 'worker-hung', 'diverged']);

function nameIn({ document }: Run, id: BlockId): string {
  const block = findBlock(document, id);
  return block === undefined ? id : blockName(block);
}

/** Training again with settings that keep a run from diverging: a smaller learning rate, clipped gradients. */
function Remedies() {
  const { learningRate, clipNorm } = useEditor((editor) => editor.document.training);
  const edit = useEditor((editor) => editor.edit);
  const smaller = Number((learningRate / 10).toPrecision(3));
  const slower = message('runs.try-learning-rate', { rate: formatPlain(smaller) });
  const clipped = message('runs.try-clipping');
  const trainWith = (settings: Partial<Training>, label: string): void => {
    edit([{ kind: 'set-training', training: settings }], { label });
    trainOpen();
  };
  return (
    <>
      <Button variant="default" onClick={() => trainWith({ learningRate: smaller }, slower)}>
        {slower}
      </Button>
      {clipNorm === null && (
        <Button variant="default" onClick={() => trainWith({ clipNorm: 1 }, clipped)}>
          {clipped}
        </Button>
      )}
    </>
  );
}

function trainOpen(): void {
  const { document, revision } = editorStore.getState();
  void runsStore.getState().train(document, revision);
}

/** Says so when the graph that is open is no longer the one that the run trains. */
function EarlierVersion({ run }: { readonly run: Run }) {
  const document = useEditor((editor) => editor.document);
  const trainable = useEditor((editor) => editor.report.graph !== null);
  const same = useMemo(() => trainsTheSame(run.document, document), [run.document, document]);
  if (same) return null;
  const goesOn = isActive(run) && run.state !== 'paused';
  return (
    <div className={classes.notice}>
      <History className={classes.icon} size={15} strokeWidth={1.75} aria-hidden="true" />
      <p className={classes.text}>
        {message(goesOn ? 'runs.earlier-version-active' : 'runs.earlier-version', { number: run.number })}
      </p>
      <Button variant="default" disabled={!trainable} onClick={trainOpen}>
        {message('runs.train-this')}
      </Button>
    </div>
  );
}
