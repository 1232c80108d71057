/** The closed union of parameter kinds. The inspector, the file check, the docs page and the command line all read it. */
import type { Json } from '../base/json.ts';

interface Common<T extends Json> {
  readonly default: T;
  /** English label, sentence case: `Filters`. */
  readonly label: string;
  /** One short sentence. */
  readonly help: string;
  /** Shown only while this other parameter has one of these values. */
  readonly when?: { readonly param: string; readonly is: readonly Json[] };
}

export type Field =
  | ({ readonly kind: 'int'; readonly min: number; readonly max: number; readonly unit?: string } & Common<number>)
  | ({
      readonly kind: 'float';
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit?: string;
    } & Common<number>)
  | ({
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    } & Common<string>)
  | ({ readonly kind: 'toggle' } & Common<boolean>)
  /** Height × width, each a whole number. */
  | ({ readonly kind: 'size'; readonly min: number; readonly max: number } & Common<readonly [number, number]>)
  /** Whole numbers of any count (a target shape, an order of axes, explicit padding); `count` fixes how many. */
  | ({
      readonly kind: 'ints';
      readonly min: number;
      readonly max: number;
      readonly count: number | null;
      readonly maxCount: number;
    } & Common<readonly number[]>);

export type Fields = { readonly [name: string]: Field };

/** The value type of one field: a choice gives the union of its options. */
export type FieldValue<F extends Field> = F extends { kind: 'int' | 'float' }
  ? number
  : F extends { kind: 'choice'; options: readonly { readonly value: infer V }[] }
    ? V
    : F extends { kind: 'toggle' }
      ? boolean
      : F extends { kind: 'size' }
        ? readonly [number, number]
        : readonly number[];

export type ParamsOf<F extends Fields> = { readonly [K in keyof F]: FieldValue<F[K]> };

/** Null when the value fits the field, else what was expected, as an error message says it: `a whole number of at least 1`. */
export function fieldFault(field: Field, value: Json): string | null {
  switch (field.kind) {
    case 'int':
      return isInt(value, field.min, field.max) ? null : `a whole number ${range(field.min, field.max)}`;
    case 'float':
      return typeof value === 'number' && Number.isFinite(value) && value >= field.min && value <= field.max
        ? null
        : `a number ${range(field.min, field.max)}`;
    case 'choice':
      return field.options.some((option) => option.value === value)
        ? null
        : `one of ${field.options.map((option) => option.value).join(', ')}`;
    case 'toggle':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'size':
      return Array.isArray(value) && value.length === 2 && value.every((each) => isInt(each, field.min, field.max))
        ? null
        : `two whole numbers ${range(field.min, field.max)}`;
    case 'ints': {
      const counted = field.count === null ? `1 to ${field.maxCount}` : `${field.count}`;
      return Array.isArray(value) &&
        (field.count === null ? value.length >= 1 && value.length <= field.maxCount : value.length === field.count) &&
        value.every((each) => isInt(each, field.min, field.max))
        ? null
        : `a list of ${counted} whole numbers ${range(field.min, field.max)}`;
    }
  }
}

const isInt = (value: Json, min: number, max: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

const range = (min: number, max: number): string =>
  max >= Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
