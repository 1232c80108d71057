/**
 * From nodes to kernel calls. A product, its bias and its activation become one call where nothing else needs what lies between;
 * so do elementwise nodes that follow upon each other, whatever else needs.
 */
import type { AnyNode, NodeId, Shape } from '../ir/graph.ts';
import type { UnaryFunction } from '../ir/ops.ts';
import { type Clusters, findClusters, valueBehind } from './clusters.ts';
import { fusedStep } from './fused.ts';
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

/** Chains behind products, with all of their nodes. */
function findChains(nodes: readonly AnyNode[], asked: readonly NodeId[]): (Chain & { links: readonly NodeId[] })[] {
  const readers = soleReaders(nodes, asked);
  // A node is in one chain at most: of two products that are added (for a batch of one) only the first takes the sum.
  const claimed = new Set<NodeId>();
  const chains: (Chain & { links: readonly NodeId[] })[] = [];
  for (const [id, { op }] of nodes.entries()) {
    if (op !== 'matmul' && op !== 'conv2d') continue;
    const chain = chainFrom(nodes, id, (link) => (claimed.has(readers[link] ?? -1) ? null : readers[link]!));
    const links = [id];
    for (let link = id; link !== chain.tail; link = readers[link]!) links.push(readers[link]!);
    for (const link of links) claimed.add(link);
    chains.push({ ...chain, links });
  }
  return chains;
}

function chainFrom(nodes: readonly AnyNode[], head: NodeId, soleReader: (id: NodeId) => NodeId | null): Chain {
  const readerOf = (id: NodeId): AnyNode | null => {
    const reader = soleReader(id);
    return reader === null ? null : nodes[reader]!;
  };
  let tail = head;
  const bias = biasOf(nodes, readerOf(tail), tail);
  if (bias !== null) tail = soleReader(tail)!;
  const last = readerOf(tail);
  if (last?.op !== 'unary' || !fusable[last.attrs.fn]) return { head, bias, activation: null, tail };
  return { head, bias, activation: { fn: last.attrs.fn, alpha: last.attrs.alpha }, tail: soleReader(tail)! };
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
 * Steps for the nodes of a graph or a body that need kernels. With `fused`, chains and clusters become one step each; steps
 * stand where their last node stood, which may be behind their first reader. Values that are `asked` for are needed from
 * outside.
 */
export function fuse(
  nodes: readonly AnyNode[],
  asked: readonly NodeId[],
  fused: boolean,
): ReadonlyMap<NodeId, KernelStep> {
  const chains = fused ? findChains(nodes, asked) : [];
  const ends = new Map<NodeId, () => KernelStep | null>(
    chains.map((chain) => [chain.tail, () => stepOf(nodes, chain)]),
  );
  const taken = new Set(chains.flatMap(({ links }) => links));
  const { clusters, isVirtual } = fused ? findClusters(nodes, asked, taken) : noClusters;
  const isRead = readFromMemory(nodes, asked, { clusters, isVirtual });
  for (const members of clusters) {
    for (const id of members) taken.add(id);
    ends.set(members.at(-1)!, () => fusedStep(nodes, members, isVirtual, isRead));
  }
  const steps = new Map<NodeId, KernelStep>();
  for (const id of nodes.keys()) {
    const end = ends.get(id);
    const isInline = isVirtual(id) || (nodes[id]!.op === 'constant' && !isRead(id));
    if (!end && (taken.has(id) || isInline)) continue;
    const step = end ? end() : stepOf(nodes, { head: id, bias: null, activation: null, tail: id });
    if (step) steps.set(id, step);
  }
  return steps;
}

const noClusters: Clusters = { clusters: [], isVirtual: () => false };

/** Which values must be in memory: clusters compute their members' and the constants among their operands on the way. */
function readFromMemory(
  nodes: readonly AnyNode[],
  asked: readonly NodeId[],
  { clusters, isVirtual }: Clusters,
): (id: NodeId) => boolean {
  const clusterOf = new Map(clusters.flatMap((members, cluster) => members.map((id) => [id, cluster] as const)));
  const read = new Set(asked.map((id) => valueBehind(nodes, id)));
  for (const [id, { inputs }] of nodes.entries()) {
    // What a view shows is read by the readers of the view.
    if (valueBehind(nodes, id) !== id) continue;
    const isFused = clusterOf.has(id) || isVirtual(id);
    for (const input of inputs) {
      const value = valueBehind(nodes, input);
      const isOnTheWay = nodes[value]!.op === 'constant' ? isFused : clusterOf.get(value) === clusterOf.get(id);
      if (!isOnTheWay) read.add(value);
    }
  }
  return (id) => read.has(id);
}
