/** A block's parameters as a document holds them, checked against its fields and completed with its defaults. */
import type { Json } from '../base/json.ts';
import type { Params } from '../document/document.ts';
import { message } from '../text/catalog.ts';
import type { BlockDefinition } from './define.ts';
import { fieldFault } from './fields.ts';

export interface ParamFault {
  readonly param: string;
  /** As an error message says it: `a whole number of at least 1`. */
  readonly expected: string;
  readonly actual: Json;
}

export interface ReadParams {
  /** A value for every field: the given one where it fits, else the default. */
  readonly params: Params;
  readonly faults: readonly ParamFault[];
}

const defaults = new WeakMap<BlockDefinition, Params>();

export function defaultsOf(definition: BlockDefinition): Params {
  const made = defaults.get(definition);
  if (made) return made;
  const params = Object.fromEntries(Object.entries(definition.params).map(([name, field]) => [name, field.default]));
  defaults.set(definition, params);
  return params;
}

/** Never throws. Expressions (`{"$": "2*width"}`) are reserved in the format and reported as values that do not fit. */
export function readParams(definition: BlockDefinition, given: Params): ReadParams {
  const params: { [name: string]: Json } = { ...defaultsOf(definition) };
  const faults: ParamFault[] = [];
  for (const [param, actual] of Object.entries(given)) {
    const field = Object.hasOwn(definition.params, param) ? definition.params[param] : undefined;
    if (field === undefined) {
      const known = Object.keys(definition.params);
      const expected =
        known.length === 0 ? message('params.none') : message('params.names', { names: known.join(', ') });
      faults.push({ param, expected, actual });
      continue;
    }
    const expected = fieldFault(field, actual);
    if (expected === null) params[param] = actual;
    else faults.push({ param, expected, actual });
  }
  return { params, faults };
}
