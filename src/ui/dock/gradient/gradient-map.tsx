/** The gradients of one run: training runs right, the steps of the sequence upwards. */
import { Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { HeatMap, type HeatPoint, type Tick } from '../../../charts/heat-map.tsx';
import type { Decades } from '../../../charts/log-scale.ts';
import { linearTicks } from '../../../charts/ticks.ts';
import type { GradientColumn } from '../../../runs/gradients.ts';
import { message } from '../../../text/catalog.ts';
import { formatInteger, formatPercent, formatSignificant } from '../../../text/format.ts';
import { axisOf, unitOf } from '../measures.ts';
import classes from './gradient-panel.module.css';
import { kindOf, shareOfFirst, type Told } from './told-runs.ts';

export interface GradientMapProps {
  readonly told: Told;
  readonly decades: Decades;
  /** Another state of the run is to be shown. */
  readonly onState: (state: string) => void;
}

export function GradientMap({ told, decades, onState }: GradientMapProps) {
  const { run, history, steps } = told;
  const [pointed, setPointed] = useState<HeatPoint | null>(null);
  const { by, end } = axisOf(run, run.document.training);
  const columns = useMemo(() => history.map(({ step, norms }) => ({ x: step, values: norms })), [history]);
  const newest = history.at(-1) as GradientColumn;
  const kind = kindOf(told);
  const name = message('inside.gradient-run', { number: run.number, name: run.document.name });
  return (
    <figure className={classes.chart} aria-label={message('inside.gradient-of', { kind, run: name })}>
      <figcaption className={classes.chartHead}>
        <StateChoice told={told} kind={kind} onState={onState} />
        {pointed === null && (
          <span className={classes.run} title={name}>
            {name}
          </span>
        )}
        <span className={classes.note}>{pointed ? pointText(pointed) : shareText(newest, steps)}</span>
      </figcaption>
      <div className={classes.map}>
        <HeatMap
          history={columns}
          rows={steps}
          end={end / unitOf(run, by)}
          decades={decades}
          xTicks={xTicks(end, by)}
          yTicks={yTicks(steps)}
          label={message('inside.gradient-map-label', { state: told.state, steps, count: newest.step })}
          onPoint={setPointed}
        />
      </div>
    </figure>
  );
}

/** The kind of the block; where the run watched several states, the state too, with the others to choose. */
function StateChoice({ told, kind, onState }: Omit<GradientMapProps, 'decades'> & { readonly kind: string }) {
  const { state, states } = told;
  if (states.length === 1) return <b className={classes.title}>{kind}</b>;
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className={classes.choose} aria-label={message('inside.gradient-state')}>
          {kind} <code>{state}</code>
          <ChevronDown size={13} strokeWidth={1.75} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {states.map((each) => (
          <Menu.Item key={each} onClick={() => onState(each)}>
            <code>{each}</code>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const pointText = ({ column, row }: HeatPoint): string =>
  message('inside.gradient-point', {
    training: formatInteger(column.x),
    step: row + 1,
    norm: formatSignificant(column.values[row] ?? 0, 2),
  });

/** Shares below this are written as powers of ten, those above that as multiples. */
const asPercent = { least: 1e-4, most: 2 } as const;

function shareText(newest: GradientColumn, steps: number): string {
  const share = shareOfFirst(newest);
  if (steps < 2 || Number.isNaN(share)) return '';
  if (share > asPercent.most) return message('inside.gradient-times', { times: formatSignificant(share, 2) });
  const text = share < asPercent.least ? formatSignificant(share, 2) : formatPercent(share, share < 0.1 ? 2 : 0);
  return message('inside.gradient-share', { share: text });
}

/** Round numbers, and the planned end with what it counts. */
function xTicks(end: number, by: 'epoch' | 'step'): readonly Tick[] {
  const inner = linearTicks(0, end, 4, true).filter((tick) => tick < 0.8 * end);
  const last = { at: 1, text: `${message(`runs.axis-${by}`)} ${formatInteger(end)}` };
  return [...inner.map((tick) => ({ at: tick / end, text: formatInteger(tick) })), last];
}

/** The first step, the last one and one between, each at the middle of its row. */
function yTicks(steps: number): readonly Tick[] {
  const middle = Math.round((steps + 1) / 2);
  return [...new Set([1, middle, steps])].map((step) => ({
    at: (step - 0.5) / steps,
    text: step === middle && steps > 2 ? `${step}` : message('inside.step-number', { step }),
  }));
}
