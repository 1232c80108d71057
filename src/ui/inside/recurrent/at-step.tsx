/** What the cursor points at in numbers: every gate and state, for the chosen unit and in the mean, and how the state is made. */
import { Fragment } from 'react';
import type { SequenceInfo } from '../../../protocol/trainer.ts';
import { message } from '../../../text/catalog.ts';
import { FormulaText } from '../../inspector/formula-text.tsx';
import { Section } from '../../section.tsx';
import { numberText } from './arithmetic.ts';
import classes from './at-step.module.css';
import type { Equation } from './equations.ts';
import { atStep } from './step-names.ts';
import { type Sweep, type Trace, valuesAt } from './traces.ts';

export interface AtStepProps {
  readonly sweep: Sweep;
  readonly sequence: SequenceInfo | null;
  readonly step: number;
  readonly unit: number;
  /** Null for a cell that is wired from blocks. */
  readonly equations: readonly Equation[] | null;
}

export function AtStep({ sweep, sequence, step, unit, equations }: AtStepProps) {
  const { steps, traces, states } = sweep;
  const made = equations?.filter(({ name }) => states.some((state) => state.name === name)) ?? [];
  return (
    <Section title={atStep(sequence, step)} note={message('inside.at-note', { step: step + 1, steps, unit: unit + 1 })}>
      {traces.length <= mostColumns ? (
        <Across traces={traces} step={step} unit={unit} />
      ) : (
        <Down traces={traces} step={step} unit={unit} />
      )}
      {made.length > 0 && (
        <dl className={classes.made}>
          {made.map(({ name, formula, numbers, values }) => (
            <Fragment key={name}>
              <dt>
                <b>{name}</b> = <FormulaText line={formula} />
              </dt>
              <dd>
                = {numbers(unit)} = <b>{numberText(values[unit] ?? Number.NaN)}</b>
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </Section>
  );
}

/** More values do not fit beside each other. */
const mostColumns = 7;

interface ValuesProps {
  readonly traces: readonly Trace[];
  readonly step: number;
  readonly unit: number;
}

const unitText = (trace: Trace, step: number, unit: number): string =>
  unit < trace.units ? numberText(valuesAt(trace, step)[unit] ?? Number.NaN) : '';

const meanText = (trace: Trace, step: number): string => numberText(mean(valuesAt(trace, step)));

function Across({ traces, step, unit }: ValuesProps) {
  return (
    <table className={classes.values}>
      <thead>
        <tr>
          <td />
          {traces.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{message('inside.unit', { unit: unit + 1 })}</th>
          {traces.map((trace) => (
            <td key={trace.name}>{unitText(trace, step, unit)}</td>
          ))}
        </tr>
        <tr>
          <th scope="row">{message('inside.mean')}</th>
          {traces.map((trace) => (
            <td key={trace.name}>{meanText(trace, step)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Down({ traces, step, unit }: ValuesProps) {
  return (
    <table className={classes.values} data-down>
      <thead>
        <tr>
          <td />
          <th scope="col">{message('inside.unit', { unit: unit + 1 })}</th>
          <th scope="col">{message('inside.mean')}</th>
        </tr>
      </thead>
      <tbody>
        {traces.map((trace) => (
          <tr key={trace.name}>
            <th scope="row">{trace.name}</th>
            <td>{unitText(trace, step, unit)}</td>
            <td>{meanText(trace, step)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
