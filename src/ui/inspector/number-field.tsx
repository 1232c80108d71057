/** A number in a field: what is typed counts as soon as it is allowed; anything else is said and not taken. */
import { type KeyboardEvent, useState } from 'react';
import { message } from '../../text/catalog.ts';
import { formatPlain } from '../../text/format.ts';
import classes from './fields.module.css';

export interface NumberFieldProps {
  readonly label: string;
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
  const typed = draft === null ? value : numberOf(draft);
  const wrong = fault(typed);

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
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction !== 0) {
      event.preventDefault();
      add(direction * step * (event.shiftKey ? 10 : 1));
    }
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') setDraft(null);
  };

  const input = (
    <input
      className={classes.number}
      aria-label={label}
      aria-invalid={wrong !== null}
      inputMode="decimal"
      value={draft ?? formatInput(value)}
      onChange={(event) => take(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => {
        setDraft(null);
        onDone();
      }}
      onKeyDown={onKeyDown}
    />
  );
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
        {input}
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

/** Without thousands separators, which a person would have to type around. */
const formatInput = (value: number): string =>
  (Number.isInteger(value) ? `${value}` : formatPlain(value)).replace('−', '-');

/** A comma is a point; an empty field is no number. */
function numberOf(text: string): number {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  return plain === '' ? Number.NaN : Number(plain);
}
