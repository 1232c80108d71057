/** The closed union of parameter kinds. The inspector, the file check, the docs page and the command line all read it. */
import type { Json } from '../base/json.ts';
import { message } from '../text/catalog.ts';

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

/** Null when the value fits the field, else what was expected, as an error message says it: `a whole number from 1 to 64`. */
export function fieldFault(field: Field, value: Json): string | null {
  return fits(field, value) ? null : expected(field);
}

function fits(field: Field, value: Json): boolean {
  switch (field.kind) {
    case 'int':
      return isInt(value, field);
    case 'float':
      return typeof value === 'number' && value >= field.min && value <= field.max;
    case 'choice':
      return field.options.some((option) => option.value === value);
    case 'toggle':
      return typeof value === 'boolean';
    case 'size':
      return Array.isArray(value) && value.length === 2 && value.every((each) => isInt(each, field));
    case 'ints': {
      if (!Array.isArray(value) || !value.every((each) => isInt(each, field))) return false;
      return field.count === null ? value.length >= 1 && value.length <= field.maxCount : value.length === field.count;
    }
  }
}

function expected(field: Field): string {
  switch (field.kind) {
    case 'int':
      return message('params.whole', { min: field.min, max: field.max });
    case 'float':
      return message('params.number', { min: field.min, max: field.max });
    case 'choice':
      return message('params.choice', { values: field.options.map((option) => option.value).join(', ') });
    case 'toggle':
      return message('params.toggle');
    case 'size':
      return message('params.size', { min: field.min, max: field.max });
    case 'ints': {
      const { count, maxCount, min, max } = field;
      return count === null
        ? message('params.ints-up-to', { count: maxCount, min, max })
        : message('params.ints', { count, min, max });
    }
  }
}

const isInt = (value: Json, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
