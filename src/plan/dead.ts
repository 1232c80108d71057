/** Drops what nothing asked for needs: nodes, results of scans, and the parts of their bodies that only those needed. */
import type { AnyNode, Graph, Node, NodeId, ScanBody } from '../ir/graph.ts';
import { moveInputs, renumber } from '../ir/renumber.ts';

/** What the graph is asked for: these values are read after the last node. */
export function askedOf({ outputs, updates, carries, gradients }: Graph): NodeId[] {
  return [outputs, updates, carries, gradients].flatMap((ids) => Object.values(ids));
}

/** Drops the nodes that nothing asked for needs. Inputs stay: the loop writes all of them. */
export function eliminateDead(graph: Graph): Graph {
  const live = new Array<boolean>(graph.nodes.length).fill(false);
  const readResults = new Map<NodeId, Set<number>>();
  const scans = new Map<NodeId, SlimScan>();
  for (const id of askedOf(graph)) live[id] = true;
  for (let id = graph.nodes.length - 1; id >= 0; id--) {
    let node = graph.nodes[id]!;
    if (node.op === 'input') live[id] = true;
    if (!live[id]) continue;
    if (node.op === 'scanResult') {
      const scan = node.inputs[0]!;
      readResults.set(scan, (readResults.get(scan) ?? new Set()).add(node.attrs.index));
    }
    if (node.op === 'scan') {
      const slim = slimScan(node, readResults.get(id) ?? new Set());
      scans.set(id, slim);
      node = slim.node;
    }
    for (const input of node.inputs) live[input] = true;
  }
  const isWhole = ([id, { node }]: [NodeId, SlimScan]) => node === graph.nodes[id];
  if (live.every(Boolean) && [...scans].every(isWhole)) return graph;
  const moved: NodeId[] = [];
  const nodes: AnyNode[] = [];
  for (const [id, node] of graph.nodes.entries()) {
    if (!live[id]) continue;
    moved[id] = nodes.length;
    const results = node.op === 'scanResult' ? scans.get(node.inputs[0]!)?.results : null;
    const slim = scans.get(id)?.node ?? (results ? ({ ...node, attrs: results(node) } as AnyNode) : node);
    nodes.push(moveInputs(slim, moved));
  }
  return renumber(graph, nodes, (id) => moved[id]!);
}

interface SlimScan {
  readonly node: Node<'scan'>;
  /** Where the result of a node went. */
  readonly results: (node: AnyNode) => { readonly index: number };
}

/** The scan with the results that are read alone, and with what these need of its states, sequences and shared inputs. */
function slimScan(node: Node<'scan'>, read: ReadonlySet<number>): SlimScan {
  const { body } = node.attrs;
  const { live, states } = liveParts(body, read);
  const results = [...body.states, ...body.stacked, ...body.summed].map((_, index) =>
    index < states.length ? states[index]! : read.has(index),
  );
  let count = 0;
  const moved = results.map((isRead) => (isRead ? count++ : count));
  const slim = {
    node,
    results: (result: AnyNode) => ({ index: moved[(result as Node<'scanResult'>).attrs.index]! }),
  };
  if (live.every(Boolean) && results.every(Boolean)) return slim;

  const ids: NodeId[] = [];
  const nodes: AnyNode[] = [];
  for (const [id, each] of body.nodes.entries()) {
    if (!live[id]) continue;
    ids[id] = nodes.length;
    nodes.push(moveInputs(each, ids));
  }
  const isLive = (id: NodeId) => live[id]!;
  const afterStates = body.states.length;
  const afterStacked = afterStates + body.stacked.length;
  const slimBody: ScanBody = {
    nodes,
    states: body.states
      .filter((_, index) => states[index])
      .map(({ before, after }) => ({ before: ids[before]!, after: ids[after]! })),
    sequences: body.sequences.filter(isLive).map((id) => ids[id]!),
    shared: body.shared.filter(isLive).map((id) => ids[id]!),
    stacked: body.stacked.filter((_, index) => read.has(afterStates + index)).map((id) => ids[id]!),
    summed: body.summed.filter((_, index) => read.has(afterStacked + index)).map((id) => ids[id]!),
  };
  const arguments_ = [...body.states.map(({ before }) => before), ...body.sequences, ...body.shared];
  const inputs = node.inputs.filter((_, index) => live[arguments_[index]!]);
  // Taps are a matter of differentiation, which has been.
  return { ...slim, node: { ...node, attrs: { ...node.attrs, body: slimBody, taps: [] }, inputs } };
}

/** Nodes of the body that are needed, and states: those that are read, and those that others hang on from step to step. */
function liveParts(body: ScanBody, read: ReadonlySet<number>): { live: boolean[]; states: boolean[] } {
  const live = new Array<boolean>(body.nodes.length).fill(false);
  const states = body.states.map(() => false);
  for (const [index, id] of [...body.stacked, ...body.summed].entries()) {
    if (read.has(body.states.length + index)) live[id] = true;
  }
  for (let grows = true; grows; ) {
    for (let id = body.nodes.length - 1; id >= 0; id--) {
      if (live[id]) for (const input of body.nodes[id]!.inputs) live[input] = true;
    }
    grows = false;
    for (const [index, { before, after }] of body.states.entries()) {
      if (states[index] || !(read.has(index) || live[before])) continue;
      states[index] = true;
      live[before] = true;
      live[after] = true;
      grows = true;
    }
  }
  return { live, states };
}
