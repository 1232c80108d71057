/** What every pass that makes new nodes does in the end: all that names nodes follows them. */
import type { AnyNode, Graph, NodeId } from './graph.ts';

type Ids = { readonly [name: string]: NodeId };

const mapIds = (ids: Ids, to: (id: NodeId) => NodeId): Ids =>
  Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, to(id)]));

/** The graph with other nodes, and `to` where the old ones went. */
export function renumber(graph: Graph, nodes: readonly AnyNode[], to: (id: NodeId) => NodeId): Graph {
  return {
    nodes,
    parameters: graph.parameters,
    outputs: mapIds(graph.outputs, to),
    updates: mapIds(graph.updates, to),
    carries: mapIds(graph.carries, to),
    gradients: mapIds(graph.gradients, to),
  };
}

/** The node with its inputs renumbered; itself when they keep their numbers. */
export function moveInputs(node: AnyNode, moved: readonly NodeId[]): AnyNode {
  if (node.inputs.every((input) => moved[input] === input)) return node;
  return { ...node, inputs: node.inputs.map((input) => moved[input]!) } as AnyNode;
}
