/** A labelled field of the inspector: a dot before the label when its value is not the default. */
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Json } from '../../base/json.ts';
import type { Field } from '../../blocks/fields.ts';
import { message } from '../../text/catalog.ts';
import { FieldEditor } from './field-editor.tsx';
import classes from './fields.module.css';

export interface FieldRowProps {
  readonly field: Field;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
  readonly onDone: () => void;
  /** Said below the field. */
  readonly note?: ReactNode;
}

export function FieldRow({ field, value, onChange, onDone, note }: FieldRowProps) {
  const changed = JSON.stringify(value) !== JSON.stringify(field.default);
  return (
    <div className={classes.row}>
      <Tooltip label={field.help} position="left" multiline w={240} disabled={field.help === ''}>
        <span className={classes.label} data-changed={changed}>
          {field.label}
          {changed && <span className={classes.hidden}>{message('inspector.changed', { default: shown(field) })}</span>}
        </span>
      </Tooltip>
      <div className={classes.value}>
        <FieldEditor field={field} value={value} onChange={onChange} onDone={onDone} />
        {note}
      </div>
    </div>
  );
}

/** The default as a person knows it. */
function shown(field: Field): string {
  if (field.kind === 'choice') return field.options.find(({ value }) => value === field.default)?.label ?? '';
  if (field.kind === 'size') return field.default.join(' × ');
  return String(field.default);
}
