/** Turns a checked graph into IR by calling each block in turn. */
import type { BlockDefinition, Lowered, Metric, Mode, WeightSpec } from '../blocks/define.ts';
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
export type LoweredMetric = Metric<string> & { readonly block: string };

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
  const lowering = new Lowering(checked, options);
  for (const block of checked.order) lowering.add(block);
  return lowering.finish();
}

type Loss = NonNullable<Lowered['loss']>;

class Lowering {
  private readonly checked: CheckedGraph;
  private readonly options: LowerOptions;
  private readonly builder = new Builder();
  private readonly exampleWeights: NodeId;
  /** By block: its outputs, and the lengths of those that have some. */
  private readonly values = new Map<string, Lowered['outputs']>();
  private readonly lengths = new Map<string, NonNullable<Lowered['lengths']>>();
  private readonly inputs: LoweredInput[] = [];
  private readonly lossValues: { readonly block: string; readonly value: Loss }[] = [];
  private readonly losses: LoweredLoss[] = [];
  private readonly metrics: LoweredMetric[] = [];

  constructor(checked: CheckedGraph, options: LowerOptions) {
    this.checked = checked;
    this.options = options;
    this.exampleWeights = this.builder.input(exampleWeightsName, [options.batch]);
  }

  /** Blocks come after those that they read. */
  add(block: CheckedBlock): void {
    if (!block.definition) throw new RangeError(`${block.id} is of an unknown kind`);
    this.builder.at(block.id);
    if (block.definition.lower) this.compute(block, block.definition.lower);
    else this.feed(block);
  }

  finish(): LoweredModel {
    const { builder, losses, metrics, inputs } = this;
    const loss = totalLoss(builder, this.lossValues, this.exampleWeights);
    const graph = builder.finish();
    return { graph, loss, losses, metrics, inputs, carries: Object.keys(graph.carries), taps: tapsOf(graph) };
  }

  /** Inputs of the program for those outputs of a data block or a preparation that the network reads. */
  private feed({ id, outputs }: CheckedBlock): void {
    const { builder, options } = this;
    const values: Record<string, NodeId> = {};
    const lengths: Record<string, NodeId> = {};
    for (const [port, type] of Object.entries(outputs)) {
      if (!isReadByNetwork(this.checked, id, port)) continue;
      const name = `${id}:${port}`;
      const shape = shapeOfType(type, options.batch);
      values[port] = builder.input(name, shape);
      const counted = type.lengths === undefined ? null : lengthsName(id, port);
      if (counted !== null) lengths[port] = builder.input(counted, [options.batch]);
      this.inputs.push({ name, block: id, port, shape, lengths: counted });
      if (options.expose === 'all') builder.output(name, values[port]);
    }
    this.values.set(id, values);
    this.lengths.set(id, lengths);
  }

  private compute(block: CheckedBlock, rule: NonNullable<BlockDefinition['lower']>): void {
    const { builder, exampleWeights } = this;
    const { batch, mode, expose } = this.options;
    const inputs = this.inputsOf(block);
    const inputLengths = this.lengthsOf(block);
    const lowered = rule(builder, {
      block: block.id,
      params: block.params as never,
      mode,
      batch,
      inputs,
      lengths: inputLengths,
      types: { inputs: block.inputs, outputs: block.outputs },
      weights: addWeights(builder, block.id, block.weights),
      exampleWeights,
      ...(block.body && {
        bodies: [block.body, ...block.upper].map((body) => bodyLowering(body, { mode, batch })),
      }),
    });
    const lengths = outputLengths(block, inputLengths, lowered);
    this.values.set(block.id, lowered.outputs);
    this.lengths.set(block.id, lengths);
    for (const [weight, value] of Object.entries(lowered.updates ?? {})) builder.update(`${block.id}/${weight}`, value);
    if (expose === 'all') exposeAll(builder, block.id, lowered, lengths);
    if (lowered.loss) this.addLoss(block.id, inputs, lowered.loss);
  }

  private inputsOf(block: CheckedBlock): Record<string, NodeId> {
    const wired: Record<string, NodeId> = {};
    for (const [port, [from, output]] of Object.entries(this.checked.sources[block.id] ?? {})) {
      const value = this.values.get(from)?.[output];
      if (value === undefined)
        throw new RangeError(`${block.id}.${port} comes from ${from}.${output}, which has no value`);
      wired[port] = value;
    }
    return wired;
  }

  private lengthsOf(block: CheckedBlock): Record<string, NodeId> {
    const wired: Record<string, NodeId> = {};
    for (const [port, [from, output]] of Object.entries(this.checked.sources[block.id] ?? {})) {
      const value = this.lengths.get(from)?.[output];
      if (value !== undefined) wired[port] = value;
    }
    return wired;
  }

  /** What meets in a loss is an output in every program, and so is what its metric counts. */
  private addLoss(block: string, inputs: Record<string, NodeId>, value: Loss): void {
    const { builder } = this;
    this.lossValues.push({ block, value });
    for (const [port, node] of Object.entries(inputs)) builder.output(`${block}:${port}`, node);
    const ends = { block, prediction: `${block}:prediction`, target: `${block}:target` };
    this.losses.push({ ...ends, mean: `${block}:loss`, examples: `${block}:examples`, weight: value.weight });
    const { metric } = value;
    if (!metric) return;
    const lengths = metric.lengths === null ? null : lengthsName(block, 'answers');
    if (lengths !== null && metric.lengths !== null) builder.output(lengths, metric.lengths);
    this.metrics.push({ ...metric, ...ends, lengths });
  }
}

/** Outputs for all that can be looked at in a block. */
function exposeAll(
  builder: Builder,
  block: string,
  { outputs, before, traces = {} }: Lowered,
  lengths: NonNullable<Lowered['lengths']>,
): void {
  for (const [port, node] of Object.entries(outputs)) builder.output(`${block}:${port}`, node);
  if (before !== undefined) builder.output(`${block}:before`, before);
  for (const [name, node] of Object.entries(traces)) builder.output(traceName(block, name), node);
  for (const [port, node] of Object.entries(lengths)) builder.output(lengthsName(block, port), node);
}

/** Name of an output's lengths among the inputs and outputs of a program. */
export const lengthsName = (block: string, port: string): string => `${block}:${port}.lengths`;

/** Name of a block's values at every step among the outputs of an inspection. */
export const traceName = (block: string, name: string): string => `${block}/${name}`;

/** Some block that is computed in the program takes this output. */
function isReadByNetwork(checked: CheckedGraph, id: string, port: string): boolean {
  return checked.order.some(
    (reader) =>
      reader.definition?.lower &&
      Object.values(checked.sources[reader.id] ?? {}).some(([from, output]) => from === id && output === port),
  );
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
  losses: readonly { readonly block: string; readonly value: Loss }[],
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
