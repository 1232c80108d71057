/** The format of a graph file as a schema: what a file is checked against and what the published JSON Schema is made from. */
import { z } from 'zod';
import type { Json } from '../base/json.ts';
import type { Optimizer } from '../base/optimizer.ts';
import { type MessageKey, type MessageValues, message } from '../text/catalog.ts';
import { type Block, type Body, type Document, type End, FORMAT, VERSION } from './document.ts';
import { ID_PATTERN, isId, limits, type Range, trainingRanges, trainingWholeRanges } from './limits.ts';
import { defaultOptimizers, defaultTraining, type Schedule, type Training } from './training.ts';

// Without this zod compiles its checks with `new Function`, which the page's Content-Security-Policy forbids.
z.config({ jitless: true });

/** What was expected, as a fault says it; asked for when a fault is found, so in the language of that moment. */
const expect = (key: MessageKey, values?: MessageValues) => ({ error: () => message(key, values) });

const text = (max: number) => z.string(expect('file.expect-text', { max })).min(1).max(max);

const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, expect('file.expect-object'));

const list = <Item extends z.ZodType>(item: Item) => z.array(item, expect('file.expect-list'));

const oneOf = (...values: readonly string[]) => expect('file.expect-one-of', { values: values.join(', ') });

function number<R extends Range>(range: R) {
  let schema = z.number(expect('file.expect-number-range', rangeText(range)));
  if (range.min !== undefined) schema = schema.gte(range.min);
  if (range.above !== undefined) schema = schema.gt(range.above);
  if (range.max !== undefined) schema = schema.lte(range.max);
  if (range.below !== undefined) schema = schema.lt(range.below);
  return schema;
}

function rangeText(range: Range): MessageValues {
  const low = range.above === undefined ? 'file.low-min' : 'file.low-above';
  const high = range.below === undefined ? 'file.high-max' : 'file.high-below';
  return {
    low: message(low, { value: String(range.above ?? range.min) }),
    high: message(high, { value: String(range.below ?? range.max) }),
  };
}

const whole = (range: { readonly min: number; readonly max: number }) =>
  z
    .int(expect('file.expect-whole-range', { min: range.min, max: range.max }))
    .min(range.min)
    .max(range.max);

const toggle = () => z.boolean(expect('file.expect-toggle'));

const id = z
  .string(expect('file.expect-id', { max: limits.id }))
  .max(limits.id)
  .regex(ID_PATTERN)
  .refine(isId, expect('file.expect-id', { max: limits.id }))
  .meta({ id: 'Id', description: 'Of a block, a port or a variable.' });

/** What JSON.parse gave is JSON: there is nothing left to check. */
const json = z.unknown() as z.ZodType<Json>;

const params = z
  .record(text(limits.name), json, expect('file.expect-object'))
  .meta({ description: "The block's parameters by name; one that is missing has its default." });

const end = z
  .tuple([id, id], expect('file.expect-end'))
  .meta({ id: 'End', description: 'A block and one of its ports.' }) satisfies z.ZodType<End>;

const wire = object({ from: end, to: end }).meta({ id: 'Wire', description: 'An input takes one wire.' });

const coordinate = number({ min: -limits.position, max: limits.position });

const layout = z.record(
  id,
  object({ x: coordinate, y: coordinate }).meta({ id: 'Position' }),
  expect('file.expect-object'),
);

const block: z.ZodType<Block> = object({
  id,
  kind: text(limits.name),
  name: text(limits.name).optional(),
  params: params.default(() => ({})),
  get body() {
    return bodySchema.optional();
  },
  weights: z
    .string(expect('file.expect-path'))
    .max(limits.text)
    .regex(/^[a-zA-Z][a-zA-Z0-9_-]*(\/[a-zA-Z][a-zA-Z0-9_-]*)*$/)
    .meta({ description: 'Path of the block whose weights this one uses.' })
    .optional(),
}).meta({ id: 'Block' });

/** Blocks, wires and layout: of a composite block, and of the document itself. */
export const bodySchema: z.ZodType<Body> = object({
  blocks: list(block),
  wires: list(wire).default(() => []),
  layout: layout.default(() => ({})),
}).meta({ id: 'Body' });

const { sgd, adam, adamw, rmsprop } = defaultOptimizers;

const adaptive = (defaults: typeof adam | typeof adamw) =>
  object({
    kind: z.literal(defaults.kind),
    beta1: number(trainingRanges.beta1).default(defaults.beta1),
    beta2: number(trainingRanges.beta2).default(defaults.beta2),
    epsilon: number(trainingRanges.epsilon).default(defaults.epsilon),
    weightDecay: number(trainingRanges.weightDecay).default(defaults.weightDecay),
  });

const optimizer = z.discriminatedUnion(
  'kind',
  [
    object({
      kind: z.literal('sgd'),
      momentum: number(trainingRanges.momentum).default(sgd.momentum),
      nesterov: toggle().default(sgd.nesterov),
      weightDecay: number(trainingRanges.weightDecay).default(sgd.weightDecay),
    }),
    adaptive(adam),
    adaptive(adamw),
    object({
      kind: z.literal('rmsprop'),
      alpha: number(trainingRanges.alpha).default(rmsprop.alpha),
      epsilon: number(trainingRanges.epsilon).default(rmsprop.epsilon),
      momentum: number(trainingRanges.momentum).default(rmsprop.momentum),
      weightDecay: number(trainingRanges.weightDecay).default(rmsprop.weightDecay),
    }),
  ],
  { error: (issue) => unionFault(issue.code, ['sgd', 'adam', 'adamw', 'rmsprop']) },
) satisfies z.ZodType<Optimizer>;

const schedule = z.discriminatedUnion(
  'kind',
  [
    object({ kind: z.literal('constant') }),
    object({
      kind: z.literal('step'),
      every: whole(trainingWholeRanges.every),
      factor: number(trainingRanges.factor),
    }),
    object({ kind: z.literal('cosine'), floor: number(trainingRanges.floor).default(0) }),
  ],
  { error: (issue) => unionFault(issue.code, ['constant', 'step', 'cosine']) },
) satisfies z.ZodType<Schedule>;

/** A union is at fault when its `kind` is unknown, or when it is no object at all. */
const unionFault = (code: string, kinds: readonly string[]): string =>
  (code === 'invalid_union' ? oneOf(...kinds) : expect('file.expect-object')).error();

export const trainingSchema = object({
  optimizer: optimizer.default(() => defaultTraining.optimizer),
  learningRate: number(trainingRanges.learningRate).default(defaultTraining.learningRate),
  schedule: schedule.default(() => defaultTraining.schedule),
  warmup: whole(trainingWholeRanges.warmup).default(defaultTraining.warmup),
  clipNorm: number(trainingRanges.clipNorm).nullable().default(defaultTraining.clipNorm),
  batchSize: whole(trainingWholeRanges.batchSize).default(defaultTraining.batchSize),
  epochs: whole(trainingWholeRanges.epochs).default(defaultTraining.epochs),
  validationSplit: number(trainingRanges.validationSplit).default(defaultTraining.validationSplit),
  seed: whole(trainingWholeRanges.seed).default(defaultTraining.seed),
}) satisfies z.ZodType<Training>;

export const documentSchema = object({
  format: z.literal(FORMAT, expect('file.expect-exactly', { value: `"${FORMAT}"` })),
  version: z.literal(VERSION, expect('file.expect-exactly', { value: VERSION })),
  name: text(limits.name),
  variables: z.record(id, z.number(expect('file.expect-number')), expect('file.expect-object')).default(() => ({})),
  blocks: list(block),
  wires: list(wire).default(() => []),
  training: trainingSchema.default(() => defaultTraining),
  layout: layout.default(() => ({})),
}).meta({
  title: 'Gradwire graph',
  description: 'A network of blocks and wires, and how it is to be trained.',
}) satisfies z.ZodType<Document>;
