/** How the gradient reaches each step of a sequence in the course of training: a map for each run, and the newest as lines. */
import { Tooltip } from '@mantine/core';
import { CircleQuestionMark } from 'lucide-react';
import { useState } from 'react';
import { ColorBar } from '../../../charts/color-bar.tsx';
import { type Column, toCsv } from '../../../charts/csv.ts';
import { message } from '../../../text/catalog.ts';
import { formatPowerOfTen } from '../../../text/format.ts';
import { useRuns } from '../../store/runs.ts';
import { CopyCsv } from '../copy-csv.tsx';
import { CompareMenu } from './compare-menu.tsx';
import { GradientLine } from './gradient-line.tsx';
import { GradientMap } from './gradient-map.tsx';
import classes from './gradient-panel.module.css';
import { NothingTold } from './nothing-told.tsx';
import { sharedDecades, type Told, toldBy } from './told-runs.ts';

export function GradientPanel() {
  const current = useRuns((runs) => runs.current);
  const earlier = useRuns((runs) => runs.earlier);
  const overlays = useRuns((runs) => runs.overlays);
  const [chosen, setChosen] = useState<{ readonly [run: string]: string }>({});
  const beside = earlier.filter(({ id }) => overlays.includes(id)).toReversed();
  const told = [...beside, ...(current === null ? [] : [current])].flatMap((run) => toldBy(run, chosen[run.id]) ?? []);
  const decades = sharedDecades(told);
  const ends = { from: formatPowerOfTen(decades.low), to: formatPowerOfTen(decades.high) };
  return (
    <section className={classes.panel} aria-label={message('inside.gradient')}>
      <header className={classes.head}>
        <h3>{message('inside.gradient')}</h3>
        <code>‖∂L/∂h‖</code>
        <Tooltip
          label={message('inside.gradient-help')}
          multiline
          w={320}
          events={{ hover: true, focus: true, touch: true }}
        >
          <button type="button" className={classes.help} aria-label={message('inside.gradient-help')}>
            <CircleQuestionMark size={14} strokeWidth={1.75} />
          </button>
        </Tooltip>
        <span className={classes.space} />
        <CompareMenu earlier={earlier} chosen={overlays} />
        {told.length > 0 && (
          <>
            <CopyCsv csv={() => toCsv(message('runs.axis-step'), told.flatMap(columnsOf))} />
            <ColorBar kind="sequential" {...ends} label={message('inside.scale', ends)} />
          </>
        )}
      </header>
      {told.length === 0 ? (
        <NothingTold run={current} />
      ) : (
        <div className={classes.charts}>
          {told.map((each) => (
            <GradientMap
              key={each.run.id}
              told={each}
              decades={decades}
              onState={(state) => setChosen({ ...chosen, [each.run.id]: state })}
            />
          ))}
          <GradientLine all={told} current={current} />
        </div>
      )}
    </section>
  );
}

/** A column for each step of the sequence, a row for each training step. */
function columnsOf({ run, state, history, steps }: Told): readonly Column[] {
  const x = history.map(({ step }) => step);
  return Array.from({ length: steps }, (_, t) => ({
    label: message('inside.gradient-column', { number: run.number, state, step: t + 1 }),
    x,
    unit: 1,
    y: history.map(({ norms }) => norms[t] ?? Number.NaN),
  }));
}
