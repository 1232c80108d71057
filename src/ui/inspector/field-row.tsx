/** A labelled field of the inspector: a dot before the label when its value is not the default. */
import { Tooltip } from '@mantine/core';
import type { Json } from '../../base/json.ts';
import { type Field, fieldFault } from '../../blocks/fields.ts';
import { message } from '../../text/catalog.ts';
import { FieldEditor } from './field-editor.tsx';
import classes from './fields.module.css';

export interface FieldRowProps {
  readonly field: Field;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
  readonly onDone: () => void;
  /** Which values are allowed, where the field does not say all of it. */
  readonly fault?: (value: Json) => string | null;
  /** Said below the field. */
  readonly note?: string | undefined;
  /** Whether a value that is not the default is marked. */
  readonly marked?: boolean;
}

export function FieldRow({ field, value, onChange, onDone, fault, note, marked = true }: FieldRowProps) {
  const faultOf = fault ?? ((next: Json) => fieldFault(field, next));
  const changed = marked && JSON.stringify(value) !== JSON.stringify(field.default);
  const wrong = faultOf(value);
  return (
    <div className={classes.row}>
      <Tooltip label={field.help} position="left" multiline w={240}>
        <span className={classes.label} data-changed={changed}>
          {field.label}
          {changed && (
            <span className={classes.hidden}> {message('inspector.changed', { default: shown(field) })}</span>
          )}
        </span>
      </Tooltip>
      <div className={classes.value}>
        <FieldEditor field={field} value={value} fault={faultOf} onChange={onChange} onDone={onDone} />
        {wrong !== null && (
          <span className={classes.fault}>
            {message('inspector.not-allowed', { value: JSON.stringify(value), expected: wrong })}
          </span>
        )}
        {note !== undefined && <span className={classes.note}>{note}</span>}
      </div>
    </div>
  );
}

/** The default as a person knows it. */
function shown(field: Field): string {
  if (field.kind === 'choice') return field.options.find(({ value }) => value === field.default)?.label ?? '';
  if (field.kind === 'size') return field.default.join(' × ');
  if (field.kind === 'toggle') return message(field.default ? 'inspector.on' : 'inspector.off');
  return String(field.default);
}
