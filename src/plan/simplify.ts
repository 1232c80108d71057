/** Makes a graph smaller without changing what it computes: one walk that rewrites each node, then a sweep of the dead. */
import { elementCount, sameSizes } from '../base/rowmajor.ts';
import type { AnyNode, Graph, Node, NodeId, ScanBody, Shape } from '../ir/graph.ts';
import type { BinaryFunction } from '../ir/ops.ts';
import { moveInputs, renumber } from '../ir/renumber.ts';
import { attributesKey } from './attributes.ts';
import { eliminateDead } from './dead.ts';

/** An equivalent earlier node, a node to take its place, or null when there is nothing simpler. */
type Simpler = NodeId | AnyNode | null;

const fold: { readonly [F in BinaryFunction]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
};

/** x ∘ neutral = x. */
const neutral: { readonly [F in BinaryFunction]: number } = { add: 0, subtract: 0, multiply: 1, divide: 1 };
const commutative: { readonly [F in BinaryFunction]: boolean } = {
  add: true,
  subtract: false,
  multiply: true,
  divide: false,
};

class Rewriter {
  readonly nodes: AnyNode[] = [];
  private readonly known = new Map<string, NodeId>();

  /** Adds a node, or finds the simplest one with the same value. */
  place(given: AnyNode): NodeId {
    const simpler = this.simplify(given);
    if (typeof simpler === 'number') return simpler;
    if (simpler) return this.place(simpler);
    const node = given.op === 'scan' ? this.withSimpleBody(given) : given;
    // An argument of a scan's body is itself alone, whatever its name.
    if (node.op === 'input') return this.nodes.push(node) - 1;
    const key = `${node.op} ${node.inputs.join()} ${node.shape.join()} ${attributesKey(node.attrs)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.nodes.length);
    this.nodes.push(node);
    return this.nodes.length - 1;
  }

  /** The scan with its body simplified. Taps are a matter of differentiation, which has been. */
  private withSimpleBody(node: Node<'scan'>): Node<'scan'> {
    const { states, sequences, shared, stacked, summed, nodes } = node.attrs.body;
    const inner = new Rewriter();
    const moved: NodeId[] = [];
    for (const each of nodes) moved.push(inner.place(moveInputs(each, moved)));
    const to = (id: NodeId): NodeId => moved[id]!;
    const body: ScanBody = {
      nodes: inner.nodes,
      states: states.map(({ before, after }) => ({ before: to(before), after: to(after) })),
      sequences: sequences.map(to),
      shared: shared.map(to),
      stacked: stacked.map(to),
      summed: summed.map(to),
    };
    return { ...node, attrs: { ...node.attrs, body, taps: [] } };
  }

  private input(node: AnyNode, index: number): AnyNode {
    return this.nodes[node.inputs[index]!]!;
  }

  private simplify(node: AnyNode): Simpler {
    switch (node.op) {
      case 'reshape':
      case 'broadcast':
        return this.simplifyView(node);
      case 'transpose':
        return this.simplifyTranspose(node);
      case 'reduce':
        return this.simplifyReduce(node);
      case 'slice':
      case 'pad':
      case 'concat':
        return sameSizes(node.shape, this.input(node, 0).shape) ? node.inputs[0]! : null;
      case 'binary':
        return this.simplifyBinary(node);
      default:
        return null;
    }
  }

  private simplifyView(node: Node<'reshape'> | Node<'broadcast'>): Simpler {
    const x = this.input(node as AnyNode, 0);
    if (sameSizes(x.shape, node.shape)) return node.inputs[0]!;
    if (x.op === 'constant') return { ...x, shape: node.shape };
    return x.op === node.op ? ({ ...node, inputs: x.inputs } as AnyNode) : null;
  }

  private simplifyTranspose(node: Node<'transpose'>): Simpler {
    const x = this.input(node, 0);
    const { permutation } = node.attrs;
    // Axes of size 1 can be moved without moving a number.
    const moved = permutation.filter((axis) => x.shape[axis] !== 1);
    if (moved.every((axis, index) => index === 0 || moved[index - 1]! < axis)) {
      return { ...node, op: 'reshape', attrs: {} };
    }
    if (x.op === 'constant') return { ...x, shape: node.shape };
    if (x.op !== 'transpose') return null;
    const composed = permutation.map((axis) => x.attrs.permutation[axis]!);
    return { ...node, attrs: { permutation: composed }, inputs: x.inputs };
  }

  private simplifyReduce(node: Node<'reduce'>): Simpler {
    const x = this.input(node, 0);
    if (sameSizes(x.shape, node.shape)) return node.inputs[0]!;
    if (x.op !== 'constant') return null;
    const terms = node.attrs.fn === 'sum' ? elementCount(x.shape) / elementCount(node.shape) : 1;
    return { ...x, attrs: { value: x.attrs.value * terms }, shape: node.shape };
  }

  private simplifyBinary(node: Node<'binary'>): Simpler {
    const { fn } = node.attrs;
    const [a, b] = [this.input(node, 0), this.input(node, 1)];
    if (a.op === 'constant' && b.op === 'constant') {
      return { ...a, attrs: { value: fold[fn](a.attrs.value, b.attrs.value) }, shape: node.shape };
    }
    const keeps = (x: AnyNode) => sameSizes(x.shape, node.shape);
    if (b.op === 'constant' && b.attrs.value === neutral[fn] && keeps(a)) return node.inputs[0]!;
    if (a.op === 'constant' && a.attrs.value === neutral[fn] && keeps(b) && commutative[fn]) return node.inputs[1]!;
    // The op repeats its operands itself, so one that was repeated for it can come as it was.
    const narrowA = keeps(b) ? this.unrepeated(node.inputs[0]!, a) : null;
    if (narrowA !== null) return { ...node, inputs: [narrowA, node.inputs[1]!] };
    const narrowB = keeps(a) ? this.unrepeated(node.inputs[1]!, b) : null;
    return narrowB === null ? null : { ...node, inputs: [node.inputs[0]!, narrowB] };
  }

  /** The smallest operand that repeats to `x`; null when `x` is that. */
  private unrepeated(id: NodeId, x: AnyNode): NodeId | null {
    if (x.op === 'broadcast') return x.inputs[0]!;
    if (x.op !== 'constant') return null;
    const one: Shape = x.shape.map(() => 1);
    const narrow = this.place({ ...x, shape: one });
    return narrow === id ? null : narrow;
  }
}

/**
 * Drops dead nodes, makes equal nodes one, folds constants, removes neutral operands, double or idle reshapes, transposes and
 * broadcasts, within the bodies of scans as outside. Linear in the number of nodes. Numbers stay the same bit for bit, but for
 * the sign of zeros and constants, which are folded in float64.
 */
export function simplify(graph: Graph): Graph {
  const alive = eliminateDead(graph);
  const rewriter = new Rewriter();
  const moved: NodeId[] = [];
  for (const node of alive.nodes) moved.push(rewriter.place(moveInputs(node, moved)));
  return eliminateDead(renumber(alive, rewriter.nodes, (id) => moved[id]!));
}
