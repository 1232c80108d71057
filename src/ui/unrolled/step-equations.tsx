/** What the cell computes at the step: each equation, its result as a strip of all units, and its numbers for one of them. */
import { Fragment } from 'react';
import type { ScaleKind } from '../../charts/color-scale.ts';
import { message } from '../../text/catalog.ts';
import { numberText } from '../inside/recurrent/arithmetic.ts';
import { pointAt } from '../inside/recurrent/cursor.ts';
import { FormulaText } from '../inspector/formula-text.tsx';
import classes from './step-equations.module.css';
import { VectorStrip } from './vector-strip.tsx';

export interface StepLine {
  /** `c`; with its index below the line, `h_{t−1}`. Empty for a part of what follows. */
  readonly name: string;
  /** Null for what the step is given. */
  readonly formula: string | null;
  readonly values: Float32Array;
  readonly kind: ScaleKind;
  /** The value at the end of the scale. */
  readonly max: number;
  /** The right side with its numbers; null where there is nothing to put in. */
  readonly numbers: string | null;
  /** It has a number for the chosen unit. */
  readonly hasUnit: boolean;
}

export interface StepEquationsProps {
  readonly lines: readonly StepLine[];
  readonly unit: number;
}

export function StepEquations({ lines, unit }: StepEquationsProps) {
  return (
    <section className={classes.equations} aria-label={message('inside.equations')}>
      <header className={classes.head}>
        <h3>{message('inside.equations')}</h3>
        <span>{message('inside.equations-unit', { unit: unit + 1 })}</span>
      </header>
      <dl className={classes.lines}>
        {lines.map(({ name, formula, values, kind, max, numbers, hasUnit }) => {
          const written = name === '' ? (formula ?? '') : name;
          return (
            <Fragment key={`${name} ${formula}`}>
              <dt>
                {name !== '' && <FormulaText line={name} />}
                {formula !== null && name !== '' && ' = '}
                {formula !== null && <FormulaText line={formula} />}
              </dt>
              <dd className={classes.strip}>
                <VectorStrip
                  values={values}
                  kind={kind}
                  max={max}
                  label={message('inside.strip', { name: written, count: values.length })}
                  marked={hasUnit ? unit : null}
                  {...(hasUnit && { onPoint: (at: number) => pointAt({ unit: at }) })}
                />
              </dd>
              <dd className={classes.numbers}>
                {hasUnit && (
                  <>
                    {numbers !== null && <>= {numbers} </>}= <b>{numberText(values[unit] ?? Number.NaN)}</b>
                  </>
                )}
              </dd>
            </Fragment>
          );
        })}
      </dl>
    </section>
  );
}
