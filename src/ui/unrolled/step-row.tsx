/** The cell once for each step: what enters below, states that pass on, what the network says above. */
import { type CSSProperties, memo, useMemo, useRef } from 'react';
import { largest } from '../../charts/color-scale.ts';
import type { Probe, SequenceInfo } from '../../protocol/trainer.ts';
import { message } from '../../text/catalog.ts';
import { pointAt } from '../inside/recurrent/cursor.ts';
import type { TraceScale } from '../inside/recurrent/scales.ts';
import { stepName } from '../inside/recurrent/step-names.ts';
import { type PassedOn, type Sweep, valuesAt } from '../inside/recurrent/traces.ts';
import type { Answer } from './answers.ts';
import classes from './step-row.module.css';
import { useWindow } from './use-window.ts';
import { VectorStrip } from './vector-strip.tsx';

export interface StepRowProps {
  readonly sweep: Sweep;
  readonly sequence: SequenceInfo | null;
  readonly scales: readonly TraceScale[];
  /** What the block reads, [T, ...]. */
  readonly input: Probe;
  readonly answers: ReadonlyMap<number, Answer>;
  readonly step: number;
  readonly unit: number;
}

/** Pixels from one cell to the next. */
const pitch = 104;

export function StepRow({ sweep, sequence, scales, input, answers, step, unit }: StepRowProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { from, to, onScroll } = useWindow(scroller, sweep.steps, pitch, step);
  const most = useMemo(() => largest(input.values), [input]);
  // The memory runs above the state, as it is drawn in the books.
  const states = useMemo(() => passedOn(sweep).toReversed(), [sweep]);
  const inView = Array.from({ length: Math.max(0, Math.min(to, sweep.steps) - from) }, (_, index) => from + index);
  const style = { '--pitch': `${pitch}px`, '--steps': sweep.steps } as CSSProperties;
  return (
    <div ref={scroller} className={classes.scroller} onScroll={onScroll}>
      <ol className={classes.row} style={style} data-answers={answers.size > 0} data-reverse={sweep.reverse}>
        {inView.map((at) => (
          <StepCell
            key={at}
            step={at}
            name={stepName(sequence, at)}
            isNamed={sequence?.names != null}
            answer={answers.get(at) ?? null}
            input={input}
            most={most}
            states={states}
            scales={scales}
            chosen={at === step}
            passes={sweep.reverse ? at > 0 : at < sweep.steps - 1}
            unit={at === step ? unit : null}
          />
        ))}
      </ol>
    </div>
  );
}

/** What goes from step to step; of a cell that remembers nothing, what it makes. */
const passedOn = ({ traces, states }: Sweep): readonly PassedOn[] =>
  states.length > 0 ? states : traces.slice(-1).map((trace) => ({ name: trace.name, trace }));

interface StepCellProps {
  readonly step: number;
  readonly name: string;
  /** The name is not its number alone. */
  readonly isNamed: boolean;
  readonly answer: Answer | null;
  readonly input: Probe;
  /** The largest magnitude of the whole input: its steps share one scale. */
  readonly most: number;
  readonly states: readonly PassedOn[];
  readonly scales: readonly TraceScale[];
  readonly chosen: boolean;
  /** Another step reads its states. */
  readonly passes: boolean;
  /** The unit to frame; null for none. */
  readonly unit: number | null;
}

/** Cells of a row: a short vector lies in one, a longer one is folded. */
const perRow = (count: number): number => (count <= 32 || count > 128 ? 32 : 16);

const StepCell = memo(function StepCell(props: StepCellProps) {
  const { step, name, isNamed, answer, input, most, states, scales, chosen, passes, unit } = props;
  const features = input.shape.slice(1).reduce((product, size) => product * size, 1);
  const x = useMemo(() => input.values.subarray(step * features, (step + 1) * features), [input, step, features]);
  return (
    <li className={classes.step} style={{ left: `calc(${step} * var(--pitch))` }}>
      <button
        type="button"
        className={classes.column}
        aria-current={chosen ? 'step' : undefined}
        aria-label={message('inside.step-of', { step: step + 1, name })}
        tabIndex={chosen ? 0 : -1}
        onClick={() => pointAt({ step })}
      >
        <span className={classes.answer}>
          {answer && (
            <>
              <b title={answer.text}>{answer.text}</b>
              <span>{answer.share}</span>
            </>
          )}
        </span>
        <span className={classes.up} data-shown={answer !== null} />
        <span className={classes.cell}>
          {states.map(({ name: state, trace }) => {
            const scale = scales.find(({ traces }) => traces.includes(trace));
            return (
              <span key={state} className={classes.state} data-passes={passes}>
                <code title={state}>{state}</code>
                <VectorStrip
                  values={valuesAt(trace, step)}
                  kind={scale?.kind ?? 'diverging'}
                  max={scale?.max ?? 1}
                  label=""
                  perRow={perRow(trace.units)}
                  marked={unit}
                />
              </span>
            );
          })}
        </span>
        <span className={classes.up} data-shown />
        <span className={classes.input}>
          <VectorStrip values={x} kind="diverging" max={most} label="" perRow={perRow(features)} />
        </span>
        <span className={classes.name} title={name}>
          {name}
        </span>
        {isNamed && <span className={classes.number}>{step + 1}</span>}
      </button>
    </li>
  );
});
