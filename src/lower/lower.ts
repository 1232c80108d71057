/** Turns a checked graph into IR by calling each block in turn. */
import type { Lowered, Metric, Mode, WeightSpec } from '../blocks/define.ts';
import type { CheckedBlock, CheckedGraph } from '../check/report.ts';
import { Builder } from '../ir/builder.ts';
import type { Graph, NodeId, Shape } from '../ir/graph.ts';
import type { TensorType } from '../tensor/shape.ts';
import { bodyLowering } from './body.ts';

export interface LowerOptions {
  readonly batch: number;
  /** `train` uses batch statistics and dropout, and updates running statistics; `evaluate` does neither. */
  readonly mode: Mode;
  /** `all` also gives every block's outputs (`conv1:y`) and values before fused activations (`conv1:before`). */
  readonly expose: 'losses' | 'all';
}

/** Name of the input [B] that holds 1/n for each of the n real examples of a batch, and 0 for padding. */
export const exampleWeightsName = 'exampleWeights';

/** A metric with its tensors by output name. */
export type LoweredMetric = {
  readonly block: string;
  readonly prediction: string;
  readonly target: string;
  readonly lengths: string | null;
} & (
  | Omit<Extract<Metric, { kind: 'accuracy' }>, 'prediction' | 'target' | 'lengths'>
  | Omit<Extract<Metric, { kind: 'binary-accuracy' }>, 'prediction' | 'target' | 'lengths'>
);

export interface LoweredInput {
  /** `digits:image`. */
  readonly name: string;
  readonly block: string;
  readonly port: string;
  readonly shape: Shape;
  /** Name of the input [B] with the lengths, where the type has them: `pad1:y.lengths`. */
  readonly lengths: string | null;
}

export interface LoweredLoss {
  readonly block: string;
  /** Output names: the mean over the real examples [1], before its share; the loss of each example [B]. */
  readonly mean: string;
  readonly examples: string;
  /** Share in the sum. */
  readonly weight: number;
  /** Output names of what met in the loss. */
  readonly prediction: string;
  readonly target: string;
}

export interface LoweredModel {
  readonly graph: Graph;
  /** The node of output `loss` [1]: the sum of all losses by their shares; what is differentiated. */
  readonly loss: NodeId;
  readonly losses: readonly LoweredLoss[];
  readonly metrics: readonly LoweredMetric[];
  /** What data and preparations feed. The example weights and the carried states are further inputs. */
  readonly inputs: readonly LoweredInput[];
  /** Names of the inputs that hold carried states: zeros where a pass begins, then what the batch before left. */
  readonly carries: readonly string[];
  /** Names of the states whose gradients are watched: outputs [T] of the differentiated graph. */
  readonly taps: readonly string[];
}

/** Throws a RangeError when a size is a symbol other than the batch, or when the graph has no loss. */
export function lower(checked: CheckedGraph, options: LowerOptions): LoweredModel {
  const { batch, mode, expose } = options;
  const builder = new Builder();
  const exampleWeights = builder.input(exampleWeightsName, [batch]);
  const values = new Map<string, Lowered['outputs']>();
  const lengths = new Map<string, NonNullable<Lowered['lengths']>>();
  const lossValues: { readonly block: string; readonly value: NonNullable<Lowered['loss']> }[] = [];
  const inputs: LoweredInput[] = [];
  const losses: LoweredLoss[] = [];
  const metrics: LoweredMetric[] = [];

  for (const block of checked.order) {
    if (!block.definition) throw new RangeError(`${block.id} is of an unknown kind`);
    builder.at(block.id);
    const { lower: rule } = block.definition;
    if (!rule) {
      const fed = feedPorts(builder, checked, block, batch);
      inputs.push(...fed.inputs);
      values.set(block.id, fed.outputs);
      lengths.set(block.id, fed.lengths);
      if (expose === 'all') for (const { port, name } of fed.inputs) builder.output(name, fed.outputs[port]!);
      continue;
    }
    const wired = inputsOf(checked, block, values);
    const wiredLengths = lengthsOf(checked, block, lengths);
    const lowered = rule(builder, {
      block: block.id,
      params: block.params as never,
      mode,
      batch,
      inputs: wired,
      lengths: wiredLengths,
      types: { inputs: block.inputs, outputs: block.outputs },
      weights: addWeights(builder, block.id, block.weights),
      exampleWeights,
      ...(block.body && { body: bodyLowering(block.body, { mode, batch }) }),
    });
    values.set(block.id, lowered.outputs);
    lengths.set(block.id, outputLengths(block, wiredLengths, lowered));
    for (const [weight, value] of Object.entries(lowered.updates ?? {})) builder.update(`${block.id}/${weight}`, value);
    if (expose === 'all') {
      for (const [port, node] of Object.entries(lowered.outputs)) builder.output(`${block.id}:${port}`, node);
      if (lowered.before !== undefined) builder.output(`${block.id}:before`, lowered.before);
      for (const [name, node] of Object.entries(lowered.traces ?? {})) builder.output(traceName(block.id, name), node);
      for (const [port, node] of Object.entries(lengths.get(block.id) ?? {})) {
        builder.output(lengthsName(block.id, port), node);
      }
    }
    if (lowered.loss) {
      lossValues.push({ block: block.id, value: lowered.loss });
      for (const [port, node] of Object.entries(wired)) builder.output(`${block.id}:${port}`, node);
      const ends = { block: block.id, prediction: `${block.id}:prediction`, target: `${block.id}:target` };
      losses.push({
        ...ends,
        mean: `${block.id}:loss`,
        examples: `${block.id}:examples`,
        weight: lowered.loss.weight,
      });
      const { metric } = lowered.loss;
      if (metric) {
        const counted = metric.lengths === null ? null : lengthsName(block.id, 'answers');
        if (counted !== null && metric.lengths !== null) builder.output(counted, metric.lengths);
        metrics.push({ ...metric, ...ends, lengths: counted });
      }
    }
  }
  const loss = totalLoss(builder, lossValues, exampleWeights);
  const graph = builder.finish();
  return { graph, loss, losses, metrics, inputs, carries: Object.keys(graph.carries), taps: tapsOf(graph) };
}

function inputsOf(
  checked: CheckedGraph,
  block: CheckedBlock,
  values: ReadonlyMap<string, Lowered['outputs']>,
): Record<string, NodeId> {
  const wired: Record<string, NodeId> = {};
  for (const [port, [from, output]] of Object.entries(checked.sources[block.id] ?? {})) {
    const value = values.get(from)?.[output];
    if (value === undefined)
      throw new RangeError(`${block.id}.${port} comes from ${from}.${output}, which has no value`);
    wired[port] = value;
  }
  return wired;
}

/** Name of an output's lengths among the inputs and outputs of a program. */
export const lengthsName = (block: string, port: string): string => `${block}:${port}.lengths`;

/** Name of a block's values at every step among the outputs of an inspection. */
export const traceName = (block: string, name: string): string => `${block}/${name}`;

interface FedPorts {
  readonly inputs: readonly LoweredInput[];
  readonly outputs: Lowered['outputs'];
  readonly lengths: NonNullable<Lowered['lengths']>;
}

/** Inputs of the program for those outputs of a data block or a preparation that the network reads. */
function feedPorts(builder: Builder, checked: CheckedGraph, block: CheckedBlock, batch: number): FedPorts {
  const inputs: LoweredInput[] = [];
  const outputs: Record<string, NodeId> = {};
  const lengths: Record<string, NodeId> = {};
  for (const [port, type] of Object.entries(block.outputs)) {
    if (!isReadByNetwork(checked, block.id, port)) continue;
    const name = `${block.id}:${port}`;
    const shape = shapeOfType(type, batch);
    outputs[port] = builder.input(name, shape);
    const counted = type.lengths === undefined ? null : lengthsName(block.id, port);
    if (counted !== null) lengths[port] = builder.input(counted, [batch]);
    inputs.push({ name, block: block.id, port, shape, lengths: counted });
  }
  return { inputs, outputs, lengths };
}

/** Some block that is computed in the program takes this output. */
function isReadByNetwork(checked: CheckedGraph, id: string, port: string): boolean {
  return checked.order.some(
    (reader) =>
      reader.definition?.lower &&
      Object.values(checked.sources[reader.id] ?? {}).some(([from, output]) => from === id && output === port),
  );
}

function lengthsOf(
  checked: CheckedGraph,
  block: CheckedBlock,
  lengths: ReadonlyMap<string, NonNullable<Lowered['lengths']>>,
): Record<string, NodeId> {
  const wired: Record<string, NodeId> = {};
  for (const [port, [from, output]] of Object.entries(checked.sources[block.id] ?? {})) {
    const value = lengths.get(from)?.[output];
    if (value !== undefined) wired[port] = value;
  }
  return wired;
}

/**
 * Lengths of the outputs whose type has them: those that the block gives, or, where it keeps its steps, those of the first
 * input that has some. Throws a RangeError for an output that was left without.
 */
function outputLengths(block: CheckedBlock, wired: Record<string, NodeId>, lowered: Lowered): Record<string, NodeId> {
  const [first] = Object.values(wired);
  const lengths: Record<string, NodeId> = {};
  for (const [port, type] of Object.entries(block.outputs)) {
    if (type.lengths === undefined) continue;
    const own = block.definition?.lengths === 'keep' ? first : lowered.lengths?.[port];
    if (own === undefined) throw new RangeError(`${block.id}.${port} has lengths by its type, and none in the program`);
    lengths[port] = own;
  }
  return lengths;
}

/** Parameters `conv1/weight`. */
function addWeights(builder: Builder, block: string, specs: readonly WeightSpec[]): Record<string, NodeId> {
  return Object.fromEntries(
    specs.map(({ name, shape, initializer, trainable, l2 }) => [
      name,
      builder.parameter({ name: `${block}/${name}`, shape, initializer, trainable, l2 }),
    ]),
  );
}

/** Σ weight · Σ_b w_b·loss_b over the losses: with w_b = 1/n for n real examples, a weighted sum of means. */
function totalLoss(
  builder: Builder,
  losses: readonly { readonly block: string; readonly value: NonNullable<Lowered['loss']> }[],
  exampleWeights: NodeId,
): NodeId {
  let total: NodeId | null = null;
  for (const { block, value } of losses) {
    builder.at(block);
    const mean = builder.sum(builder.binary('multiply', value.perExample, exampleWeights), [0]);
    builder.output(`${block}:examples`, value.perExample);
    builder.output(`${block}:loss`, mean);
    const share = value.weight === 1 ? mean : builder.scalar('multiply', mean, value.weight);
    total = total === null ? share : builder.binary('add', total, share);
  }
  if (total === null) throw new RangeError('the graph has no loss');
  builder.output('loss', total);
  return total;
}

const tapsOf = ({ nodes }: Graph): readonly string[] =>
  nodes.flatMap((node) => (node.op === 'scan' ? node.attrs.taps.map(({ name }) => name) : []));

/** Sizes of a type for one batch size. Throws a RangeError for any other symbol. */
export function shapeOfType(type: TensorType, batch: number): Shape {
  return type.axes.map(({ size }) => {
    if (size === 'B') return batch;
    if (typeof size !== 'number') throw new RangeError(`the size ${size} is not bound`);
    return size;
  });
}
