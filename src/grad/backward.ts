/** Reverse-mode differentiation: adds to a graph the nodes that compute the gradient of its loss. */
import { elementCount } from '../base/rowmajor.ts';
import { Builder } from '../ir/builder.ts';
import type { AnyNode, Graph, NodeId } from '../ir/graph.ts';
import type { OpKind } from '../ir/ops.ts';
import type { Rule } from './vjp.ts';
import { vjps } from './vjp.ts';

/** Names for gradients with respect to nodes: each becomes an output of the graph. */
export interface Taps {
  readonly [output: string]: NodeId;
}

/**
 * The graph with `gradients` of `loss`, a node with one element, for every trainable parameter; zeros for those that it does
 * not depend on. Outputs and updates stay; `taps` asks for more gradients, as outputs. Throws a RangeError when the loss has
 * several elements or hangs on an op that cannot be differentiated.
 */
export function backward(graph: Graph, loss: NodeId, taps: Taps = {}): Graph {
  const builder = Builder.from(graph);
  if (elementCount(builder.shapeOf(loss)) !== 1) {
    throw new RangeError(`the loss %${loss} has shape [${builder.shapeOf(loss).join(', ')}], not one element`);
  }
  const parameters = trainableNodes(graph);
  const needed = dependents(graph, [...parameters.values(), ...Object.values(taps)]);
  const gradients = new Map<NodeId, NodeId>();
  builder.at(graph.nodes[loss]!.block, 'backward');
  if (needed[loss]) gradients.set(loss, builder.constant(builder.shapeOf(loss), 1));
  for (let id = loss; id >= 0; id--) {
    const dy = gradients.get(id);
    if (dy === undefined) continue;
    const node = graph.nodes[id]!;
    builder.at(node.block, 'backward');
    for (const [index, gradient] of pullBack(builder, node, id, dy, needed).entries()) {
      const input = node.inputs[index]!;
      if (gradient === null || !needed[input]) continue;
      const before = gradients.get(input);
      gradients.set(input, before === undefined ? gradient : builder.binary('add', before, gradient));
    }
  }
  builder.at('', 'backward');
  for (const { name, shape, trainable } of graph.parameters) {
    if (!trainable) continue;
    builder.gradient(name, gradients.get(parameters.get(name) ?? -1) ?? builder.constant(shape, 0));
  }
  for (const [name, id] of Object.entries(taps)) {
    builder.output(name, gradients.get(id) ?? builder.constant(builder.shapeOf(id), 0));
  }
  return builder.finish();
}

function trainableNodes(graph: Graph): Map<string, NodeId> {
  const trainable = new Set(graph.parameters.filter((spec) => spec.trainable).map((spec) => spec.name));
  const nodes = new Map<string, NodeId>();
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'parameter' && trainable.has(node.attrs.name)) nodes.set(node.attrs.name, id);
  }
  return nodes;
}

/** Marks the nodes whose value depends on one of `sources`, and those themselves. */
function dependents(graph: Graph, sources: readonly NodeId[]): readonly boolean[] {
  const marked = new Array<boolean>(graph.nodes.length).fill(false);
  for (const id of sources) marked[id] = true;
  for (const [id, node] of graph.nodes.entries()) {
    if (node.inputs.some((input) => marked[input])) marked[id] = true;
  }
  return marked;
}

function pullBack(
  builder: Builder,
  node: AnyNode,
  y: NodeId,
  dy: NodeId,
  needed: readonly boolean[],
): readonly (NodeId | null)[] {
  const wants = (index: number): boolean => needed[node.inputs[index]!]!;
  if (!node.inputs.some((_, index) => wants(index))) return [];
  // A node's own rule takes that node: the table holds it, an indexed access forgets it.
  const rule = vjps[node.op] as Rule<OpKind>;
  if (rule === 'zero') return [];
  if (rule === 'notDifferentiable' || rule === 'throughTime') {
    throw new RangeError(`%${y} ${node.op} of block "${node.block}" cannot be differentiated`);
  }
  return rule({ builder, node, y, dy, wants });
}
