/** A checked graph around one block: what is wired to it are trainable parameters, and its outputs are weighed into a loss. */
import { RandomStream, streamOf } from '../../src/base/philox.ts';
import { elementCount } from '../../src/base/rowmajor.ts';
import {
  type BlockDefinition,
  defineBlock,
  type LowerArgs,
  type Mode,
  type WeightSpec,
} from '../../src/blocks/define.ts';
import { zeroPadding } from '../../src/blocks/lengths.ts';
import { registry } from '../../src/blocks/registry.ts';
import { checkedBlocks } from '../../src/check/checked-blocks.ts';
import { visitBlocks } from '../../src/check/pass.ts';
import type { CheckedBlock, CheckedGraph } from '../../src/check/report.ts';
import { wiringOf } from '../../src/check/wiring.ts';
import type { Builder } from '../../src/ir/builder.ts';
import type { ParameterSpec } from '../../src/ir/graph.ts';
import { exampleWeightsName, type LoweredModel, lower, shapeOfType } from '../../src/lower/lower.ts';
import type { TensorType } from '../../src/tensor/shape.ts';
import type { Values } from '../harness/case.ts';
import { type Arriving, type BlockCase, inferCase, insideOf, typesOf } from './cases.ts';

const plain = {
  version: 1,
  family: 'data',
  title: '',
  icon: '',
  doc: '',
  formula: '',
  keywords: [],
  stem: '',
  params: {},
  summary: () => [],
  inputs: () => [],
  outputs: () => [{ name: 'y' }],
  role: 'layer',
} as const;

/** The lengths of the output `y`, where its type has some. */
const lengthsOf = (builder: Builder, { block, batch, types }: Pick<LowerArgs<unknown>, 'block' | 'batch' | 'types'>) =>
  types.outputs.y!.lengths === undefined ? {} : { lengths: { y: builder.input(`${block}/lengths`, [batch]) } };

/** Gives numbers that have a gradient. */
const source = defineBlock({
  ...plain,
  kind: 'test-source',
  lengths: 'own',
  infer: () => ({ outputs: {} }),
  lower: (builder, args) => ({ outputs: { y: args.weights.value! }, ...lengthsOf(builder, args) }),
});

const labels = defineBlock({
  ...plain,
  kind: 'test-labels',
  lengths: 'own',
  infer: () => ({ outputs: {} }),
  lower: (builder, args) => ({
    outputs: { y: builder.input(`${args.block}/value`, shapeOfType(args.types.outputs.y!, args.batch)) },
    ...lengthsOf(builder, args),
  }),
});

/** L = Σ r·y with given numbers r for each example, over real steps alone. */
const weighing = defineBlock({
  ...plain,
  kind: 'test-loss',
  role: 'loss',
  infer: () => ({ outputs: {} }),
  lower: (builder, { block, batch, inputs, lengths }) => {
    const terms = Object.entries(inputs).map(([port, given]) => {
      const shape = builder.shapeOf(given);
      const value = lengths[port] === undefined ? given : zeroPadding(builder, given, lengths[port]);
      const weighted = builder.binary('multiply', value, builder.input(`${block}/${port}`, shape));
      return builder.sum(builder.reshape(weighted, [batch, elementCount(shape) / batch]), [1]);
    });
    const perExample = builder.reshape(
      terms.reduce((sum, term) => builder.binary('add', sum, term)),
      [batch],
    );
    return { outputs: {}, loss: { perExample, weight: 1, metric: null } };
  },
});

const checked = (id: string, definition: BlockDefinition, more: Partial<CheckedBlock>): CheckedBlock => ({
  id,
  definition,
  state: 'correct',
  waitsFor: null,
  params: {},
  ports: { inputs: [], outputs: [] },
  inputs: {},
  outputs: {},
  weights: [],
  cost: { parameters: 0, macs: 0, activationBytes: 0 },
  macsFormula: null,
  weightsFormula: null,
  arithmetic: [],
  body: null,
  upper: [],
  ...more,
});

const valueSpec = (type: TensorType, batch: number): WeightSpec => ({
  name: 'value',
  shape: shapeOfType(type, batch),
  initializer: { kind: 'constant', value: 0 },
  trainable: true,
  l2: 0,
});

/** The inside of the block as a check of a whole graph gives it; nothing for a block without. */
function bodiesOf(drawn: BlockCase): Partial<CheckedBlock> {
  const inside = insideOf(drawn);
  if (inside === undefined) return {};
  const alone = visitBlocks(wiringOf({ blocks: [{ ...drawn, id: 'block' }], wires: [] }), new Map());
  const { body = null, upper = [] } =
    checkedBlocks({ ...alone, bodies: new Map([['block', inside]]) }, []).get('block') ?? {};
  return { body, upper };
}

/** The block is called `block`; the sources are called by its ports; the loss is called `loss`. */
export function around(drawn: BlockCase, batch: number): CheckedGraph {
  const definition = registry[drawn.kind];
  const inferred = inferCase(drawn);
  const types = typesOf(drawn);
  const sources = Object.entries(drawn.inputs).map(([port, { arriving }]) => {
    const type = types[port]!;
    const isLabels = arriving.of === 'labels';
    return checked(port, isLabels ? labels : source, {
      outputs: { y: type },
      weights: isLabels ? [] : [valueSpec(type, batch)],
    });
  });
  const { outputs, weights = [] } = inferred;
  const block = checked('block', definition, {
    params: drawn.params,
    inputs: types,
    outputs,
    weights,
    ...bodiesOf(drawn),
  });
  const isLoss = definition.role === 'loss';
  const wires = Object.fromEntries(sources.map(({ id }) => [id, [id, 'y'] as const]));
  const found = Object.keys(outputs);
  const loss = checked('loss', weighing, { inputs: outputs });
  return {
    order: [...sources, block, ...(isLoss ? [] : [loss])],
    sources: {
      block: wires,
      ...(isLoss ? {} : { loss: Object.fromEntries(found.map((port) => [port, ['block', port] as const])) }),
    },
    data: definition.role === 'data' ? [block] : [],
    losses: [isLoss ? block : loss],
  };
}

export const lowered = (drawn: BlockCase, batch: number, mode: Mode): LoweredModel =>
  lower(around(drawn, batch), { batch, mode, expose: 'all' });

/** Weights of the block itself, as the IR has them. */
export const ownParameters = ({ graph }: LoweredModel): readonly ParameterSpec[] =>
  graph.parameters.filter(({ name }) => name.startsWith('block/'));

/** Numbers by name and position, so that the first examples of two batch sizes are the same. */
function numbers(name: string, count: number, draw: (random: RandomStream) => number): number[] {
  const random = new RandomStream(7, streamOf(name));
  return Array.from({ length: count }, () => draw(random));
}

const drawers: { readonly [K in Arriving['of']]: (random: RandomStream, arriving: Arriving) => number } = {
  real: (random) => random.normal(),
  unit: (random) => 0.02 + 0.96 * random.uniform(),
  labels: (random, arriving) => random.below(arriving.of === 'labels' ? arriving.classes : 1),
};

/** Numbers for all inputs and parameters of the graph; the first `real` examples count, the others are padding. */
export function valuesOf(drawn: BlockCase, model: LoweredModel, batch: number, real = batch): Values {
  const values = new Map<string, readonly number[]>();
  const fill = (name: string, count: number, arriving: Arriving) =>
    values.set(
      name,
      numbers(name, count, (random) => drawers[arriving.of](random, arriving)),
    );
  for (const node of model.graph.nodes) {
    if (node.op !== 'input') continue;
    const { name } = node.attrs;
    const [port = '', what] = name.split('/');
    const { lengths, sizes = [] } = drawn.inputs[port] ?? {};
    if (what === 'lengths' && lengths !== undefined) {
      values.set(
        name,
        numbers(lengths, batch, (random) => random.below((sizes[0] ?? 0) + 1)),
      );
      continue;
    }
    const arriving = drawn.inputs[port]?.arriving ?? {
      of: name.endsWith(':label') ? 'unit' : 'real',
    };
    fill(name, elementCount(node.shape), arriving);
  }
  for (const { name, shape } of model.graph.parameters) {
    const arriving = drawn.inputs[name.split('/')[0] ?? '']?.arriving;
    fill(name, elementCount(shape), arriving ?? { of: name.endsWith('running_var') ? 'unit' : 'real' });
  }
  values.set(
    exampleWeightsName,
    Array.from({ length: batch }, (_, index) => (index < real ? 1 / real : 0)),
  );
  return values;
}
