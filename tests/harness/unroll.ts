/** What a scan means, in plain nodes: its body written out once for every step. */
import { Builder } from '../../src/ir/builder.ts';
import type { Graph, Node, NodeId } from '../../src/ir/graph.ts';
import { renumber } from '../../src/ir/renumber.ts';

export interface Unrolled {
  readonly graph: Graph;
  /** For each tap, the states after the steps t = 0 … T − 1. */
  readonly taps: { readonly [name: string]: readonly NodeId[] };
}

/** The graph without scans; its outputs keep their names. */
export function unroll(graph: Graph): Unrolled {
  const builder = new Builder();
  const moved: NodeId[] = [];
  const results = new Map<NodeId, readonly NodeId[]>();
  const taps: Record<string, readonly NodeId[]> = {};
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'scan') {
      const { values, states } = unrollScan(builder, node, moved);
      results.set(id, values);
      for (const { name, state } of node.attrs.taps) taps[name] = states.map((after) => after[state]!);
    } else {
      moved[id] =
        node.op === 'scanResult' ? results.get(node.inputs[0]!)![node.attrs.index]! : builder.take(node, moved);
    }
  }
  return { graph: renumber(graph, builder.finish().nodes, (id) => moved[id]!), taps };
}

/** Its results by index, and its states after each step. */
function unrollScan(builder: Builder, { attrs, inputs: outer, block, pass }: Node<'scan'>, moved: readonly NodeId[]) {
  const inputs = outer.map((input) => moved[input]!);
  const { body, steps, reverse } = attrs;
  builder.at(block, pass);
  let states = inputs.slice(0, body.states.length);
  const sequences = inputs.slice(states.length, states.length + body.sequences.length);
  const shared = inputs.slice(states.length + sequences.length);
  const partAt = (sequence: NodeId, step: number): NodeId => {
    const [, ...shape] = builder.shapeOf(sequence);
    return builder.reshape(builder.slice(sequence, 0, step, [1, ...shape]), shape);
  };
  const values = new Array<NodeId[]>(steps);
  const afters = new Array<readonly NodeId[]>(steps);
  const order = [...new Array(steps).keys()];
  for (const step of reverse ? order.reverse() : order) {
    const value = new Array<NodeId>(body.nodes.length);
    for (const [index, { before }] of body.states.entries()) value[before] = states[index]!;
    for (const [index, argument] of body.sequences.entries()) value[argument] = partAt(sequences[index]!, step);
    for (const [index, argument] of body.shared.entries()) value[argument] = shared[index]!;
    for (const [id, node] of body.nodes.entries()) {
      if (node.op === 'input') continue;
      value[id] = builder.take(node, value);
    }
    states = body.states.map(({ after }) => value[after]!);
    values[step] = value;
    afters[step] = states;
  }
  const stacked = body.stacked.map((id) => {
    const shape = [1, ...body.nodes[id]!.shape];
    return builder.concat(
      values.map((value) => builder.reshape(value[id]!, shape)),
      0,
    );
  });
  const summed = body.summed.map((id) =>
    values.map((value) => value[id]!).reduce((a, b) => builder.binary('add', a, b)),
  );
  return { values: [...states, ...stacked, ...summed], states: afters };
}
