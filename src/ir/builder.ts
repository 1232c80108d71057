/** Builds an IR graph: one method an op, shapes inferred at once. Blocks lower through it, and grad adds to what it built. */
import type { AnyNode, Graph, NodeId, ParameterSpec, Pass, ScanBody, Shape } from './graph.ts';
import { inferShape, scanResultShape } from './infer.ts';
import type {
  BinaryFunction,
  ConvAttrs,
  OpAttrs,
  OpKind,
  PoolAttrs,
  ScanAttrs,
  UnaryFunction,
  WindowStepsAttrs,
} from './ops.ts';

export interface ScanArgs {
  readonly states: readonly NodeId[];
  readonly sequences: readonly NodeId[];
  readonly shared?: readonly NodeId[];
  readonly steps: number;
  readonly reverse?: boolean;
  readonly taps?: ScanAttrs['taps'];
}

/** Arguments of one step, in the order of the scan's own. */
export interface StepArguments {
  readonly states: readonly NodeId[];
  readonly sequences: readonly NodeId[];
  readonly shared: readonly NodeId[];
}

/** The states after the step, values that are kept of every step, and values that are added up over the steps. */
export type StepRule = (
  body: Builder,
  args: StepArguments,
) => { readonly after: readonly NodeId[]; readonly stacked?: readonly NodeId[]; readonly summed?: readonly NodeId[] };

export interface ScanValues {
  readonly scan: NodeId;
  /** The states after the last step. */
  readonly final: readonly NodeId[];
  /** [T, ...] each. */
  readonly stacked: readonly NodeId[];
  readonly summed: readonly NodeId[];
}

export class Builder {
  private readonly nodes: AnyNode[] = [];
  private readonly parameters: ParameterSpec[] = [];
  private readonly outputs: Record<string, NodeId> = {};
  private readonly updates: Record<string, NodeId> = {};
  private readonly carries: Record<string, NodeId> = {};
  private readonly gradients: Record<string, NodeId> = {};
  private block = '';
  private pass: Pass = 'forward';

  /** Starts from a graph, to add to it. */
  static from(graph: Graph): Builder {
    const builder = new Builder();
    for (const node of graph.nodes) builder.nodes.push(node);
    for (const parameter of graph.parameters) builder.parameters.push(parameter);
    Object.assign(builder.outputs, graph.outputs);
    Object.assign(builder.updates, graph.updates);
    Object.assign(builder.carries, graph.carries);
    Object.assign(builder.gradients, graph.gradients);
    return builder;
  }

  /** Nodes made from now on compute for this block. */
  at(block: string, pass: Pass = 'forward'): void {
    this.block = block;
    this.pass = pass;
  }

  shapeOf(id: NodeId): Shape {
    const node = this.nodes[id];
    if (!node) throw new RangeError(`no node %${id}`);
    return node.shape;
  }

  node(id: NodeId): AnyNode {
    const node = this.nodes[id];
    if (!node) throw new RangeError(`no node %${id}`);
    return node;
  }

  /** Ops whose result shape is free to choose (reshape, broadcast, slice ...) take it; the others infer it. */
  add<K extends OpKind>(op: K, attrs: OpAttrs[K], inputs: readonly NodeId[], shape?: Shape): NodeId {
    const inferred = inferShape(
      op,
      attrs,
      inputs.map((id) => this.shapeOf(id)),
      shape,
    );
    this.nodes.push({ op, attrs, inputs, shape: inferred, block: this.block, pass: this.pass } as AnyNode);
    return this.nodes.length - 1;
  }

  /** Adds a node of another graph, for the same block and pass, with inputs of this one that have the same shapes. */
  copy(node: AnyNode, inputs: readonly NodeId[]): NodeId {
    this.nodes.push({ ...node, inputs } as AnyNode);
    return this.nodes.length - 1;
  }

  /** Adds a node of another graph whose nodes went to `moved`. */
  take(node: AnyNode, moved: readonly NodeId[]): NodeId {
    return this.copy(
      node,
      node.inputs.map((input) => moved[input]!),
    );
  }

  input(name: string, shape: Shape): NodeId {
    return this.add('input', { name }, [], shape);
  }

  parameter(spec: ParameterSpec): NodeId {
    this.parameters.push(spec);
    return this.add('parameter', { name: spec.name }, [], spec.shape);
  }

  constant(shape: Shape, value: number): NodeId {
    return this.add('constant', { value }, [], shape);
  }

  unary(fn: UnaryFunction, x: NodeId, alpha = 1): NodeId {
    return this.add('unary', { fn, alpha }, [x]);
  }

  binary(fn: BinaryFunction, a: NodeId, b: NodeId): NodeId {
    return this.add('binary', { fn }, [a, b]);
  }

  /** x ∘ value for a number. */
  scalar(fn: BinaryFunction, x: NodeId, value: number): NodeId {
    return this.binary(
      fn,
      x,
      this.constant(
        this.shapeOf(x).map(() => 1),
        value,
      ),
    );
  }

  sum(x: NodeId, axes: readonly number[]): NodeId {
    return this.add('reduce', { fn: 'sum', axes }, [x]);
  }

  max(x: NodeId, axes: readonly number[]): NodeId {
    return this.add('reduce', { fn: 'max', axes }, [x]);
  }

  /** Mean over `axes`, which stay with size 1. */
  mean(x: NodeId, axes: readonly number[]): NodeId {
    const shape = this.shapeOf(x);
    const count = axes.reduce((product, axis) => product * (shape[axis] ?? 1), 1);
    return this.scalar('multiply', this.sum(x, axes), 1 / count);
  }

  broadcast(x: NodeId, shape: Shape): NodeId {
    return this.add('broadcast', {}, [x], shape);
  }

  matmul(a: NodeId, b: NodeId, transposeA = false, transposeB = false): NodeId {
    return this.add('matmul', { transposeA, transposeB }, [a, b]);
  }

  conv2d(x: NodeId, w: NodeId, attrs: ConvAttrs): NodeId {
    return this.add('conv2d', attrs, [x, w]);
  }

  conv2dGradInput(w: NodeId, dy: NodeId, shape: Shape, attrs: ConvAttrs): NodeId {
    return this.add('conv2dGradInput', attrs, [w, dy], shape);
  }

  maxPool(x: NodeId, attrs: PoolAttrs): NodeId {
    return this.add('maxPool', attrs, [x]);
  }

  avgPool(x: NodeId, attrs: PoolAttrs & { countPadding: boolean }): NodeId {
    return this.add('avgPool', attrs, [x]);
  }

  softmax(x: NodeId): NodeId {
    return this.add('softmax', {}, [x]);
  }

  crossEntropy(logits: NodeId, labels: NodeId): NodeId {
    return this.add('crossEntropy', {}, [logits, labels]);
  }

  oneHot(labels: NodeId, classes: number): NodeId {
    return this.add('oneHot', { classes }, [labels]);
  }

  reshape(x: NodeId, shape: Shape): NodeId {
    return this.add('reshape', {}, [x], shape);
  }

  transpose(x: NodeId, permutation: readonly number[]): NodeId {
    return this.add('transpose', { permutation }, [x]);
  }

  concat(parts: readonly NodeId[], axis: number): NodeId {
    return this.add('concat', { axis }, parts);
  }

  slice(x: NodeId, axis: number, start: number, shape: Shape): NodeId {
    return this.add('slice', { axis, start }, [x], shape);
  }

  uniform(shape: Shape, stream: number): NodeId {
    return this.add('uniform', { stream }, [], shape);
  }

  dropoutMask(u: NodeId, rate: number): NodeId {
    return this.add('dropoutMask', { rate }, [u]);
  }

  /** Rows of the table [N, F] for ids of any shape. */
  gather(table: NodeId, ids: NodeId): NodeId {
    return this.add('gather', {}, [table, ids]);
  }

  /** lengths [B] → [B, steps]: 1 where there is a real step. */
  stepMask(lengths: NodeId, steps: number): NodeId {
    return this.add('stepMask', {}, [lengths], [...this.shapeOf(lengths), steps]);
  }

  windowSteps(lengths: NodeId, attrs: WindowStepsAttrs): NodeId {
    return this.add('windowSteps', attrs, [lengths]);
  }

  /**
   * Runs a body over time. `states` are the values before the first step, `sequences` are [T, ...]; `step` builds the body in
   * a builder of its own from one argument for each of them. Gives the states after the last step, the stacked values and the
   * sums.
   */
  scan({ states, sequences, shared = [], steps, reverse = false, taps = [] }: ScanArgs, step: StepRule): ScanValues {
    const inside = new Builder();
    inside.at(this.block, this.pass);
    const argument = (what: string) => (id: NodeId, index: number) =>
      inside.input(`${what}${index}`, what === 'sequence' ? this.shapeOf(id).slice(1) : this.shapeOf(id));
    const before = states.map(argument('state'));
    const parts = sequences.map(argument('sequence'));
    const same = shared.map(argument('shared'));
    const { after, stacked = [], summed = [] } = step(inside, { states: before, sequences: parts, shared: same });
    const body: ScanBody = {
      nodes: inside.nodes,
      states: before.map((id, index) => ({ before: id, after: after[index]! })),
      sequences: parts,
      shared: same,
      stacked,
      summed,
    };
    const scan = this.add('scan', { body, steps, reverse, taps }, [...states, ...sequences, ...shared]);
    const results = (ids: readonly NodeId[], from: number) =>
      ids.map((_, index) => this.scanResult(scan, from + index));
    return {
      scan,
      final: results(states, 0),
      stacked: results(stacked, states.length),
      summed: results(summed, states.length + stacked.length),
    };
  }

  /** Keeps further values of a scan's body of every step, and gives them [T, ...]. The results it had keep their nodes. */
  stack(scan: NodeId, values: readonly NodeId[]): NodeId[] {
    const node = this.node(scan);
    if (node.op !== 'scan') throw new RangeError(`%${scan} is no scan`);
    const { body } = node.attrs;
    const sums = body.states.length + body.stacked.length;
    const attrs = { ...node.attrs, body: { ...body, stacked: [...body.stacked, ...values] } };
    this.nodes[scan] = { ...node, attrs };
    for (const [id, reader] of body.summed.length === 0 ? [] : this.nodes.entries()) {
      if (reader.op !== 'scanResult' || reader.inputs[0] !== scan || reader.attrs.index < sums) continue;
      this.nodes[id] = { ...reader, attrs: { index: reader.attrs.index + values.length } };
    }
    return values.map((_, index) => this.scanResult(scan, sums + index));
  }

  scanResult(scan: NodeId, index: number): NodeId {
    const node = this.node(scan);
    if (node.op !== 'scan') throw new RangeError(`%${scan} is no scan`);
    return this.add('scanResult', { index }, [scan], scanResultShape(node.attrs, index));
  }

  output(name: string, id: NodeId): void {
    this.outputs[name] = id;
  }

  /** After a run, the buffer takes the node's value. */
  update(parameter: string, id: NodeId): void {
    this.updates[parameter] = id;
  }

  /** After a run, the input takes the node's value. */
  carry(input: string, id: NodeId): void {
    this.carries[input] = id;
  }

  gradient(parameter: string, id: NodeId): void {
    this.gradients[parameter] = id;
  }

  finish(): Graph {
    return {
      nodes: [...this.nodes],
      parameters: [...this.parameters],
      outputs: { ...this.outputs },
      updates: { ...this.updates },
      carries: { ...this.carries },
      gradients: { ...this.gradients },
    };
  }
}
