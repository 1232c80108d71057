/** The series with what the network expected of it, and its forecast drawn on from any day of the test part. */
import { NumberInput, Slider } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { readParams } from '../../../blocks/params.ts';
import { blockOf } from '../../../blocks/registry.ts';
import { toCsv } from '../../../charts/csv.ts';
import { LineChart } from '../../../charts/line-chart.tsx';
import type { Document } from '../../../document/document.ts';
import type { Forecast } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatFixed, formatPlain, formatSignificant } from '../../../text/format.ts';
import { CopyCsv } from '../../dock/copy-csv.tsx';
import type { RunData } from '../../inside/run-data.ts';
import { useRuns } from '../../store/runs.ts';
import card from '../use.module.css';
import classes from './forecast.module.css';
import { linesOf } from './forecast-lines.ts';
import { type Stretch, stretchAround, useForecast } from './use-forecast.ts';

const beyond = { usual: 14, most: 200 } as const;

export interface ForecastChartProps {
  readonly document: Document;
  readonly data: RunData;
}

export function ForecastChart({ document, data }: ForecastChartProps) {
  const tests = useRuns((runs) => runs.current?.examples?.test ?? 0);
  const [part, windows] = tests > 0 ? (['test', tests] as const) : ([data.part, data.inspected] as const);
  const [chosen, setChosen] = useState<number | null>(null);
  const [steps, setSteps] = useState<number>(beyond.usual);
  const from = Math.min(chosen ?? Math.floor(windows / 2), windows - 1);
  const stretch = useMemo(() => stretchAround(part, from, windows), [part, from, windows]);
  const along = useForecast(stretch, 0);
  const only = useMemo((): Stretch => ({ part, start: from, count: Math.min(windows, 1) }), [part, from, windows]);
  const on = useForecast(only, steps);
  const stride = useMemo(() => strideIn(document), [document]);
  const place = (from - stretch.start) * stride;
  const lines = linesOf(along, on, { stride, place });
  const formatPlace = useNames(along, on, stride, place);
  const unit = along?.unit ?? '';
  const withUnit = (value: number): string => `${formatFixed(value, 1)}${unit && ` ${unit}`}`;
  const [least, most] = along ? [Math.min(...along.truth), Math.max(...along.truth)] : [0, 1];
  return (
    <section className={`${card.card} ${classes.card}`} aria-label={message('use.forecast')}>
      <div className={classes.chart}>
        <LineChart
          title={along?.column ?? message('use.forecast')}
          label={message('use.forecast')}
          note={along ? errorText(along) : ''}
          actions={<CopyCsv csv={() => toCsv(message('use.forecast-step'), lines)} />}
          lines={lines}
          valuesWhenPointed
          end={Math.max((stretch.count - 1) * stride, place + steps)}
          now={along ? place : null}
          scale="linear"
          resting={[least, most]}
          format={withUnit}
          formatTick={formatPlain}
          formatPlace={formatPlace}
          cursorKey="forecast"
          emptyText={message('use.forecast-none')}
          xLabel={message('use.forecast-step')}
        />
      </div>
      <Controls name={formatPlace(place)} {...{ from, setFrom: setChosen, windows, steps, setSteps }} />
    </section>
  );
}

interface ControlsProps {
  /** Of the step to draw on from: a date. */
  readonly name: string;
  readonly from: number;
  readonly setFrom: (window: number) => void;
  readonly windows: number;
  readonly steps: number;
  readonly setSteps: (steps: number) => void;
}

/** Where the forecast is drawn on from, and how far. */
function Controls({ name, from, setFrom, windows, steps, setSteps }: ControlsProps) {
  const id = useId();
  return (
    <div className={classes.controls}>
      <span id={id}>{message('use.forecast-from', { name })}</span>
      <Slider
        className={classes.slider}
        size="xs"
        thumbProps={{ 'aria-labelledby': id }}
        label={null}
        min={0}
        max={Math.max(windows - 1, 0)}
        value={from}
        onChange={setFrom}
      />
      <span className={classes.steps}>
        {message('use.forecast-by')}
        <NumberInput
          aria-label={message('use.forecast-count')}
          min={1}
          max={beyond.most}
          clampBehavior="strict"
          allowDecimal={false}
          hideControls
          value={steps}
          onChange={(value) => typeof value === 'number' && value > 0 && setSteps(value)}
        />
        {message('use.forecast-steps')}
      </span>
    </div>
  );
}

/** Of the stretch, in the column's own units, beside the simplest forecast that there is. */
function errorText({ error, baseline, unit }: Forecast): string {
  return message('use.forecast-error', {
    error: formatSignificant(error, 3),
    baseline: formatSignificant(baseline, 3),
    unit: unit === '' ? '' : ` ${unit.length > 2 ? `(${unit})` : unit}²`,
  });
}

/** How far apart the windows begin. */
function strideIn({ blocks }: Document): number {
  for (const { kind, params } of blocks) {
    const definition = kind === 'window' ? blockOf(kind) : null;
    const stride = definition && readParams(definition, params).params.stride;
    if (typeof stride === 'number') return stride;
  }
  return 1;
}

/** What the places of the axis are called; the number of the step where they have no name. */
function useNames(
  along: Forecast | null,
  on: Forecast | null,
  stride: number,
  place: number,
): (place: number) => string {
  const names = new Map<number, string>();
  for (const [i, name] of (along?.names ?? []).entries()) names.set(i * stride, name);
  for (const [i, name] of (on?.names ?? []).entries()) names.set(place + i, name);
  // Every answer has its names in a list of its own: as one text, equal ones are the same.
  const all = JSON.stringify([...names]);
  return useMemo(() => {
    const known = new Map(JSON.parse(all) as readonly (readonly [number, string])[]);
    return (at: number) => known.get(Math.round(at)) ?? `${Math.round(at) + 1}`;
  }, [all]);
}
