/** Reverse-mode differentiation: adds to a graph the nodes that compute the gradient of its loss. */
import { elementCount } from '../base/rowmajor.ts';
import { Builder } from '../ir/builder.ts';
import type { Graph, NodeId } from '../ir/graph.ts';
import { hoist } from '../ir/hoist.ts';
import { Gradients, pullBack } from './pull-back.ts';
import { pullBackScan } from './scan.ts';

/** Names for gradients with respect to nodes: each becomes an output of the graph. */
export interface Taps {
  readonly [output: string]: NodeId;
}

/**
 * The graph with `gradients` of `loss`, a node with one element, for every trainable parameter; zeros for those that it does
 * not depend on. Outputs and updates stay; `taps` asks for more gradients, as outputs, and so do the taps of scans. Throws a
 * RangeError when the loss has several elements or hangs on an op that cannot be differentiated.
 */
export function backward(graph: Graph, loss: NodeId, taps: Taps = {}): Graph {
  // Before differentiation rather than after: then the derivative of what was taken out of a scan is out of it as well.
  const { graph: hoisted, moved } = hoist(graph);
  const nodes = Object.entries(taps).map(([name, id]) => [name, moved[id]!] as const);
  return differentiate(hoisted, moved[loss]!, Object.fromEntries(nodes));
}

function differentiate(graph: Graph, loss: NodeId, taps: Taps): Graph {
  const builder = Builder.from(graph);
  if (elementCount(builder.shapeOf(loss)) !== 1) {
    throw new RangeError(`the loss %${loss} has shape [${builder.shapeOf(loss).join(', ')}], not one element`);
  }
  const parameters = trainableNodes(graph);
  const needed = dependents(graph, [...parameters.values(), ...Object.values(taps)]);
  const gradients = new Gradients(builder);
  const results = new Map<NodeId, Gradients>();
  builder.at(graph.nodes[loss]!.block, 'backward');
  if (needed[loss]) gradients.add(loss, builder.constant(builder.shapeOf(loss), 1));
  for (let id = graph.nodes.length - 1; id >= 0; id--) {
    const node = graph.nodes[id]!;
    builder.at(node.block, 'backward');
    if (node.op === 'scan') {
      pullBackScan(builder, id, results.get(id) ?? new Gradients(builder), needed, gradients);
      continue;
    }
    const dy = gradients.total(id);
    if (dy === null) continue;
    if (node.op === 'scanResult') {
      const scan = node.inputs[0]!;
      const ofScan = results.get(scan) ?? new Gradients(builder);
      ofScan.add(node.attrs.index, dy);
      results.set(scan, ofScan);
    } else {
      pullBack(builder, node, id, dy, needed, gradients);
    }
  }
  builder.at('', 'backward');
  for (const { name, shape, trainable } of graph.parameters) {
    if (!trainable) continue;
    builder.gradient(name, gradients.total(parameters.get(name) ?? -1) ?? builder.constant(shape, 0));
  }
  for (const [name, id] of Object.entries(taps)) {
    builder.output(name, gradients.total(id) ?? builder.constant(builder.shapeOf(id), 0));
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

/** Marks the nodes whose value depends on one of `sources`, those themselves, and scans of which a gradient is asked. */
function dependents(graph: Graph, sources: readonly NodeId[]): readonly boolean[] {
  const marked = new Array<boolean>(graph.nodes.length).fill(false);
  for (const id of sources) marked[id] = true;
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'scan' && node.attrs.taps.length > 0) marked[id] = true;
    if (node.inputs.some((input) => marked[input])) marked[id] = true;
  }
  return marked;
}
