/** Documents for tests: one written out, and random ones with random edits. */
import fc from 'fast-check';
import type { Json } from '../../src/base/json.ts';
import type { Block, Document, Position, Wire } from '../../src/document/document.ts';
import type { Edit } from '../../src/document/edits/edit.ts';
import { emptyDocument } from '../../src/document/file.ts';
import { defaultOptimizers, defaultTraining, type Training } from '../../src/document/training.ts';

const block = (id: string, kind: string, params: Block['params'] = {}, more: Partial<Block> = {}): Block => ({
  id,
  kind,
  params,
  ...more,
});
const wire = (from: string, fromPort: string, to: string, toPort: string): Wire => ({
  from: [from, fromPort],
  to: [to, toPort],
});

/** Uses all that the format has: names, an unknown kind, an expression, a body, shared weights, variables. */
export const everything: Document = {
  ...emptyDocument('everything'),
  variables: { width: 16 },
  blocks: [
    block('digits', 'image', { set: 'digits' }),
    block('conv1', 'conv2d', { filters: { $: '2*width' }, kernel: [3, 3] }, { name: 'edges' }),
    block('twin', 'conv2d', {}, { weights: 'conv1' }),
    block('odd', 'from-the-future', { nested: { b: [1, null, 'x'], a: true } }),
    block(
      'cell',
      'recurrent-cell',
      {},
      {
        body: {
          blocks: [block('in', 'port'), block('dense1', 'dense', { units: 8 })],
          wires: [wire('in', 'y', 'dense1', 'x')],
          layout: { in: { x: 0, y: 0 }, dense1: { x: 200, y: 0 } },
        },
      },
    ),
    block('loss', 'cross-entropy'),
  ],
  wires: [
    wire('digits', 'image', 'conv1', 'x'),
    wire('conv1', 'y', 'twin', 'x'),
    wire('twin', 'y', 'odd', 'in'),
    wire('odd', 'out', 'cell', 'x'),
    wire('cell', 'y', 'loss', 'prediction'),
    wire('digits', 'label', 'loss', 'target'),
  ],
  layout: Object.fromEntries(
    ['digits', 'conv1', 'twin', 'odd', 'cell', 'loss'].map((id, column) => [id, { x: 220 * column, y: -40 }]),
  ),
};

const pool = ['a', 'b1', 'conv1', 'conv2', 'pool-1', 'dense_1', 'X9'] as const;
const ports = ['x', 'y', 'prediction'] as const;

const idArb = fc.constantFrom(...pool);
const portArb = fc.constantFrom(...ports);
/** JSON as it is after it was written and read once (JSON has no −0), without the key that no file may have. */
const jsonArb = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.stringify(value))
  .filter((text) => !text.includes('"__proto__"'))
  .map((text) => JSON.parse(text) as Json);
const paramNameArb = fc.oneof(
  fc.constantFrom('filters', 'kernel', 'activation'),
  fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !(name in Object.prototype)),
);
const paramsArb = fc.dictionary(paramNameArb, jsonArb, { maxKeys: 4, noNullPrototype: true });
const kindArb = fc.constantFrom('dense', 'conv2d', 'relu', 'from-the-future');
const nameArb = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((name) => name.trim() === name);
const positionArb: fc.Arbitrary<Position> = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
});
const roughPositionArb = fc.record({ x: fc.double({ noNaN: false }), y: fc.float() });
const blockArb = (id: string, withBody: boolean): fc.Arbitrary<Block> =>
  fc.record(
    {
      id: fc.constant(id),
      kind: kindArb,
      params: paramsArb,
      name: nameArb,
      weights: fc.constantFrom('conv1', 'cell/dense1'),
      ...(withBody && { body: bodyArb(false) }),
    },
    { requiredKeys: ['id', 'kind', 'params'] },
  );

/** Wires run from earlier blocks to later ones and end at inputs of their own. */
function bodyArb(withBodies: boolean): fc.Arbitrary<Pick<Document, 'blocks' | 'wires' | 'layout'>> {
  return fc.subarray([...pool]).chain((ids) =>
    fc.record({
      blocks: fc.tuple(...ids.map((id) => blockArb(id, withBodies))),
      wires: fc
        .uniqueArray(fc.tuple(fc.nat(), fc.nat(), portArb, portArb), {
          maxLength: 8,
          selector: ([, to, , port]) => `${to % Math.max(1, ids.length)} ${port}`,
        })
        .map((drawn) =>
          drawn.flatMap(([from, to, out, into]): Wire[] => {
            const target = to % Math.max(1, ids.length);
            if (target === 0) return [];
            return [wire(ids[from % target] as string, out, ids[target] as string, into)];
          }),
        ),
      layout: fc
        .tuple(...ids.map(() => positionArb))
        .map((positions) => Object.fromEntries(ids.map((id, index) => [id, positions[index] as Position]))),
    }),
  );
}

const share = fc.double({ min: 0, max: 0.9, noNaN: true }).map((value) => value + 0);
export const trainingArb: fc.Arbitrary<Training> = fc.record({
  optimizer: fc.constantFrom(...Object.values(defaultOptimizers)),
  learningRate: fc.double({ min: 1e-12, max: 100, noNaN: true }),
  schedule: fc.oneof(
    fc.constant({ kind: 'constant' } as const),
    fc.record({ kind: fc.constant('step' as const), every: fc.integer({ min: 1, max: 50 }), factor: fc.constant(0.5) }),
    fc.record({ kind: fc.constant('cosine' as const), floor: share }),
  ),
  warmup: fc.nat(1000),
  clipNorm: fc.option(fc.integer({ min: 1, max: 10 })),
  batchSize: fc.integer({ min: 1, max: 4096 }),
  epochs: fc.integer({ min: 1, max: 10_000 }),
  validationSplit: share,
  seed: fc.nat(),
});

export const documentArb: fc.Arbitrary<Document> = fc
  .record({
    name: nameArb,
    variables: fc.dictionary(idArb, fc.integer(), { noNullPrototype: true }),
    body: bodyArb(true),
    training: fc.oneof(fc.constant(defaultTraining), trainingArb),
  })
  .map(({ name, variables, body, training }) => ({ ...emptyDocument(name), variables, training, ...body }));

/** Any edit, of things that are there and of things that are not. */
export const editArb: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('add-block' as const),
    block: fc.oneof(idArb, fc.constantFrom('bad id', '__proto__', 'constructor')).chain((id) => blockArb(id, false)),
    position: roughPositionArb,
  }),
  fc.record({ kind: fc.constant('remove-blocks' as const), blocks: fc.subarray([...pool], { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('connect' as const),
    from: fc.tuple(idArb, portArb),
    to: fc.tuple(idArb, portArb),
  }),
  fc.record({ kind: fc.constant('disconnect' as const), to: fc.tuple(idArb, portArb) }),
  fc.record({
    kind: fc.constant('set-param' as const),
    block: idArb,
    param: fc.oneof(paramNameArb, fc.constantFrom('__proto__', 'constructor')),
    value: fc.option(jsonArb, { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('replace-kind' as const),
    block: idArb,
    with: kindArb,
    params: paramsArb,
    ports: fc.dictionary(portArb, portArb, { noNullPrototype: true }),
  }),
  fc.record({ kind: fc.constant('rename-block' as const), block: idArb, name: fc.string() }),
  fc.record({
    kind: fc.constant('move-blocks' as const),
    positions: fc.dictionary(idArb, roughPositionArb, { noNullPrototype: true }),
  }),
  fc.record({ kind: fc.constant('rename-document' as const), name: fc.string() }),
  fc.record({
    kind: fc.constant('set-training' as const),
    training: fc.oneof(trainingArb, fc.record({ batchSize: fc.integer(), learningRate: fc.double() })),
  }),
  fc.record({
    kind: fc.constant('paste' as const),
    blocks: fc.uniqueArray(idArb).chain((ids) => fc.tuple(...ids.map((id) => blockArb(id, false)))),
    wires: fc.array(fc.record({ from: fc.tuple(idArb, portArb), to: fc.tuple(idArb, portArb) }), { maxLength: 3 }),
    positions: fc.dictionary(idArb, roughPositionArb, { noNullPrototype: true }),
  }),
);
