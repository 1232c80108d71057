/** Random configurations of every block: parameters and the types of what is wired to it. Total over the registry. */
import fc from 'fast-check';
import type { Json } from '../../src/base/json.ts';
import type { BlockDefinition, Inferred } from '../../src/blocks/define.ts';
import type { Field, Fields, ParamsOf } from '../../src/blocks/fields.ts';
import { isSequence } from '../../src/blocks/lengths.ts';
import { defaultsOf } from '../../src/blocks/params.ts';
import { type BlockKind, registry } from '../../src/blocks/registry.ts';
import type { Types } from '../../src/check/block.ts';
import { inferTypes } from '../../src/check/network.ts';
import { innerBlocks, type Layers, visitBody } from '../../src/check/pass.ts';
import type { Body, Params } from '../../src/document/document.ts';
import { type AxisName, axis, real, type TensorType } from '../../src/tensor/shape.ts';

import { cells } from './cell-cases.ts';

/** What numbers arrive: any, probabilities, or labels of so many classes. */
export type Arriving =
  | { readonly of: 'real' }
  | { readonly of: 'unit' }
  | { readonly of: 'labels'; readonly classes: number };

export interface CaseInput {
  /** Without the batch. */
  readonly sizes: readonly number[];
  readonly arriving: Arriving;
  /** The first size counts steps, and examples have fewer of them: what made their lengths (inputs of the same have the same). */
  readonly lengths?: string;
}

export interface BlockCase {
  readonly kind: BlockKind;
  /** All parameters. */
  readonly params: Params;
  readonly inputs: { readonly [port: string]: CaseInput };
  readonly body?: Body;
}

const namesByCount: { readonly [count: number]: readonly AxisName[] } = { 1: ['F'], 2: ['T', 'F'], 3: ['H', 'W', 'C'] };

export function typeOf({ sizes, arriving, lengths }: CaseInput): TensorType {
  // Several labels of one example stand at its steps.
  const names = arriving.of === 'labels' && sizes.length === 1 ? (['T'] as const) : (namesByCount[sizes.length] ?? []);
  return {
    axes: [axis('B', 'B', 'data'), ...sizes.map((size, index) => axis(names[index] ?? 'N', size, 'data'))],
    element: arriving.of === 'labels' ? { of: 'index', classes: arriving.classes } : real,
    ...(lengths === undefined ? {} : { lengths }),
  };
}

export const typesOf = ({ inputs }: BlockCase): Types =>
  Object.fromEntries(Object.entries(inputs).map(([port, input]) => [port, typeOf(input)]));

const givenParams = ({ params }: BlockCase): ParamsOf<Fields> => params as ParamsOf<Fields>;

/** The walks through the body of the block, called `block`; undefined for one without. */
export function insideOf(drawn: BlockCase): Layers | undefined {
  const { kind, body } = drawn;
  const definition: BlockDefinition = registry[kind];
  if (definition.body === undefined || body === undefined) return undefined;
  const around = { given: definition.body.given(typesOf(drawn)), root: 'block' };
  return visitBody({ id: 'block', body }, { definition, params: givenParams(drawn) }, around);
}

export function inferCase(drawn: BlockCase): Inferred {
  const definition = registry[drawn.kind];
  const bodies = insideOf(drawn)?.map(innerBlocks);
  return inferTypes('block', { definition, params: givenParams(drawn) }, typesOf(drawn), { bodies });
}

export const isWrong = (inferred: Inferred): boolean =>
  (inferred.faults ?? []).some((fault) => fault.severity === 'wrong');

/** Every layer of a cell can work with what the one below gives. */
const isRightInside = (drawn: BlockCase): boolean =>
  insideOf(drawn)?.every(({ faults }) => faults.every(({ severity }) => severity !== 'wrong')) !== false;

const int = (min: number, max: number) => fc.integer({ min, max });
const pair = (min: number, max: number) => fc.tuple(int(min, max), int(min, max));

/** Any value that the field allows; ranges are cut to small ones. */
function fieldValue(field: Field): fc.Arbitrary<Json> {
  switch (field.kind) {
    case 'int':
      return int(field.min, Math.min(field.max, field.min + 3));
    case 'float':
      return fc
        .integer({ min: 0, max: 100 })
        .map((share) => field.min + ((Math.min(field.max, field.min + 2) - field.min) * share) / 100);
    case 'choice':
      return fc.constantFrom(...field.options.map((option) => option.value));
    case 'toggle':
      return fc.boolean();
    case 'size':
      return pair(field.min, Math.min(field.max, field.min + 2));
    case 'ints': {
      const { count, maxCount, min } = field;
      const bounds = count === null ? { minLength: 1, maxLength: maxCount } : { minLength: count, maxLength: count };
      return fc.array(int(min, Math.min(field.max, min + 2)), bounds);
    }
  }
}

/** Every parameter at random, some of them as told. */
function paramsOf(kind: BlockKind, told: { readonly [param: string]: fc.Arbitrary<Json> } = {}): fc.Arbitrary<Params> {
  const fields = Object.entries(registry[kind].params as Fields);
  return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, told[name] ?? fieldValue(field)])));
}

const realInput = (sizes: readonly number[]): CaseInput => ({ sizes, arriving: { of: 'real' } });
const picture = fc.tuple(int(1, 6), int(1, 6), int(1, 4));
const sequence = fc.tuple(int(1, 8), int(1, 4));
const anySizes = fc.oneof(fc.tuple(int(1, 6)), sequence, picture);

/** One input of these sizes; configurations that the shape rule refuses are drawn again. */
function layer(
  kind: BlockKind,
  sizes: fc.Arbitrary<readonly number[]>,
  told: { readonly [param: string]: fc.Arbitrary<Json> } = {},
): fc.Arbitrary<BlockCase> {
  return fc
    .record({ params: paramsOf(kind, told), sizes })
    .map(({ params, sizes }): BlockCase => ({ kind, params, inputs: { x: realInput(sizes) } }))
    .filter((drawn) => !isWrong(inferCase(drawn)));
}

/** Groups divide channels and filters. */
function grouped(kind: BlockKind, places: fc.Arbitrary<readonly number[]>): fc.Arbitrary<BlockCase> {
  return fc.tuple(int(1, 3), int(1, 2), int(1, 2)).chain(([groups, channels, filters]) =>
    layer(
      kind,
      places.map((sizes) => [...sizes, groups * channels]),
      { groups: fc.constant(groups), filters: fc.constant(groups * filters) },
    ),
  );
}

const ports = ['left', 'right', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

function merged(kind: BlockKind, shapes: fc.Arbitrary<{ params: Params; sizes: readonly (readonly number[])[] }>) {
  return shapes.map(({ params, sizes }): BlockCase => {
    const inputs = Object.fromEntries(sizes.map((each, index) => [ports[index], realInput(each)]));
    return { kind, params: { ...params, inputs: sizes.length }, inputs };
  });
}

const alike = (kind: BlockKind) =>
  merged(
    kind,
    fc
      .tuple(anySizes, int(2, 8))
      .map(([sizes, count]) => ({ params: {}, sizes: new Array<typeof sizes>(count).fill(sizes) })),
  );

/** Its two inputs are no parameter. */
const difference: fc.Arbitrary<BlockCase> = anySizes.map((sizes) => ({
  kind: 'subtract',
  params: {},
  inputs: { left: realInput(sizes), right: realInput(sizes) },
}));

/** Inputs that differ along the joined axis alone. */
const joined = merged(
  'concat',
  anySizes.chain((sizes) =>
    fc
      .record({
        at: int(0, sizes.length - 1),
        fromEnd: fc.boolean(),
        along: fc.array(int(1, 4), { minLength: 2, maxLength: 4 }),
      })
      .map(({ at, fromEnd, along }) => ({
        params: { axis: fromEnd ? at - sizes.length : at + 1 },
        sizes: along.map((size) => sizes.map((each, index) => (index === at ? size : each))),
      })),
  ),
);

/** A loss on numbers: a tensor as target, one label for a single output, or one output a class. */
function numeric(kind: BlockKind, prediction: (params: Params) => Arriving, target: Arriving): fc.Arbitrary<BlockCase> {
  const shapes = fc.oneof(
    anySizes.map((sizes) => ({ prediction: sizes, target: { sizes, arriving: target } })),
    fc.tuple(int(1, 4), int(1, 3)).map(([steps, classes]) => ({
      prediction: [steps, classes],
      target: { sizes: [steps], arriving: { of: 'labels', classes: classes === 1 ? 2 : classes } as const },
    })),
    fc.constant({ prediction: [1], target: { sizes: [], arriving: { of: 'labels', classes: 2 } as const } }),
    int(2, 5).map((classes) => ({
      prediction: [classes],
      target: { sizes: [], arriving: { of: 'labels', classes } as const },
    })),
  );
  return fc.tuple(paramsOf(kind), shapes).map(([params, drawn]): BlockCase => {
    const told = { sizes: drawn.prediction, arriving: prediction(params) };
    return { kind, params, inputs: { prediction: told, target: drawn.target } };
  });
}

/** Some of the sequences that come in have lengths, and then the same ones. */
const ragged = (cases: fc.Arbitrary<BlockCase>): fc.Arbitrary<BlockCase> =>
  fc
    .tuple(cases, fc.integer({ min: 0, max: 255 }))
    .map(([drawn, chosen]) => {
      const inputs = Object.entries(drawn.inputs).map(([port, input], index) => {
        const padded = isSequence(typeOf(input)) && (chosen >> index) % 2 === 1;
        return [port, padded ? { ...input, lengths: 'pad.y' } : input] as const;
      });
      return { ...drawn, inputs: Object.fromEntries(inputs) };
    })
    .filter((drawn) => !(inferCase(drawn).faults ?? []).some(({ code }) => code === 'reads-padding'));

const anyReal = (): Arriving => ({ of: 'real' });

/** Sizes that hold as many numbers, and a shape for them. */
const reshaped: fc.Arbitrary<BlockCase> = fc
  .tuple(fc.array(int(1, 4), { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 3 }), fc.boolean())
  .map(([sizes, rotation, open]): BlockCase => {
    const turned = sizes.map((_, index) => sizes[(index + rotation) % sizes.length]!);
    const shape = open ? turned.map((size, index) => (index === 0 ? -1 : size)) : turned;
    return { kind: 'reshape', params: { shape }, inputs: { x: realInput(sizes) } };
  });

const permuted: fc.Arbitrary<BlockCase> = anySizes.chain((sizes) => {
  const axes = sizes.map((_, index) => index + 1);
  return fc
    .shuffledSubarray(axes, { minLength: axes.length, maxLength: axes.length })
    .map((order): BlockCase => ({ kind: 'permute', params: { order }, inputs: { x: realInput(sizes) } }));
});

/** Sequences with and without lengths, of as many steps as each other; states wired in or not. */
const recurrent = (kind: BlockKind, states: readonly string[]): fc.Arbitrary<BlockCase> =>
  fc
    .record({
      params: paramsOf(kind, {
        units: int(1, 3),
        layers: int(1, 3),
        dropout: fc.constantFrom(0, 0, 0.3),
        recurrentDropout: fc.constantFrom(0, 0, 0.3),
      }),
      sizes: sequence,
      padded: fc.boolean(),
      wired: fc.boolean(),
    })
    .map(({ params, sizes, padded, wired }): BlockCase => {
      const x = { ...realInput(sizes), ...(padded ? { lengths: 'pad.y' } : {}) };
      const size = Number(params.units) * Number(params.layers) * (params.direction === 'both' ? 2 : 1);
      const starts = wired && params.initial === 'wired' ? states : [];
      return { kind, params, inputs: { x, ...Object.fromEntries(starts.map((port) => [port, realInput([size])])) } };
    })
    .filter((drawn) => !isWrong(inferCase(drawn)));

const data = (kind: BlockKind): fc.Arbitrary<BlockCase> =>
  paramsOf(kind, kind === 'table' ? { samples: int(20, 200) } : {}).map((params) => ({ kind, params, inputs: {} }));

const sides = (count: number) => fc.array(int(0, 2), { minLength: count, maxLength: count });

/** Token ids of two classes, and numbers: only ids are ever the value that says nothing. */
const masked: fc.Arbitrary<BlockCase> = fc
  .tuple(fc.constantFrom(0, 1), fc.oneof(sequence, fc.tuple(int(1, 8))))
  .map(([value, sizes]) => ({
    kind: 'masking',
    params: { value },
    inputs: { x: { sizes, arriving: sizes.length === 1 ? { of: 'labels', classes: 2 } : { of: 'real' } } },
  }));

const embedded: fc.Arbitrary<BlockCase> = fc
  .tuple(
    paramsOf('embedding', { paddingId: fc.constantFrom(0, 1) }),
    fc.oneof(fc.constant([]), fc.tuple(int(1, 6))),
    int(2, 4),
  )
  .map(([params, sizes, classes]) => ({
    kind: 'embedding',
    params,
    inputs: { x: { sizes, arriving: { of: 'labels', classes } } },
  }));

/** The last axis is as many times the parts. */
const splitUp: fc.Arbitrary<BlockCase> = fc.tuple(int(2, 8), anySizes).map(([parts, sizes]) => ({
  kind: 'split',
  params: { parts },
  inputs: { x: realInput(sizes.map((size, index) => (index === sizes.length - 1 ? size * parts : size))) },
}));

/** Windows of 4 to 16 samples at a tenth of the usual rate. */
const spectra: fc.Arbitrary<BlockCase> = layer('spectrogram', fc.tuple(int(16, 40), fc.constant(1)), {
  rate: fc.constant(800),
  window: int(5, 20),
  hop: int(1, 20),
  bands: int(2, 4),
  coefficients: int(1, 4),
});

/** The parts of a recurrent cell have no place by themselves; texts, and their tokens as many as there are, are no tensors yet. */
const apart = ['cell-input', 'cell-state', 'cell-output', 'text', 'tokenize'] as const;
export type LoneKind = Exclude<BlockKind, (typeof apart)[number]>;
export const loneKinds = Object.keys(registry).filter(
  (kind): kind is LoneKind => !(apart as readonly string[]).includes(kind),
);

const tokens = fc
  .tuple(int(1, 8), int(2, 4))
  .map(([steps, classes]): CaseInput => ({ sizes: [steps], arriving: { of: 'labels', classes } }));

/** Tokens or numbers to one length. */
const padded: fc.Arbitrary<BlockCase> = fc
  .tuple(paramsOf('pad', { length: int(1, 10) }), fc.oneof(tokens, sequence.map(realInput)))
  .map(([params, x]) => ({ kind: 'pad', params, inputs: { x } }));

const passages: fc.Arbitrary<BlockCase> = fc
  .tuple(paramsOf('passages', { length: int(1, 6) }), tokens)
  .map(([params, x]) => ({ kind: 'passages', params, inputs: { x } }));

/** Windows that fit into their series. */
const windows: fc.Arbitrary<BlockCase> = fc
  .tuple(paramsOf('window', { target: int(1, 2) }), fc.tuple(int(2, 9), int(1, 3)))
  .map(([params, sizes]): BlockCase => ({ kind: 'window', params, inputs: { series: realInput(sizes) } }))
  .filter((drawn) => !isWrong(inferCase(drawn)));

export const blockCases: { readonly [K in LoneKind]: fc.Arbitrary<BlockCase> } = {
  image: data('image'),
  table: data('table'),
  sound: data('sound'),
  'memory-task': data('memory-task'),
  series: data('series').filter((drawn) => !isWrong(inferCase(drawn))),
  spectrogram: spectra,
  pad: ragged(padded),
  passages,
  standardise: ragged(layer('standardise', anySizes)),
  augment: ragged(layer('augment', fc.oneof(sequence, picture))),
  window: windows,
  dense: ragged(layer('dense', fc.oneof(fc.tuple(int(1, 6)), sequence))),
  embedding: ragged(embedded),
  positional: ragged(layer('positional', sequence)),
  activation: ragged(layer('activation', anySizes)),
  conv2d: grouped('conv2d', pair(1, 7)),
  conv1d: ragged(grouped('conv1d', fc.tuple(int(1, 9)))),
  'conv2d-transposed': layer('conv2d-transposed', picture),
  'recurrent-cell': cells.filter(isRightInside),
  'max-pool': layer('max-pool', picture, { sides: sides(4) }),
  'avg-pool': layer('avg-pool', picture, { sides: sides(4) }),
  'max-pool1d': ragged(layer('max-pool1d', sequence, { sides: sides(2) })),
  'avg-pool1d': ragged(layer('avg-pool1d', sequence, { sides: sides(2) })),
  'global-max-pool': ragged(layer('global-max-pool', fc.oneof(sequence, picture))),
  'global-avg-pool': ragged(layer('global-avg-pool', fc.oneof(sequence, picture))),
  'batch-norm': ragged(layer('batch-norm', anySizes, { epsilon: fc.constantFrom(1e-5, 1e-3) })),
  'layer-norm': ragged(layer('layer-norm', anySizes, { epsilon: fc.constantFrom(1e-5, 1e-3) })),
  dropout: ragged(layer('dropout', anySizes, { rate: fc.constantFrom(0, 0.1, 0.5, 0.9) })),
  rnn: recurrent('rnn', ['h0']),
  lstm: recurrent('lstm', ['h0', 'c0']),
  gru: recurrent('gru', ['h0']),
  flatten: layer('flatten', anySizes),
  reshape: reshaped,
  permute: permuted,
  'image-to-sequence': layer('image-to-sequence', picture),
  'sequence-to-image': layer('sequence-to-image', sequence),
  'repeat-vector': layer('repeat-vector', fc.tuple(int(1, 6))),
  'last-step': ragged(layer('last-step', sequence)),
  masking: ragged(masked),
  add: ragged(alike('add')),
  subtract: ragged(difference),
  multiply: ragged(alike('multiply')),
  concat: ragged(joined),
  split: ragged(splitUp),
  'cross-entropy': ragged(
    fc
      .tuple(paramsOf('cross-entropy'), fc.oneof(fc.constant([]), fc.tuple(int(1, 4))), int(2, 6))
      .map(([params, leading, classes]) => ({
        kind: 'cross-entropy',
        params,
        inputs: {
          prediction: realInput([...leading, classes]),
          target: { sizes: leading, arriving: { of: 'labels', classes } },
        },
      })),
  ),
  'binary-cross-entropy': ragged(
    numeric('binary-cross-entropy', ({ logits }) => ({ of: logits === false ? 'unit' : 'real' }), { of: 'unit' }),
  ),
  'mean-squared': ragged(numeric('mean-squared', anyReal, { of: 'real' })),
  'mean-absolute': ragged(numeric('mean-absolute', anyReal, { of: 'real' })),
  huber: ragged(numeric('huber', anyReal, { of: 'real' })),
};

/** The case with its default parameters, for blocks that take any. */
export const withDefaults = (drawn: BlockCase): BlockCase => ({ ...drawn, params: defaultsOf(registry[drawn.kind]) });
