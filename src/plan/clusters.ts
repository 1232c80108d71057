/**
 * Which elementwise nodes are computed together, in one pass over rows and columns. A node's stage counts the changes of grid
 * and the other kernels on the way to it: it never falls along a path, and rises wherever a path leaves a cluster, so nodes of
 * one grid and one stage can be computed at once without waiting for each other's readers.
 */
import { sameSizes } from '../base/rowmajor.ts';
import type { AnyNode, Node, NodeId, Shape } from '../ir/graph.ts';
import { joined, repeated, sameGrid, sliced } from './lattice.ts';

export interface Clusters {
  /** Members in their order; a cluster with only one member is worth nothing and left out, unless it reads a virtual value. */
  readonly clusters: readonly (readonly NodeId[])[];
  /**
   * Elementwise nodes that are only read in slices without overlap: they have no memory and are computed where a slice is.
   */
  readonly isVirtual: (id: NodeId) => boolean;
}

/** `taken` are the nodes that other kernels compute along with theirs. */
export function findClusters(
  nodes: readonly AnyNode[],
  asked: readonly NodeId[],
  taken: ReadonlySet<NodeId>,
): Clusters {
  const isElementwise = nodes.map((node, id) => !taken.has(id) && canWalk(nodes, node));
  const virtual = findVirtual(nodes, asked, isElementwise);
  const isMember = (id: NodeId): boolean => isElementwise[id]! && !virtual[id];
  const stages: number[] = [];
  const union = new Union(nodes.length);
  for (const [id, node] of nodes.entries()) {
    let stage = 0;
    const near: NodeId[] = [];
    for (const input of node.inputs) {
      const value = valueBehind(nodes, input);
      if (nodes[value]!.op === 'constant') continue;
      const isNear = isMember(id) && isMember(value) && readsInPlace(nodes, node, input, value);
      if (isNear) near.push(value);
      const rises = isElementwise[id] && !virtual[value] && !isNear;
      stage = Math.max(stage, stages[value]! + (rises ? 1 : 0));
    }
    stages.push(stage);
    for (const value of near) if (stages[value] === stage) union.join(id, value);
  }
  const groups = new Map<NodeId, NodeId[]>();
  for (const id of nodes.keys()) {
    if (!isMember(id)) continue;
    const root = union.find(id);
    const group = groups.get(root);
    if (group) group.push(id);
    else groups.set(root, [id]);
  }
  const readsVirtual = (id: NodeId) => nodes[id]!.inputs.some((input) => virtual[input]);
  const clusters = [...groups.values()].flatMap((group) => inKernels(nodes, group, virtual));
  return {
    clusters: clusters.filter((group) => group.length > 1 || group.some(readsVirtual)),
    isVirtual: (id) => virtual[id]!,
  };
}

/** A kernel takes an address for each operand, and WebAssembly has no functions of more than 1000 parameters. */
const mostOperands = 500;

/** The cluster in as many parts as it takes, in their order: what is in one part may read what is in those before it. */
function inKernels(nodes: readonly AnyNode[], group: readonly NodeId[], virtual: readonly boolean[]): NodeId[][] {
  const operandsOf = (id: NodeId): number =>
    nodes[id]!.inputs.reduce((sum, input) => sum + (virtual[input] ? operandsOf(input) : 1), 0);
  const parts: NodeId[][] = [[]];
  let operands = 0;
  for (const id of group) {
    const own = operandsOf(id) + 1;
    if (operands + own > mostOperands && operands > 0) {
      parts.push([]);
      operands = 0;
    }
    parts.at(-1)!.push(id);
    operands += own;
  }
  return parts;
}

/** Whether element (row, column) of the node is computed from one element of each operand. */
function canWalk(nodes: readonly AnyNode[], node: AnyNode): boolean {
  const shapes = node.inputs.map((input) => nodes[input]!.shape);
  switch (node.op) {
    case 'unary':
    case 'unaryGrad':
    case 'dropoutMask':
      return true;
    case 'binary':
    case 'broadcast':
      return shapes.every((shape) => repeated(shape, node.shape) !== null);
    case 'slice':
      return sliced(node, shapes[0]!) !== null;
    case 'concat':
      return joined(shapes, node.attrs.axis, node.shape) !== null;
    default:
      return false;
  }
}

/** The value that a view shows, as long as its rows and columns are the same. */
export function valueBehind(nodes: readonly AnyNode[], id: NodeId): NodeId {
  const node = nodes[id]!;
  if (node.op !== 'reshape') return id;
  const source = node.inputs[0]!;
  return sameGrid(node.shape, nodes[source]!.shape) ? valueBehind(nodes, source) : id;
}

/** The shape whose rows and columns a member is computed on: a join is computed part by part. */
export function walkedShape(nodes: readonly AnyNode[], node: AnyNode): Shape {
  return node.op === 'concat' ? nodes[node.inputs[0]!]!.shape : node.shape;
}

/** Whether the node, at some row and column, reads that member's value at the same row and column. */
export function readsInPlace(nodes: readonly AnyNode[], node: AnyNode, input: NodeId, value: NodeId): boolean {
  return nodes[value]!.op !== 'concat' && sameGrid(nodes[input]!.shape, walkedShape(nodes, node));
}

function findVirtual(
  nodes: readonly AnyNode[],
  asked: readonly NodeId[],
  isElementwise: readonly boolean[],
): readonly boolean[] {
  const readers = nodes.map((): NodeId[] => []);
  for (const [id, { inputs }] of nodes.entries()) for (const input of new Set(inputs)) readers[input]!.push(id);
  const isAsked = new Set(asked);
  const virtual = new Array<boolean>(nodes.length).fill(false);
  for (let id = nodes.length - 1; id >= 0; id--) {
    const { op } = nodes[id]!;
    if (!isElementwise[id] || isAsked.has(id) || op === 'slice' || op === 'concat' || op === 'broadcast') continue;
    const [first, ...others] = readers[id]!;
    const isPartOfVirtual = first !== undefined && others.length === 0 && virtual[first]!;
    virtual[id] = isPartOfVirtual
      ? sameSizes(nodes[first]!.shape, nodes[id]!.shape)
      : areApart(readers[id]!.map((reader) => nodes[reader]!));
  }
  return virtual;
}

/** Slices along the last axis of one value, none of which takes what another takes; there is at least one. */
function areApart(readers: readonly AnyNode[]): boolean {
  const isColumns = (node: AnyNode): node is Node<'slice'> =>
    node.op === 'slice' && node.attrs.axis === node.shape.length - 1;
  if (readers.length === 0 || !readers.every(isColumns)) return false;
  const sorted = [...readers].sort((a, b) => a.attrs.start - b.attrs.start);
  return sorted.every(({ attrs }, index) => {
    const before = sorted[index - 1];
    return !before || before.attrs.start + before.shape.at(-1)! <= attrs.start;
  });
}

/** Sets that are joined step by step (union–find). */
class Union {
  private readonly parents: number[];

  constructor(count: number) {
    this.parents = Array.from({ length: count }, (_, id) => id);
  }

  find(id: number): number {
    let root = id;
    while (this.parents[root] !== root) root = this.parents[root]!;
    this.parents[id] = root;
    return root;
  }

  join(a: number, b: number): void {
    this.parents[this.find(a)] = this.find(b);
  }
}
