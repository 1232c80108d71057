/** The widget of each kind of field: one total table, used for the parameters of blocks and for the training settings. */
import { SegmentedControl, Select, Switch } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Json } from '../../base/json.ts';
import type { Field } from '../../blocks/fields.ts';
import { message } from '../../text/catalog.ts';
import classes from './fields.module.css';
import { NumberField } from './number-field.tsx';

export interface FieldEditorProps<F extends Field = Field> {
  readonly field: F;
  readonly value: Json;
  /** Null when the value is allowed, else what was expected. */
  readonly fault: (value: Json) => string | null;
  readonly onChange: (value: Json) => void;
  readonly onDone: () => void;
}

type Widget<K extends Field['kind']> = (props: FieldEditorProps<Extract<Field, { kind: K }>>) => ReactNode;

/** Choices up to so many are shown side by side, if their labels fit into the narrowest field. */
const sideBySide = 3;
/** In letters; the edges of each label take as much as `edges`. */
const room = 26;
const edges = 3;

const fitSideBySide = (options: readonly { readonly label: string }[]): boolean =>
  options.length <= sideBySide && options.reduce((sum, { label }) => sum + label.length + edges, 0) <= room;

export function FieldEditor(props: FieldEditorProps) {
  const Editor = widgets[props.field.kind] as (props: FieldEditorProps) => ReactNode;
  return <Editor {...props} />;
}

const widgets: { readonly [K in Field['kind']]: Widget<K> } = {
  int: ({ field, value, ...rest }) => (
    <NumberField {...rest} label={field.label} value={numeric(value)} step={1} unit={field.unit} stepper />
  ),
  float: ({ field, value, ...rest }) => (
    <NumberField {...rest} label={field.label} value={numeric(value)} step={field.step} unit={field.unit} />
  ),
  size: SizeEditor,
  ints: IntsEditor,
  choice: ({ field, value, onChange, onDone }) => {
    const data = field.options.map((option) => ({ value: option.value, label: option.label }));
    const change = (next: string | null): void => {
      if (next === null) return;
      onChange(next);
      onDone();
    };
    const current = typeof value === 'string' ? value : '';
    return fitSideBySide(data) ? (
      <SegmentedControl aria-label={field.label} data={data} value={current} onChange={change} fullWidth />
    ) : (
      <Select
        aria-label={field.label}
        data={data}
        value={current}
        onChange={change}
        allowDeselect={false}
        rightSection={<ChevronDown size={14} strokeWidth={1.75} />}
        rightSectionPointerEvents="none"
      />
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

/** Height × width. */
function SizeEditor({ field, value, fault, onChange, onDone }: FieldEditorProps<Extract<Field, { kind: 'size' }>>) {
  const pair = numbers(value);
  const part = (index: 0 | 1) => (
    <NumberField
      label={message(index === 0 ? 'inspector.height' : 'inspector.width', { label: field.label })}
      value={pair[index] ?? Number.NaN}
      step={1}
      fault={(next) => fault(replaced(pair, index, next))}
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
}

/** A field for each number; where their count is free, buttons for one more and one less. */
function IntsEditor({ field, value, fault, onChange, onDone }: FieldEditorProps<Extract<Field, { kind: 'ints' }>>) {
  const list = numbers(value);
  const count = field.count ?? list.length;
  const parts = field.label.split(', ');
  const resize = (next: readonly number[]): void => {
    onChange(next);
    onDone();
  };
  return (
    <span className={classes.list}>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <NumberField
          key={index}
          label={message('inspector.part', {
            label: parts.length === count ? (parts[0] ?? '') : field.label,
            part: parts.length === count ? (parts[index] ?? '') : index + 1,
          })}
          value={list[index] ?? Number.NaN}
          step={1}
          fault={(next) => fault(replaced(list, index, next))}
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
            disabled={fault(list.slice(0, -1)) !== null}
            onClick={() => resize(list.slice(0, -1))}
          >
            −
          </button>
          <button
            type="button"
            className={classes.step}
            aria-label={message('inspector.more', { label: field.label })}
            disabled={list.length >= field.maxCount}
            onClick={() => resize([...list, Math.max(field.min, 1)])}
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
