/** Look inside of a block by steps: a recurrent block's gates and states, any other's output, with one cursor through all of them. */
import { Button, Menu } from '@mantine/core';
import { ChevronDown, GalleryHorizontalEnd } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ColorBar } from '../../../charts/color-bar.tsx';
import type { CheckedBlock } from '../../../check/report.ts';
import { parentOf } from '../../../document/path.ts';
import type { ExampleRef, Inspection } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { formatSignificant } from '../../../text/format.ts';
import { Section } from '../../section.tsx';
import { useView } from '../../store/view.ts';
import { AtStep } from './at-step.tsx';
import { useCursor, useSweep } from './cursor.ts';
import { equationsAt } from './equations.ts';
import classes from './recurrent-inside.module.css';
import { scalesOf, type TraceScale } from './scales.ts';
import { LanesInput, layoutOf, RowsPicture } from './step-input-picture.tsx';
import { SweepChoice } from './sweep-choice.tsx';
import { TraceLanes } from './trace-lanes.tsx';
import { TraceRows } from './trace-rows.tsx';
import { mostActive, type Sweep, stateOf } from './traces.ts';

export interface RecurrentInsideProps {
  /** The data block that the examples come from. */
  readonly source: CheckedBlock;
  readonly example: ExampleRef;
  readonly block: CheckedBlock;
  readonly inspection: Inspection;
  /** Not empty. */
  readonly sweeps: readonly Sweep[];
}

/** How many units are drawn; all of them for the last one. */
const counts = [12, 32, Number.POSITIVE_INFINITY] as const;

export function RecurrentInside({ source, example, block, inspection, sweeps }: RecurrentInsideProps) {
  const [count, setCount] = useState<number>(counts[0]);
  const [showsAll, setShowsAll] = useState(false);
  const sweep = useSweep(sweeps) as Sweep;
  const state = stateOf(sweep);
  const units = useMemo(() => (state ? mostActive(state, count) : []), [state, count]);
  const others = useMemo(() => sweep.computed.filter((trace) => !sweep.traces.includes(trace)), [sweep]);
  const shown = useMemo(
    () => (showsAll ? { ...sweep, traces: [...sweep.traces, ...others] } : sweep),
    [showsAll, sweep, others],
  );
  const scales = useMemo(() => scalesOf(shown.traces), [shown]);
  const { step, unit } = useCursor(sweep);
  const unroll = useView((view) => view.unroll);
  const { sequence } = inspection;
  const equations = useMemo(
    () => equationsAt(block, inspection, sweeps, sweep, step),
    [block, inspection, sweeps, sweep, step],
  );
  const view = { sweep: shown, sequence, scales, step, unit, units, of: state?.units ?? 0 };
  const layout = layoutOf(source, inspection);
  const unrolled = parentOf(block.id) ?? (Object.keys(inspection.traces).length > 0 ? block.id : null);
  return (
    <>
      <Section
        title={message(titleOf(sweep, block.id === unrolled))}
        action={<UnitCount all={state?.units ?? 0} count={count} onCount={setCount} />}
      >
        <SweepChoice sweeps={sweeps} chosen={sweep} className={classes.sweep} />
        {layout === 'lanes' ? (
          <TraceLanes {...view} input={<LanesInput {...{ source, example, inspection, sweep }} />} />
        ) : (
          <TraceRows {...view} picture={layout === 'rows' ? <RowsPicture {...{ source, example }} /> : null} />
        )}
        {others.length > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            mt={8}
            aria-expanded={showsAll}
            onClick={() => setShowsAll(!showsAll)}
          >
            {showsAll ? message('inside.fewer-values') : message('inside.more-values', { count: others.length })}
          </Button>
        )}
        <Legend scales={scales} />
        {unrolled !== null && (
          <Button
            variant="default"
            className={classes.unroll}
            leftSection={<GalleryHorizontalEnd size={15} strokeWidth={1.75} />}
            onClick={() => unroll(unrolled)}
          >
            {message('inside.unroll')}
          </Button>
        )}
      </Section>
      <AtStep sweep={shown} sequence={sequence} step={step} unit={unit} equations={equations} />
    </>
  );
}

function titleOf({ traces }: Sweep, isRecurrent: boolean) {
  if (!isRecurrent) return 'inside.by-step';
  return traces.some(({ isGate }) => isGate) ? 'inside.gates' : 'inside.states';
}

interface UnitCountProps {
  readonly all: number;
  readonly count: number;
  readonly onCount: (count: number) => void;
}

function UnitCount({ all, count, onCount }: UnitCountProps) {
  const offered = [...counts.filter((each) => each < all), Number.POSITIVE_INFINITY];
  const text = (each: number): string =>
    each >= all ? message('inside.all-units', { count: all }) : message('inside.active-units', { count: each });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.count} aria-label={message('inside.choose-units')}>
          {text(count)}
          <ChevronDown size={13} strokeWidth={1.75} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((each) => (
          <Menu.Item key={each} onClick={() => onCount(each)}>
            {text(each)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Each scale with the names of what is drawn on it. */
function Legend({ scales }: { readonly scales: readonly TraceScale[] }) {
  return (
    <div className={classes.legend}>
      {scales.map(({ kind, max, isCut, traces }) => {
        const end = formatSignificant(max, max === 1 ? 1 : 2);
        const signed = isCut ? { from: `≤ −${end}`, to: `≥ +${end}` } : { from: `−${end}`, to: `+${end}` };
        const ends = kind === 'sequential' ? { from: '0', to: end } : signed;
        const names = traces.map(({ name }) => name).join(' ');
        return (
          <span key={names} className={classes.scale}>
            <code title={names}>{names}</code>
            <ColorBar kind={kind} {...ends} label={message('inside.scale', ends)} />
          </span>
        );
      })}
    </div>
  );
}
