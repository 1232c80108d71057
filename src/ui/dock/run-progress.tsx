/** Where the run stands: epoch, step, a bar, samples a second and the time left; at the end the score on the test part. */
import type { Run } from '../../runs/run.ts';
import { message, type Run as Piece, rich } from '../../text/catalog.ts';
import { formatBytesOf, formatDuration, formatInteger, formatPercent, formatSignificant } from '../../text/format.ts';
import { Sentence } from '../sentence.tsx';
import classes from './transport.module.css';

export function RunProgress({ run }: { readonly run: Run }) {
  const share = shareDone(run);
  return (
    <>
      <div className={classes.progress}>
        <span className={classes.standing}>
          <Sentence runs={standing(run)} />
        </span>
        <span className={classes.detail}>{detail(run)}</span>
        <div
          className={classes.track}
          role="progressbar"
          aria-label={message('runs.progress')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(100 * share)}
        >
          <span className={classes.bar} data-state={run.state} style={{ width: `${100 * share}%` }} />
        </div>
      </div>
      {run.test === null ? <Pace run={run} /> : <TestScore test={run.test} />}
    </>
  );
}

function shareDone({ state, data, progress }: Run): number {
  if (state === 'loading') return data === null ? 0 : data.loaded / data.total;
  return progress === null ? 0 : progress.step / progress.steps;
}

function standing({ state, progress, document }: Run): readonly Piece[] {
  const epoch = progress?.epoch ?? 1;
  const epochs = progress?.epochs ?? document.training.epochs;
  switch (state) {
    case 'loading':
      return rich('runs.loading');
    case 'compiling':
      return rich('runs.compiling');
    case 'finished':
      return rich('runs.finished');
    case 'paused':
      return rich('runs.paused');
    case 'stopped':
      return rich('runs.stopped');
    case 'failed':
      return rich(progress === null ? 'runs.failed-early' : 'runs.failed');
    default:
      return rich('runs.epoch-of', { epoch, epochs });
  }
}

function detail({ state, data, progress }: Run): string {
  if (state === 'finished') return message('runs.epochs', { epochs: progress?.epochs ?? 0 });
  if (state === 'loading') return data === null ? '' : message('runs.bytes-of', formatBytesOf(data.loaded, data.total));
  return progress === null ? '' : message('runs.step-number', { step: formatInteger(progress.step) });
}

/** How fast it goes and for how long; of a run that rests, where it rests. */
function Pace({ run: { progress, state } }: { readonly run: Run }) {
  if (progress === null) return null;
  const { samplesPerSecond, secondsLeft, epoch, epochs } = progress;
  if (state === 'paused' || state === 'stopped' || state === 'failed')
    return <Figure value={message('runs.of', { epoch, epochs })} label={message('runs.axis-epoch')} />;
  const unknown = message('runs.unknown');
  return (
    <>
      <Figure
        value={samplesPerSecond > 0 ? formatInteger(samplesPerSecond) : unknown}
        label={message('runs.samples-per-second')}
        optional
      />
      {state !== 'finished' && (
        <Figure value={secondsLeft === null ? unknown : formatDuration(secondsLeft)} label={message('runs.left')} />
      )}
    </>
  );
}

function TestScore({ test: { loss, accuracy } }: { readonly test: NonNullable<Run['test']> }) {
  const value = formatSignificant(loss, 2);
  return accuracy === null ? (
    <Figure value={value} label={message('runs.test-loss')} />
  ) : (
    <Figure value={formatPercent(accuracy, 2)} label={message('runs.test-with-loss', { loss: value })} />
  );
}

interface FigureProps {
  readonly value: string;
  readonly label: string;
  /** Gives way where there is little room. */
  readonly optional?: boolean;
}

function Figure({ value, label, optional = false }: FigureProps) {
  return (
    <span className={classes.figure} data-optional={optional}>
      <b>{value}</b>
      <span>{label}</span>
    </span>
  );
}
