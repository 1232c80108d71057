/** The curves of the present run, those of earlier runs under them: loss, and beside it accuracy or what else is chosen. */
import { Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toCsv } from '../../charts/csv.ts';
import type { Scale } from '../../charts/extent.ts';
import type { Line } from '../../charts/line.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { Smoother, smooth } from '../../charts/smooth.ts';
import type { Run } from '../../runs/run.ts';
import { message } from '../../text/catalog.ts';
import { useEditor } from '../store/editor.ts';
import { useRuns } from '../store/runs.ts';
import { CopyCsv } from './copy-csv.tsx';
import classes from './curves.module.css';
import { axisOf, type Measure, measureSpecs, measures, spanOf, unitOf } from './measures.ts';

export function Curves() {
  const accuracyKnown = useRuns(({ current }) => current === null || classifies(current));
  const [chosen, setChosen] = useState<Measure>('accuracy');
  const beside = chosen === 'accuracy' && !accuracyKnown ? 'gradient' : chosen;
  const offered = measures.filter((measure) => measure !== 'loss' && (measure !== 'accuracy' || accuracyKnown));
  return (
    <div className={classes.curves}>
      <MeasureChart measure="loss" title={message('runs.measure-loss')} />
      <MeasureChart
        key={beside}
        measure={beside}
        title={
          <Menu width={180}>
            <Menu.Target>
              <button type="button" className={classes.choose} aria-label={message('runs.choose-measure')}>
                {message(`runs.measure-${beside}`)}
                <ChevronDown size={13} strokeWidth={1.75} />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {offered.map((measure) => (
                <Menu.Item key={measure} onClick={() => setChosen(measure)}>
                  {message(`runs.measure-${measure}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        }
      />
    </div>
  );
}

/** A regression has no accuracy; before the first step that is not known. */
const classifies = ({ curve }: Run): boolean => curve.length === 0 || !Number.isNaN(curve.view.accuracy[0]);

interface MeasureChartProps {
  readonly measure: Measure;
  readonly title: React.ReactNode;
}

function MeasureChart({ measure, title }: MeasureChartProps) {
  const [scale, setScale] = useState<Scale>(measure === 'loss' || measure === 'gradient' ? 'log' : 'linear');
  const planned = useEditor((editor) => editor.document.training);
  const run = useRuns((runs) => runs.current);
  const spec = measureSpecs[measure];
  const { by, end } = axisOf(run, planned);
  const lines = useLines(measure, by);
  const name = message(`runs.measure-${measure}`);
  const other = scale === 'log' ? 'linear' : 'log';
  const resting = scale === 'log' && spec.resting[0] === 0 ? ([0.01, 1] as const) : spec.resting;
  return (
    <div className={classes.chart}>
      <LineChart
        title={title}
        label={message('runs.chart-label', { measure: name })}
        note={message(`runs.by-${by}`)}
        actions={
          <>
            <button
              type="button"
              className={classes.scale}
              aria-label={message(`runs.scale-to-${other}`)}
              onClick={() => setScale(other)}
            >
              {message(`runs.scale-${scale}`)}
            </button>
            <CopyCsv csv={() => toCsv(message(`runs.axis-${by}`), columnsOf(lines))} />
          </>
        }
        lines={lines}
        end={end}
        now={run === null || run.curve.length === 0 ? null : run.curve.lastStep * unitOf(run, by)}
        scale={scale}
        bounds={scale === 'log' ? {} : spec.bounds}
        resting={resting}
        format={spec.format}
        formatTick={spec.formatTick}
        cursorKey="runs"
        emptyText={message('runs.no-points')}
        xLabel={message(`runs.axis-${by}`)}
      />
    </div>
  );
}

function useLines(measure: Measure, by: 'step' | 'epoch'): readonly Line[] {
  const run = useRuns((runs) => runs.current);
  // A curve grows in place: its length is what tells that there is more of it.
  useRuns((runs) => runs.version);
  const earlier = useRuns((runs) => runs.earlier);
  const overlays = useRuns((runs) => runs.overlays);
  const id = run?.id;
  const steps = run?.progress?.steps ?? 0;
  const smoother = useMemo(() => (id === undefined ? null : new Smoother(spanOf(steps))), [id, steps]);
  const others = useMemo(
    () =>
      earlier
        .filter((each) => overlays.includes(each.id))
        .map(
          (each): Line => ({
            id: each.id,
            label: message('runs.run-number', { number: each.number }),
            tone: 'other',
            unit: unitOf(each, by),
            x: each.curve.view.step,
            y: smoothed(each, measure),
          }),
        ),
    [earlier, overlays, measure, by],
  );
  return [
    ...others,
    ...(run === null || smoother === null ? restingLines(measure) : presentLines(run, smoother, measure, by)),
  ];
}

function smoothed(run: Run, measure: Measure): Float32Array {
  const { ofSteps, noisy } = measureSpecs[measure];
  const values = ofSteps(run.curve.view);
  return noisy ? smooth(values, spanOf(run.curve.length)) : values;
}

function presentLines(run: Run, smoother: Smoother, measure: Measure, by: 'step' | 'epoch'): readonly Line[] {
  const { ofSteps, ofValidation, noisy } = measureSpecs[measure];
  const { view } = run.curve;
  const raw = ofSteps(view);
  const unit = unitOf(run, by);
  const train = {
    id: 'train',
    label: message('runs.line-train'),
    tone: 'train',
    unit,
    x: view.step,
    y: noisy ? smoother.update(raw) : raw,
    ...(noisy && { raw }),
  } as const;
  if (ofValidation === null) return [train];
  const measured = run.epochs.flatMap((epoch) => {
    const value = ofValidation(epoch);
    return value === null ? [] : [{ step: epoch.step, value }];
  });
  const validation = {
    id: 'validation',
    label: message('runs.line-validation'),
    tone: 'validation',
    unit,
    x: measured.map(({ step }) => step),
    y: measured.map(({ value }) => value),
    marked: true,
  } as const;
  return [train, validation];
}

/** The legend is there before the first step. */
function restingLines(measure: Measure): readonly Line[] {
  const line = { x: [], y: [], unit: 1 } as const;
  const train = {
    ...line,
    id: 'train',
    label: message('runs.line-train'),
    tone: 'train',
    ...(measureSpecs[measure].noisy && { raw: [] }),
  } as const;
  if (measureSpecs[measure].ofValidation === null) return [train];
  return [
    train,
    { ...line, id: 'validation', label: message('runs.line-validation'), tone: 'validation', marked: true },
  ];
}

function columnsOf(lines: readonly Line[]) {
  return lines.flatMap(({ label, x, y, unit, raw }) => [
    ...(raw === undefined ? [] : [{ label, x, y: raw, unit }]),
    { label: raw === undefined ? label : message('runs.smoothed', { label }), x, y, unit },
  ]);
}
