/** Compares blocks, losses and optimizers with PyTorch, on the same numbers in float64: what it gives must be what we give. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { referenceBackend } from '../src/backend/reference/reference.ts';
import type { Optimizer } from '../src/base/optimizer.ts';
import { philox4x32, streamOf } from '../src/base/philox.ts';
import { elementCount } from '../src/base/rowmajor.ts';
import type { Mode } from '../src/blocks/define.ts';
import { registry } from '../src/blocks/registry.ts';
import { check } from '../src/check/check.ts';
import type { Document } from '../src/document/document.ts';
import { defaultTraining } from '../src/document/training.ts';
import { backward } from '../src/grad/backward.ts';
import type { Graph, Shape } from '../src/ir/graph.ts';
import { exampleWeightsName, lower } from '../src/lower/lower.ts';
import { plan } from '../src/plan/plan.ts';
import { Learner } from '../src/train/learner.ts';
import { type BlockCase, blockCases, type LoneKind, loneKinds } from '../tests/blocks/cases.ts';
import { resultShapes } from '../tests/blocks/longer.ts';
import { lowered, valuesOf } from '../tests/blocks/one-block.ts';
import type { Values } from '../tests/harness/case.ts';
import { operand } from '../tests/harness/case.ts';
import { optimizerRules } from '../tests/harness/every-backend.ts';
import { firstStep, type Results, read, runOnce, write } from '../tests/harness/run.ts';

export interface TorchComparison {
  /** Configurations that were compared. */
  readonly cases: number;
  /** One line for each that disagrees, with its configuration. */
  readonly failures: readonly string[];
  /** Why nothing was compared; null when it was. */
  readonly skipped: string | null;
}

/** Random configurations a block and a mode, from one seed. */
const perBlock = 20;
const seed = 20_240_601;
const batch = 3;
/** Of the largest magnitude in a tensor: both sides compute in float64. */
const exact = 1e-8;
/** PyTorch adds 10⁻⁶ to the norm by which it divides a gradient that it clips. */
const clipped = 1e-5;

/** Data blocks and preparations compute nothing in the program; what a recurrent cell computes is up to its body. */
const comparable = loneKinds.filter((kind) => registry[kind].lower !== null && kind !== 'recurrent-cell');
/** Layers with many options. */
const runsOf: { readonly [K in LoneKind]?: number } = { rnn: 60, lstm: 90, gru: 60 };
/** PyTorch draws another dropout mask, so that only evaluation can be compared. */
const modesOf: { readonly [K in LoneKind]?: readonly Mode[] } = {
  'batch-norm': ['train', 'evaluate'],
  dropout: ['evaluate'],
  // Without its own masks PyTorch has a module for more of them.
  rnn: ['train', 'evaluate'],
  lstm: ['train', 'evaluate'],
  gru: ['train', 'evaluate'],
};

interface Tensor {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What PyTorch gives: numbers by name. */
interface Answer {
  readonly [name: string]: readonly number[];
}

interface Question {
  readonly title: string;
  /** As tests/blocks/torch reads it. */
  readonly json: object;
  /** Our own answer; it may hold more than PyTorch's. */
  readonly ours: ReadonlyMap<string, readonly number[]>;
  readonly tolerance: number;
}

/** PyTorch refuses a sequence without a step, so the shortest has one. */
const withSteps = (values: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, readonly number[]> =>
  new Map(
    [...values].map(([name, numbers]) => [
      name,
      name.endsWith('/lengths') ? numbers.map((length) => Math.max(length, 1)) : numbers,
    ]),
  );

async function askBlock(drawn: BlockCase, mode: Mode): Promise<Question> {
  const model = lowered(drawn, batch, mode);
  const values = withSteps(valuesOf(drawn, model, batch));
  const shapes = new Map(model.graph.parameters.map(({ name, shape }) => [name, shape]));
  for (const node of model.graph.nodes) if (node.op === 'input') shapes.set(node.attrs.name, node.shape);
  const tensor = (name: string): Tensor => ({ shape: shapes.get(name) ?? [], values: values.get(name) ?? [] });
  const weights = model.graph.parameters.filter(({ name }) => name.startsWith('block/')).map(({ name }) => name);
  const inputs = Object.entries(drawn.inputs);
  const named = (prefix: string) =>
    Object.fromEntries(
      [...shapes.keys()]
        .filter((name) => name.startsWith(prefix))
        .map((name) => [name.slice(prefix.length), tensor(name)]),
    );
  const ours = await runOnce(referenceBackend, plan(backward(model.graph, model.loss), { batch }), values);
  return {
    title: `${drawn.kind} (${mode}) ${JSON.stringify(drawn.params)} of ${JSON.stringify(drawn.inputs)}`,
    json: {
      kind: drawn.kind,
      mode,
      params: drawn.params,
      labels: inputs.flatMap(([port, { arriving }]) => (arriving.of === 'labels' ? [port] : [])),
      inputs: Object.fromEntries(inputs.map(([port]) => [port, tensor(`${port}/value`)])),
      weights: Object.fromEntries(weights.map((name) => [name.slice('block/'.length), tensor(name)])),
      lengths: Object.fromEntries(
        inputs.flatMap(([port, { lengths }]) => (lengths === undefined ? [] : [[port, values.get(`${port}/lengths`)]])),
      ),
      masks: masksOf(model.graph),
      given: named('block:'),
      weighing: named('loss/'),
    },
    ours: withZeroPadding(ours, resultShapes(model.graph)),
    tolerance: exact,
  };
}

/** PyTorch has each example by itself: nothing stands behind its end. */
function withZeroPadding(results: Results, shapes: ReadonlyMap<string, Shape>): Results {
  return new Map(
    [...results].map(([name, numbers]) => {
      const lengths = results.get(`${name}.lengths`);
      if (lengths === undefined) return [name, numbers];
      const [, steps = 1, ...rest] = shapes.get(name) ?? [];
      const size = elementCount(rest);
      const isReal = (index: number) => Math.floor(index / size) % steps < lengths[Math.floor(index / size / steps)]!;
      return [name, numbers.map((value, index) => (isReal(index) ? value : 0))];
    }),
  );
}

/** Masks of dropout that a recurrent layer draws, by the name of their stream: what PyTorch is to multiply with. */
function masksOf({ nodes }: Graph): { readonly [name: string]: Tensor } {
  const names = [...Array(8).keys()].flatMap((layer) =>
    ['dropout', 'recurrent_dropout'].flatMap((what) => [`${what}_l${layer}`, `${what}_l${layer}_reverse`]),
  );
  const byStream = new Map(names.map((name) => [streamOf(`block/${name}`), name]));
  const masks = nodes.flatMap((node) => {
    const drawn = node.op === 'dropoutMask' ? nodes[node.inputs[0]!] : undefined;
    const name = drawn?.op === 'uniform' ? byStream.get(drawn.attrs.stream) : undefined;
    if (node.op !== 'dropoutMask' || drawn?.op !== 'uniform' || name === undefined) return [];
    const shape = node.shape.slice(-2);
    const values = uniformNumbers(drawn.attrs.stream, elementCount(shape));
    const { rate } = node.attrs;
    return [[name, { shape, values: values.map((value) => (value >= rate ? 1 / (1 - rate) : 0)) }] as const];
  });
  return Object.fromEntries(masks);
}

/** The numbers of op `uniform` in the first step, as its documentation says. */
function uniformNumbers(stream: number, count: number): number[] {
  const words = new Uint32Array(4);
  return Array.from({ length: count }, (_, index) => {
    philox4x32(words, Math.floor(index / 4), firstStep.step, stream, 0, firstStep.seed, 0);
    return (words[index % 4]! >>> 8) / 2 ** 24;
  });
}

const l2 = 0.1;
const learningRate = 0.05;

const perceptron: Document = {
  format: 'gradwire',
  version: 1,
  name: 'perceptron',
  variables: {},
  blocks: [
    { id: 'data', kind: 'table', params: { dataset: 'iris' } },
    { id: 'hidden', kind: 'dense', params: { units: 6, activation: 'tanh', l2 } },
    { id: 'output', kind: 'dense', params: { units: 3 } },
    { id: 'loss', kind: 'cross-entropy', params: {} },
  ],
  wires: [
    { from: ['data', 'features'], to: ['hidden', 'x'] },
    { from: ['hidden', 'y'], to: ['output', 'x'] },
    { from: ['output', 'y'], to: ['loss', 'prediction'] },
    { from: ['data', 'label'], to: ['loss', 'target'] },
  ],
  training: defaultTraining,
  layout: {},
};

/** Five steps, each on another batch. */
async function askOptimizer(rule: Optimizer, clipNorm: number | null): Promise<Question> {
  const size = 8;
  const { graph } = check(perceptron);
  if (!graph) throw new Error('the perceptron does not type-check');
  const model = lower(graph, { batch: size, mode: 'train', expose: 'losses' });
  const executable = await referenceBackend.compile(plan(backward(model.graph, model.loss), { batch: size }), rule);
  const { parameters, outputs } = executable.program;
  const weights = parameters.map(({ name, shape }, index) => ({ name, ...operand(shape, index) }));
  write(executable, new Map(weights.map(({ name, values }) => [name, values])));
  const learner = new Learner(executable, clipNorm, 1);
  const lossSlot = outputs.find(({ name }) => name === 'loss')!;
  const losses: number[] = [];
  const batches = [1, 2, 3, 4, 5].map((step) => {
    const features = operand([size, 4], 10 + step);
    const label = operand([size], 20 + step, { of: 'labels', classes: 3 });
    const values: Values = new Map([
      ['data:features', features.values],
      ['data:label', label.values],
      [exampleWeightsName, new Array<number>(size).fill(1 / size)],
    ]);
    write(executable, values);
    learner.take(step, learningRate);
    losses.push(...read(executable, lossSlot));
    return { features: tensorOf(features), label: tensorOf(label) };
  });
  const ours = new Map([['loss', losses], ...parameters.map((slot) => [slot.name, read(executable, slot)] as const)]);
  executable.dispose();
  return {
    title: `${JSON.stringify(rule)}, gradients ${clipNorm === null ? 'not clipped' : `clipped at ${clipNorm}`}`,
    json: {
      rule,
      learningRate,
      l2,
      clipNorm,
      weights: Object.fromEntries(weights.map((weight) => [weight.name, tensorOf(weight)])),
      batches,
    },
    ours,
    tolerance: clipNorm === null ? exact : clipped,
  };
}

const tensorOf = ({ shape, values }: Tensor): Tensor => ({ shape, values });

/** Null when the answers agree, else where they do not. */
function disagreement({ title, ours, tolerance }: Question, theirs: Answer): string | null {
  for (const [name, expected] of Object.entries(theirs)) {
    const actual = ours.get(name);
    if (actual?.length !== expected.length)
      return `${title}: ${name} has ${actual?.length} numbers, not ${expected.length}`;
    const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-4);
    const worst = expected.findIndex((value, index) => !(Math.abs(value - actual[index]!) <= tolerance * scale));
    if (worst >= 0) return `${title}: ${name}[${worst}] is ${actual[worst]}, PyTorch has ${expected[worst]}`;
  }
  return Object.keys(theirs).length === 0 ? `${title}: PyTorch gave nothing` : null;
}

/** A Python that has PyTorch; null when none has. */
function findPython(): string | null {
  const has = (python: string) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0;
  return ['python3', '/usr/bin/python3'].find(has) ?? null;
}

/** Compares everything; skips, and says so, on a machine without PyTorch. Rejects when PyTorch itself fails. */
export async function compareWithTorch(): Promise<TorchComparison> {
  const python = findPython();
  if (python === null) {
    return {
      cases: 0,
      failures: [],
      skipped: 'no python3 with PyTorch (Debian and Ubuntu: apt-get install python3-torch)',
    };
  }
  const blocks: Question[] = [];
  for (const kind of comparable) {
    for (const mode of modesOf[kind] ?? ['train']) {
      for (const drawn of fc.sample(blockCases[kind], { numRuns: runsOf[kind] ?? perBlock, seed }))
        blocks.push(await askBlock(drawn, mode));
    }
  }
  const optimizers: Question[] = [];
  for (const rule of optimizerRules) for (const clip of [null, 0.3]) optimizers.push(await askOptimizer(rule, clip));
  const script = fileURLToPath(new URL('../tests/blocks/torch/compare.py', import.meta.url));
  const input = JSON.stringify({
    blocks: blocks.map(({ json }) => json),
    optimizers: optimizers.map(({ json }) => json),
  });
  const answered = spawnSync(python, ['-B', script], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (answered.status !== 0) throw new Error(`PyTorch failed: ${answered.stderr}`);
  const answers = JSON.parse(answered.stdout) as { blocks: Answer[]; optimizers: Answer[] };
  const questions = [...blocks, ...optimizers];
  const theirs = [...answers.blocks, ...answers.optimizers];
  const failures = questions.flatMap((question, index) => disagreement(question, theirs[index] ?? {}) ?? []);
  return { cases: questions.length, failures, skipped: null };
}
