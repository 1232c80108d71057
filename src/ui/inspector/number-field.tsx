/** A number in a field: what is typed counts as soon as it is allowed; anything else is said and not taken. */
import { type KeyboardEvent, useState } from 'react';
import { message } from '../../text/catalog.ts';
import classes from './fields.module.css';

export interface NumberFieldProps {
  readonly label: string;
  /** NaN when the document holds something that is no number. */
  readonly value: number;
  /** How much an arrow key or a stepper's button adds. */
  readonly step: number;
  /** Null when the number is allowed, else what was expected. */
  readonly fault: (value: number) => string | null;
  readonly onChange: (value: number) => void;
  /** The person has finished: the next change is another step of undo. */
  readonly onDone: () => void;
  readonly unit?: string | undefined;
  /** Buttons for one less and one more. */
  readonly stepper?: boolean;
}

export function NumberField({ label, value, step, fault, onChange, onDone, unit, stepper = false }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = fault(draft === null ? value : numberOf(draft));

  const take = (text: string): void => {
    setDraft(text);
    const next = numberOf(text);
    if (fault(next) === null && next !== value) onChange(next);
  };
  const add = (amount: number): void => {
    // Decimal steps without the tail of binary fractions.
    const next = Number((value + amount).toPrecision(12));
    if (fault(next) !== null) return;
    setDraft(null);
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key] ?? 0;
    if (direction !== 0) {
      event.preventDefault();
      add(direction * step * (event.shiftKey ? 10 : 1));
    }
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') setDraft(null);
  };
  const button = (sign: 1 | -1) => (
    <button
      type="button"
      className={classes.step}
      tabIndex={-1}
      aria-label={message(sign === 1 ? 'inspector.more' : 'inspector.less', { label })}
      disabled={fault(value + sign * step) !== null}
      onClick={() => {
        add(sign * step);
        onDone();
      }}
    >
      {sign === 1 ? '+' : '−'}
    </button>
  );
  return (
    <span className={classes.numberField}>
      <span className={classes.box} data-wrong={wrong !== null} data-stepper={stepper}>
        {stepper && button(-1)}
        <input
          className={classes.number}
          role="spinbutton"
          aria-label={label}
          aria-valuenow={Number.isNaN(value) ? undefined : value}
          aria-invalid={wrong !== null}
          inputMode="decimal"
          value={draft ?? (Number.isNaN(value) ? '' : `${value}`)}
          onChange={(event) => take(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={() => {
            setDraft(null);
            onDone();
          }}
          onKeyDown={onKeyDown}
        />
        {unit !== undefined && <span className={classes.unit}>{unit}</span>}
        {stepper && button(1)}
      </span>
      {draft !== null && wrong !== null && (
        <span className={classes.fault} role="alert">
          {message('inspector.expected', { expected: wrong })}
        </span>
      )}
    </span>
  );
}

/** A comma is a point, a typographic minus a minus; an empty field is no number. */
function numberOf(text: string): number {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  return plain === '' ? Number.NaN : Number(plain);
}
