/** From nodes to kernel calls: a product, its bias and its activation become one call where nothing else needs what lies between. */
import type { AnyNode, Graph, NodeId, Pass, Shape } from '../ir/graph.ts';
import type { UnaryFunction } from '../ir/ops.ts';
import type { AnyKernel, Epilogue } from './program.ts';

/** A kernel call whose operands are still values (node ids), not places in memory. */
export interface Step {
  readonly kernel: AnyKernel;
  /** Operands in the kernel's order; the bias, if any, comes last. */
  readonly inputs: readonly NodeId[];
  readonly output: NodeId;
  readonly block: string;
  readonly pass: Pass;
}

const none: Epilogue = { bias: false, activation: null };

/**
 * Functions that a kernel can apply on its way out. In training those whose derivative reads the argument (gelu, silu) stay
 * apart all the same: then the argument has a second reader, and only a value with one reader is fused away.
 */
const fusable: { readonly [F in UnaryFunction]: boolean } = {
  relu: true,
  'leaky-relu': true,
  elu: true,
  gelu: true,
  silu: true,
  sigmoid: true,
  tanh: true,
  softplus: true,
  exp: false,
  log: false,
  sqrt: false,
  rsqrt: false,
  square: false,
  abs: false,
  negate: false,
  huber: false,
};

interface Chain {
  readonly head: NodeId;
  readonly bias: NodeId | null;
  readonly activation: Epilogue['activation'];
  readonly tail: NodeId;
}

/** For each value, the one node that reads it; null when there are none, several, or it is asked for from outside. */
function soleReaders(graph: Graph): readonly (NodeId | null)[] {
  const readers = new Array<NodeId | null>(graph.nodes.length).fill(null);
  const count = new Array<number>(graph.nodes.length).fill(0);
  for (const [id, node] of graph.nodes.entries()) {
    for (const input of node.inputs) {
      readers[input] = id;
      count[input]!++;
    }
  }
  for (const ids of [graph.outputs, graph.updates, graph.carries, graph.gradients])
    for (const id of Object.values(ids)) count[id]!++;
  return readers.map((reader, id) => (count[id] === 1 ? reader : null));
}

/** One number a channel: all axes 1 but the last. */
function isRow(shape: Shape, of: Shape): boolean {
  return shape.length === of.length && shape.every((size, axis) => size === (axis === of.length - 1 ? of[axis] : 1));
}

/** The other operand, if the value's reader adds a row to it. */
function biasOf(graph: Graph, reader: AnyNode | null, value: NodeId): NodeId | null {
  if (reader?.op !== 'binary' || reader.attrs.fn !== 'add') return null;
  const other = reader.inputs[0] === value ? reader.inputs[1]! : reader.inputs[0]!;
  return isRow(graph.nodes[other]!.shape, graph.nodes[value]!.shape) ? other : null;
}

function chainFrom(graph: Graph, head: NodeId, readers: readonly (NodeId | null)[], claimed: Set<NodeId>): Chain {
  // A node is in one chain at most: of two products that are added (for a batch of one) only the first takes the sum.
  const reader = (id: NodeId): AnyNode | null => {
    const next = readers[id]!;
    return next === null || claimed.has(next) ? null : graph.nodes[next]!;
  };
  let tail = head;
  const bias = biasOf(graph, reader(tail), tail);
  if (bias !== null) tail = readers[tail]!;
  const last = reader(tail);
  if (last?.op !== 'unary' || !fusable[last.attrs.fn]) return { head, bias, activation: null, tail };
  return { head, bias, activation: { fn: last.attrs.fn, alpha: last.attrs.alpha }, tail: readers[tail]! };
}

function stepOf(graph: Graph, { head, bias, activation, tail }: Chain): Step {
  const node = graph.nodes[head]!;
  const kernel = {
    op: node.op,
    attrs: node.attrs,
    inputs: node.inputs.map((input) => graph.nodes[input]!.shape),
    output: node.shape,
    epilogue: bias === null && !activation ? none : { bias: bias !== null, activation },
  };
  return {
    kernel: kernel as AnyKernel,
    inputs: bias === null ? node.inputs : [...node.inputs, bias],
    output: tail,
    block: node.block,
    pass: node.pass,
  };
}

/** One step for each node that needs a kernel, in the order of the nodes; with `fused`, chains become one step. */
export function fuse(graph: Graph, fused: boolean): Step[] {
  const readers = fused ? soleReaders(graph) : [];
  const chains = new Map<NodeId, Chain>();
  const claimed = new Set<NodeId>();
  const absorbed = new Set<NodeId>();
  const steps: Step[] = [];
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'input' || node.op === 'parameter' || node.op === 'reshape') continue;
    if (fused && (node.op === 'matmul' || node.op === 'conv2d')) {
      const chain = chainFrom(graph, id, readers, claimed);
      for (let link = id; link !== chain.tail; link = readers[link]!) {
        absorbed.add(link);
        claimed.add(readers[link]!);
      }
      // Its bias may come after its head, so the step stands where its last node stood.
      chains.set(chain.tail, chain);
    }
    if (absorbed.has(id)) continue;
    steps.push(stepOf(graph, chains.get(id) ?? { head: id, bias: null, activation: null, tail: id }));
  }
  return steps;
}
