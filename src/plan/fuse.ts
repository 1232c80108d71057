/** From nodes to kernel calls: a product, its bias and its activation become one call where nothing else needs what lies between. */
import type { AnyNode, NodeId, Shape } from '../ir/graph.ts';
import type { UnaryFunction } from '../ir/ops.ts';
import type { Epilogue, KernelOp, LeafOp } from './program.ts';
import { type KernelStep, kernelOf } from './steps.ts';

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
function soleReaders(nodes: readonly AnyNode[], asked: readonly NodeId[]): readonly (NodeId | null)[] {
  const readers = new Array<NodeId | null>(nodes.length).fill(null);
  const count = new Array<number>(nodes.length).fill(0);
  for (const [id, node] of nodes.entries()) {
    for (const input of node.inputs) {
      readers[input] = id;
      count[input]!++;
    }
  }
  for (const id of asked) count[id]!++;
  return readers.map((reader, id) => (count[id] === 1 ? reader : null));
}

/** One number a channel: all axes 1 but the last. */
function isRow(shape: Shape, of: Shape): boolean {
  return shape.length === of.length && shape.every((size, axis) => size === (axis === of.length - 1 ? of[axis] : 1));
}

/** The other operand, if the value's reader adds a row to it. */
function biasOf(nodes: readonly AnyNode[], reader: AnyNode | null, value: NodeId): NodeId | null {
  if (reader?.op !== 'binary' || reader.attrs.fn !== 'add') return null;
  const other = reader.inputs[0] === value ? reader.inputs[1]! : reader.inputs[0]!;
  return isRow(nodes[other]!.shape, nodes[value]!.shape) ? other : null;
}

function chainFrom(
  nodes: readonly AnyNode[],
  head: NodeId,
  readers: readonly (NodeId | null)[],
  claimed: ReadonlySet<NodeId>,
): Chain {
  // A node is in one chain at most: of two products that are added (for a batch of one) only the first takes the sum.
  const reader = (id: NodeId): AnyNode | null => {
    const next = readers[id]!;
    return next === null || claimed.has(next) ? null : nodes[next]!;
  };
  let tail = head;
  const bias = biasOf(nodes, reader(tail), tail);
  if (bias !== null) tail = readers[tail]!;
  const last = reader(tail);
  if (last?.op !== 'unary' || !fusable[last.attrs.fn]) return { head, bias, activation: null, tail };
  return { head, bias, activation: { fn: last.attrs.fn, alpha: last.attrs.alpha }, tail: readers[tail]! };
}

const leaves: ReadonlySet<string> = new Set<LeafOp>(['input', 'parameter', 'reshape', 'scan', 'scanResult']);

const needsKernel = (node: AnyNode): node is Extract<AnyNode, { op: KernelOp }> => !leaves.has(node.op);

function stepOf(nodes: readonly AnyNode[], { head, bias, activation, tail }: Chain): KernelStep | null {
  const node = nodes[head]!;
  if (!needsKernel(node)) return null;
  const operands = node.inputs.map((input) => nodes[input]!.shape);
  const epilogue = { bias: bias !== null, activation };
  return {
    kernel: kernelOf(node.op, node.attrs, operands, node.shape, epilogue),
    inputs: bias === null ? node.inputs : [...node.inputs, bias],
    outputs: [tail],
    block: node.block,
    pass: node.pass,
  };
}

/**
 * A step for each node of a graph or a body that needs a kernel, by the node in whose place it stands, in the order of the
 * nodes; with `fused`, chains become one step. Values that are `asked` for are needed from outside.
 */
export function fuse(
  nodes: readonly AnyNode[],
  asked: readonly NodeId[],
  fused: boolean,
): ReadonlyMap<NodeId, KernelStep> {
  const readers = fused ? soleReaders(nodes, asked) : [];
  const chains = new Map<NodeId, Chain>();
  const claimed = new Set<NodeId>();
  const absorbed = new Set<NodeId>();
  const steps = new Map<NodeId, KernelStep>();
  for (const [id, node] of nodes.entries()) {
    if (fused && (node.op === 'matmul' || node.op === 'conv2d')) {
      const chain = chainFrom(nodes, id, readers, claimed);
      for (let link = id; link !== chain.tail; link = readers[link]!) {
        absorbed.add(link);
        claimed.add(readers[link]!);
      }
      // Its bias may come after its head, so the step stands where its last node stood.
      chains.set(chain.tail, chain);
    }
    if (absorbed.has(id)) continue;
    const step = stepOf(nodes, chains.get(id) ?? { head: id, bias: null, activation: null, tail: id });
    if (step) steps.set(id, step);
  }
  return steps;
}
