/** The newest gradients of each run over the steps of the sequence. */
import type { Line } from '../../../charts/line.ts';
import { LineChart } from '../../../charts/line-chart.tsx';
import type { Run } from '../../../runs/run.ts';
import { message } from '../../../text/catalog.ts';
import { formatPlain, formatPowerOfTen, formatSignificant } from '../../../text/format.ts';
import classes from './gradient-panel.module.css';
import { kindOf, type Told } from './told-runs.ts';

export interface GradientLineProps {
  readonly all: readonly Told[];
  readonly current: Run | null;
}

export function GradientLine({ all, current }: GradientLineProps) {
  const lines = all.map((told): Line => {
    const { run, history, steps } = told;
    return {
      id: run.id,
      label: message('inside.gradient-line', { kind: kindOf(told), number: run.number }),
      tone: run.id === current?.id ? 'train' : 'other',
      x: Array.from({ length: steps }, (_, t) => t + 1),
      unit: 1,
      y: history.at(-1)?.norms ?? [],
    };
  });
  return (
    <div className={classes.chart}>
      <LineChart
        title={message('inside.gradient-newest')}
        label={message('inside.gradient-newest')}
        note={message('inside.by-step-of-sequence')}
        lines={lines}
        end={Math.max(...all.map(({ steps }) => steps))}
        now={null}
        scale="log"
        resting={[1e-4, 1]}
        format={(value) => formatSignificant(value, 2)}
        formatTick={tickText}
        cursorKey="gradient"
        emptyText=""
        xLabel={message('inside.step')}
        edition={all.map(({ history }) => history.at(-1)?.step).join()}
      />
    </div>
  );
}

/** Small ticks by powers of ten, for they span many: 0.01, 5·10⁻³, 10⁻³. */
function tickText(value: number): string {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  if (exponent > -3) return formatPlain(value);
  const digit = Math.round(value / 10 ** exponent);
  return digit === 1 ? formatPowerOfTen(exponent) : `${digit}·${formatPowerOfTen(exponent)}`;
}
