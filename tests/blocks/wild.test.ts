/** Whatever is wired to a block and whatever its parameters are: its shape rule answers, and what it accepts can be lowered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { Field, Fields, ParamsOf } from '../../src/blocks/fields.ts';
import { type BlockKind, registry } from '../../src/blocks/registry.ts';
import { diagnosticCodes } from '../../src/tensor/diagnostic.ts';
import { type Arriving, type BlockCase, type CaseInput, inferCase, isWrong, loneKinds } from './cases.ts';
import { lowered } from './one-block.ts';

/** Any small value, or one of the extremes of its range. */
function anyValue(field: Field): fc.Arbitrary<Json> {
  const whole = (min: number, max: number) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min, max: Math.min(max, min + 4) }) },
      fc.constant(Math.min(max, 300)),
    );
  switch (field.kind) {
    case 'int':
      return whole(field.min, field.max);
    case 'float':
      return fc.constantFrom(field.min, field.max, field.default);
    case 'choice':
      return fc.constantFrom(...field.options.map(({ value }) => value));
    case 'toggle':
      return fc.boolean();
    case 'size':
      return fc.tuple(whole(field.min, field.max), whole(field.min, field.max));
    case 'ints': {
      const bounds = { minLength: field.count ?? 1, maxLength: field.count ?? field.maxCount };
      return fc.array(whole(field.min, field.max), bounds);
    }
  }
}

const arriving: fc.Arbitrary<Arriving> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ of: 'real' } as const) },
  fc.integer({ min: 2, max: 4 }).map((classes) => ({ of: 'labels', classes }) as const),
);

const input: fc.Arbitrary<CaseInput> = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
  arriving,
});

/** All inputs alike at times, so that merges and losses are not refused always. */
function anyCase(kind: BlockKind): fc.Arbitrary<BlockCase> {
  const definition = registry[kind];
  const fields: Fields = definition.params;
  const params = fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, anyValue(field)])));
  return fc.tuple(params, fc.array(input, { minLength: 8, maxLength: 8 }), fc.boolean()).map(([drawn, all, alike]) => {
    const ports = definition.inputs(drawn as ParamsOf<Fields>);
    const inputs = Object.fromEntries(ports.map(({ name }, index) => [name, all[alike ? 0 : index]!]));
    return { kind, params: drawn as BlockCase['params'], inputs };
  });
}

describe('a shape rule never throws, and accepts only what can be lowered', () => {
  it.each(loneKinds.filter((kind) => kind !== 'recurrent-cell'))('%s', (kind) => {
    fc.assert(
      fc.property(anyCase(kind), (drawn) => {
        const inferred = inferCase(drawn);
        for (const fault of inferred.faults ?? []) expect(diagnosticCodes).toContain(fault.code);
        if (isWrong(inferred)) {
          expect(inferred.outputs).toEqual({});
          return;
        }
        const ports = registry[kind].outputs(drawn.params as ParamsOf<Fields>).map(({ name }) => name);
        expect(Object.keys(inferred.outputs)).toEqual(ports);
        for (const mode of ['train', 'evaluate'] as const) lowered(drawn, 2, mode);
      }),
      { numRuns: 100 },
    );
  });
});
