/** The widget of each kind of field: one total table, used for the parameters of blocks and for the training settings. */
import { SegmentedControl, Select, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Json } from '../../base/json.ts';
import { type Field, fieldFault } from '../../blocks/fields.ts';
import { message } from '../../text/catalog.ts';
import classes from './fields.module.css';
import { NumberField } from './number-field.tsx';

export interface FieldEditorProps<F extends Field = Field> {
  readonly field: F;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
  readonly onDone: () => void;
}

/** Choices up to so many are shown side by side, if their labels are short. */
const sideBySide = 3;
const longestSegment = 10;

export function FieldEditor(props: FieldEditorProps) {
  const Widget = widgets[props.field.kind] as (props: FieldEditorProps) => ReactNode;
  return <Widget {...props} />;
}

const widgets: { readonly [K in Field['kind']]: (props: FieldEditorProps<Extract<Field, { kind: K }>>) => ReactNode } =
  {
    int: ({ field, value, onChange, onDone }) => (
      <NumberField
        label={field.label}
        value={numeric(value)}
        step={1}
        stepper
        fault={(next) => fieldFault(field, next)}
        onChange={onChange}
        onDone={onDone}
      />
    ),
    float: ({ field, value, onChange, onDone }) => (
      <NumberField
        label={field.label}
        value={numeric(value)}
        step={field.step}
        unit={field.unit}
        fault={(next) => fieldFault(field, next)}
        onChange={onChange}
        onDone={onDone}
      />
    ),
    size: ({ field, value, onChange, onDone }) => {
      const pair = numbers(value);
      const part = (index: 0 | 1) => (
        <NumberField
          label={message(index === 0 ? 'inspector.height' : 'inspector.width', { label: field.label })}
          value={pair[index] ?? Number.NaN}
          step={1}
          fault={(next) => fieldFault(field, replaced(pair, index, next))}
          onChange={(next) => onChange(replaced(pair, index, next))}
          onDone={onDone}
        />
      );
      return (
        <span className={classes.pair}>
          {part(0)}
          <span aria-hidden="true">×</span>
          {part(1)}
        </span>
      );
    },
    ints: ({ field, value, onChange, onDone }) => (
      <IntsField field={field} value={value} onChange={onChange} onDone={onDone} />
    ),
    choice: ({ field, value, onChange, onDone }) => {
      const data = field.options.map((option) => ({ value: option.value, label: option.label }));
      const change = (next: string | null): void => {
        if (next === null) return;
        onChange(next);
        onDone();
      };
      const current = typeof value === 'string' ? value : '';
      return data.length <= sideBySide && data.every((option) => option.label.length <= longestSegment) ? (
        <SegmentedControl aria-label={field.label} data={data} value={current} onChange={change} fullWidth />
      ) : (
        <Select aria-label={field.label} data={data} value={current} onChange={change} allowDeselect={false} />
      );
    },
    toggle: ({ field, value, onChange, onDone }) => (
      <Switch
        aria-label={field.label}
        checked={value === true}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
          onDone();
        }}
      />
    ),
  };

/** A list of whole numbers, separated by spaces or commas; one of fixed length has a field for each. */
function IntsField({ field, value, onChange, onDone }: FieldEditorProps<Extract<Field, { kind: 'ints' }>>) {
  const list = numbers(value);
  const count = field.count ?? list.length;
  return (
    <span className={classes.list}>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <NumberField
          key={index}
          label={`${field.label}, ${index + 1}`}
          value={list[index] ?? Number.NaN}
          step={1}
          fault={(next) => fieldFault(field, replaced(list, index, next))}
          onChange={(next) => onChange(replaced(list, index, next))}
          onDone={onDone}
        />
      ))}
      {field.count === null && (
        <span className={classes.listButtons}>
          <button
            type="button"
            className={classes.step}
            aria-label={message('inspector.less', { label: field.label })}
            disabled={list.length <= 1}
            onClick={() => {
              onChange(list.slice(0, -1));
              onDone();
            }}
          >
            −
          </button>
          <button
            type="button"
            className={classes.step}
            aria-label={message('inspector.more', { label: field.label })}
            disabled={list.length >= field.maxCount}
            onClick={() => {
              onChange([...list, Math.max(field.min, 1)]);
              onDone();
            }}
          >
            +
          </button>
        </span>
      )}
    </span>
  );
}

const numeric = (value: Json): number => (typeof value === 'number' ? value : Number.NaN);

const numbers = (value: Json): readonly number[] => (Array.isArray(value) ? value.map(numeric) : []);

const replaced = (list: readonly number[], index: number, value: number): number[] =>
  list.map((each, at) => (at === index ? value : each));
