/** A recurrent block unrolled in time, over the canvas: one copy of the cell a step, and the arithmetic of the chosen one. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { blockName, findBlock } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import { formatInteger } from '../../text/format.ts';
import { Arrows } from '../arrows.tsx';
import { chooseExample } from '../inside/example.ts';
import { givenName } from '../inside/given-example.tsx';
import { pointAt, useCursor, useSweep } from '../inside/recurrent/cursor.ts';
import { scalesOf, type TraceScale } from '../inside/recurrent/scales.ts';
import { inputOf, type LayerParams } from '../inside/recurrent/step-input.ts';
import { SweepChoice } from '../inside/recurrent/sweep-choice.tsx';
import { sweepsIn } from '../inside/recurrent/sweeps.ts';
import type { Sweep } from '../inside/recurrent/traces.ts';
import { type LookedAt, useLookedAt } from '../inside/use-looked-at.ts';
import { usePrediction } from '../inside/use-prediction.ts';
import { useEditor } from '../store/editor.ts';
import { useView } from '../store/view.ts';
import { Tile } from '../tile.tsx';
import { answersOf } from './answers.ts';
import { StepEquations } from './step-equations.tsx';
import { stepLines } from './step-lines.ts';
import { StepRow } from './step-row.tsx';
import { Stepper } from './stepper.tsx';
import classes from './unrolled.module.css';

export function Unrolled({ block }: { readonly block: string }) {
  const lookedAt = useLookedAt(block);
  const { checked, inspection, data, index, given } = lookedAt;
  const unroll = useView((view) => view.unroll);
  const name = useEditor(({ document }) => {
    const found = findBlock(document, block);
    return found === undefined ? block : blockName(found);
  });
  const sweeps = useMemo(() => (checked && inspection ? sweepsIn(checked, inspection) : []), [checked, inspection]);
  const sweep = useSweep(sweeps);
  const view = useFocusWhileOpen();
  return (
    <section
      ref={view}
      className={classes.unrolled}
      aria-label={message('inside.unrolled', { name })}
      tabIndex={-1}
      onKeyDown={(event) => sweep && walk(event, sweep)}
    >
      <header className={classes.head}>
        <Tile family={checked?.definition?.family ?? null} icon={checked?.definition?.icon ?? 'circle-help'} />
        <h2>{message('inside.unrolled', { name })}</h2>
        {sweep && <SweepChoice sweeps={sweeps} chosen={sweep} className={classes.sweep} />}
        <span className={classes.space} />
        {data && given && <span className={classes.example}>{givenName(given, data)}</span>}
        {data && !given && <OtherExample index={index} count={data.inspected} />}
        <Tooltip label={message('inside.close-unrolled')}>
          <ActionIcon aria-label={message('inside.close-unrolled')} onClick={() => unroll(null)}>
            <X size={16} strokeWidth={1.75} />
          </ActionIcon>
        </Tooltip>
      </header>
      {sweep ? (
        <Steps lookedAt={lookedAt} sweeps={sweeps} sweep={sweep} />
      ) : (
        <p className={classes.empty}>{message(whyEmpty(lookedAt), { name })}</p>
      )}
    </section>
  );
}

function whyEmpty({ document, checked, inspection, active }: LookedAt) {
  if (document === null) return 'inside.nothing';
  if (checked === undefined) return 'inside.not-in-run';
  return inspection === null && !active ? 'inside.no-weights' : 'inside.waiting';
}

/** Those of the gates and states, which stay what they are in Look inside, and those of all else that a step makes. */
function stepScales({ traces, computed }: Sweep): readonly TraceScale[] {
  return [...scalesOf(traces), ...scalesOf(computed.filter((trace) => !traces.includes(trace)))];
}

interface StepsProps {
  readonly lookedAt: LookedAt;
  readonly sweeps: readonly Sweep[];
  readonly sweep: Sweep;
}

function Steps({ lookedAt: { checked, inspection, example }, sweeps, sweep }: StepsProps) {
  const prediction = usePrediction(example);
  const { step, unit } = useCursor(sweep);
  const scales = useMemo(() => stepScales(sweep), [sweep]);
  const padded = inspection?.inputs.x?.shape[0] ?? sweep.steps;
  const input = useMemo(
    // A checked block's parameters have been checked against its fields.
    () => checked && inspection && inputOf(inspection, checked.params as unknown as LayerParams, sweeps, sweep),
    [checked, inspection, sweeps, sweep],
  );
  const answers = useMemo(
    () => (prediction ? answersOf(prediction, sweep.steps, padded) : new Map()),
    [prediction, sweep.steps, padded],
  );
  const lines = useMemo(
    () =>
      checked && inspection && input
        ? stepLines({ block: checked, inspection, input, sweeps, sweep, scales, step, unit })
        : [],
    [checked, inspection, input, sweeps, sweep, scales, step, unit],
  );
  if (!inspection || !input) return null;
  const { sequence } = inspection;
  return (
    <>
      <StepRow {...{ sweep, sequence, scales, input, answers, step, unit }} />
      <Stepper step={step} steps={sweep.steps} sequence={sequence} answer={answers.get(step) ?? null} />
      <StepEquations lines={lines} unit={unit} />
    </>
  );
}

function OtherExample({ index, count }: { readonly index: number; readonly count: number }) {
  const place = { index: formatInteger(index + 1), count: formatInteger(count) };
  return (
    <span className={classes.example}>
      {message('inside.example-of', place)}
      <Arrows of="example" index={index} count={count} go={chooseExample} />
    </span>
  );
}

/** The arrow keys walk through time, Home and End go to its ends; a slider has keys of its own. */
function walk(event: KeyboardEvent<HTMLElement>, { steps }: Sweep): void {
  if (event.target instanceof HTMLInputElement) return;
  const move = { ArrowLeft: -1, ArrowRight: 1, Home: -steps, End: steps }[event.key];
  if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  pointAt((cursor) => ({ step: Math.max(0, Math.min(cursor.step + move, steps - 1)) }));
}

/** Takes the focus when it opens and gives it back when it closes. */
function useFocusWhileOpen() {
  const view = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    view.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return view;
}
