/** Random documents: blocks of known and unknown kinds, parameters good and bad, wires between anything. */
import fc from 'fast-check';
import type { Json } from '../../src/base/json.ts';
import type { BlockDefinition } from '../../src/blocks/define.ts';
import type { Fields } from '../../src/blocks/fields.ts';
import { blockKinds, blockOf, registry } from '../../src/blocks/registry.ts';
import type { Block, Body, Document, End } from '../../src/document/document.ts';
import { FORMAT, VERSION } from '../../src/document/document.ts';
import { defaultTraining } from '../../src/document/training.ts';

/** Names that every object has by itself come first: a checker that keeps them in plain objects trips over them. */
const names = [
  '__proto__',
  'constructor',
  'toString',
  'x',
  'y',
  'left',
  'right',
  'image',
  'label',
  'prediction',
  'target',
];

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', '__proto__', 'constructor', 'hasOwnProperty'];

const anyJson = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;

/** Mostly values that a field might have. */
function paramsFor(fields: Fields): fc.Arbitrary<{ [name: string]: Json }> {
  const entries = Object.entries(fields).map(([name, field]) => {
    const fitting: fc.Arbitrary<Json> =
      field.kind === 'choice'
        ? fc.constantFrom(...field.options.map((option) => option.value))
        : field.kind === 'toggle'
          ? fc.boolean()
          : field.kind === 'int' || field.kind === 'float'
            ? fc.constantFrom(field.min, field.max, 1, 2, 3, 10)
            : field.kind === 'size'
              ? fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
              : fc.array(fc.integer({ min: -1, max: 30 }), { minLength: 1, maxLength: 4 });
    return [name, fc.oneof({ weight: 6, arbitrary: fitting }, { weight: 1, arbitrary: anyJson })] as const;
  });
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<{ [name: string]: Json }>;
}

const kind = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...blockKinds) },
  { weight: 1, arbitrary: fc.constantFrom('mystery', '__proto__', 'toString') },
);

const ofKind = (kinds: fc.Arbitrary<string>): fc.Arbitrary<Omit<Block, 'id'>> =>
  kinds.chain((chosen) =>
    fc.record({
      kind: fc.constant(chosen),
      params: fc.oneof(
        { weight: 5, arbitrary: fc.constant({}) },
        { weight: 5, arbitrary: paramsFor(blockOf(chosen)?.params ?? {}) },
        {
          weight: 1,
          arbitrary: fc.dictionary(fc.constantFrom(...names, 'units'), anyJson) as fc.Arbitrary<Block['params']>,
        },
      ),
    }),
  );

const outputsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['image', ['image', 'label']],
  ['table', ['features', 'label']],
  ['cell-input', ['x']],
  ['cell-state', ['previous']],
]);

/** Wires that mostly run forward and end at ports that are there. */
function wiresFor(blocks: readonly Block[]): fc.Arbitrary<Document['wires']> {
  const outputs = blocks.flatMap(({ id, kind: of }) => (outputsOf.get(of) ?? ['y']).map((port): End => [id, port]));
  const inputs = blocks.flatMap(({ id }) =>
    ['x', 'y', 'next', 'left', 'right', 'prediction', 'target'].map((port): End => [id, port]),
  );
  const end = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...names));
  const pick = (ends: readonly End[]): fc.Arbitrary<End> =>
    ends.length === 0
      ? end
      : fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...ends) }, { weight: 1, arbitrary: end });
  return fc.array(fc.record({ from: pick(outputs), to: pick(inputs) }), { maxLength: 24 });
}

const bodyOf = (block: fc.Arbitrary<Omit<Block, 'id'>>): fc.Arbitrary<Body> =>
  fc
    .array(fc.tuple(fc.constantFrom(...ids), block), { maxLength: 10 })
    .map((entries) => entries.map(([id, rest]): Block => ({ id, ...rest })))
    .chain((blocks) =>
      fc.record({
        blocks: fc.constant(blocks),
        wires: wiresFor(blocks),
        layout: fc.constant(Object.fromEntries(blocks.map(({ id }, index) => [id, { x: 240 * index, y: 0 }]))),
      }),
    );

/** Inside of a cell stands mostly what belongs there. */
const inner = ofKind(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        ...blockKinds.filter((each) => (registry[each] as BlockDefinition).place !== undefined),
      ),
    },
    { weight: 1, arbitrary: kind },
  ),
);

const cell: fc.Arbitrary<Omit<Block, 'id'>> = fc
  .tuple(ofKind(fc.constant('recurrent-cell')), bodyOf(inner))
  .map(([block, body]) => ({ ...block, body }));

export const anyDocument: fc.Arbitrary<Document> = bodyOf(
  fc.oneof({ weight: 6, arbitrary: ofKind(kind) }, { weight: 1, arbitrary: cell }),
).map((body) => ({
  format: FORMAT,
  version: VERSION,
  name: 'Any',
  variables: {},
  training: defaultTraining,
  ...body,
}));
