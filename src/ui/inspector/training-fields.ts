/** The training settings as fields: label, help, range and the step of an arrow key for each. */
import type { Json } from '../../base/json.ts';
import { type Field, fieldFault } from '../../blocks/fields.ts';
import { type Range, trainingRanges, trainingWholeRanges } from '../../document/limits.ts';
import { type MessageKey, message } from '../../text/catalog.ts';
import { formatPlain } from '../../text/format.ts';

type Named<K extends MessageKey> = K extends `${infer Name extends MessageKey}.help` ? Name : never;
/** Messages that come with a help text. */
type Labelled = Named<MessageKey>;

const told = (key: Labelled) => ({ label: message(key), help: message(`${key}.help`) });

export interface SettingField {
  readonly field: Field;
  readonly fault: (value: Json) => string | null;
}

export function realField(
  key: Labelled,
  range: keyof typeof trainingRanges,
  standard: number,
  step: number,
  unit?: string,
): SettingField {
  const { min, above, max, below }: Range = trainingRanges[range];
  const field: Field = {
    kind: 'float',
    ...told(key),
    min: min ?? above ?? Number.NEGATIVE_INFINITY,
    max: max ?? below ?? Number.POSITIVE_INFINITY,
    step,
    default: standard,
    ...(unit !== undefined && { unit }),
  };
  const expected = message('file.expect-number-range', {
    low: message(above === undefined ? 'file.low-min' : 'file.low-above', { value: formatPlain(field.min) }),
    high: message(below === undefined ? 'file.high-max' : 'file.high-below', { value: formatPlain(field.max) }),
  });
  return {
    field,
    fault: (value) => (fieldFault(field, value) === null && value !== above && value !== below ? null : expected),
  };
}

export function wholeField(
  key: Labelled,
  range: keyof typeof trainingWholeRanges,
  standard: number,
  unit?: string,
): SettingField {
  const { min, max } = trainingWholeRanges[range];
  const field: Field = { kind: 'int', ...told(key), min, max, default: standard, ...(unit !== undefined && { unit }) };
  return { field, fault: (value) => fieldFault(field, value) };
}

export function choiceField<V extends string>(
  key: Labelled,
  values: readonly V[],
  labels: { readonly [K in V]: MessageKey },
  standard: V,
): SettingField {
  const options = values.map((value) => ({ value, label: message(labels[value]) }));
  const field: Field = { kind: 'choice', ...told(key), options, default: standard };
  return { field, fault: (value) => fieldFault(field, value) };
}

export function toggleField(key: Labelled, standard: boolean): SettingField {
  const field: Field = { kind: 'toggle', ...told(key), default: standard };
  return { field, fault: (value) => fieldFault(field, value) };
}
