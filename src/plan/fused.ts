/** A cluster of elementwise nodes as one kernel. */
import type { AnyNode, NodeId, Shape } from '../ir/graph.ts';
import { type Clusters, readsInPlace, valueBehind, walkedShape } from './clusters.ts';
import { gridOf, joined, repeated, sliced } from './lattice.ts';
import type { Expression, FusedKernel, Lattice } from './program.ts';
import { type KernelStep, noEpilogue } from './steps.ts';

/** A step that computes the members; `isRead` tells which of their values are needed by other steps. */
export function fusedStep(
  nodes: readonly AnyNode[],
  members: readonly NodeId[],
  isVirtual: Clusters['isVirtual'],
  isRead: (id: NodeId) => boolean,
): KernelStep {
  return new Fused(nodes, members, isVirtual).step(isRead);
}

class Fused {
  private readonly nodes: readonly AnyNode[];
  private readonly members: readonly NodeId[];
  private readonly isVirtual: Clusters['isVirtual'];
  private readonly isMember: ReadonlySet<NodeId>;
  private readonly inputs: NodeId[] = [];
  private readonly reads: FusedKernel['reads'][number][] = [];
  private readonly expressions: Expression[] = [];
  /** Numbers of what is there already. Reads are numbered −1, −2, … as long as it is open how many there will be. */
  private readonly known = new Map<string, number>();

  constructor(nodes: readonly AnyNode[], members: readonly NodeId[], isVirtual: Clusters['isVirtual']) {
    this.nodes = nodes;
    this.members = members;
    this.isVirtual = isVirtual;
    this.isMember = new Set(members);
  }

  step(isRead: (id: NodeId) => boolean): KernelStep {
    const { nodes, members } = this;
    // In their order, so that each finds its operands.
    for (const id of members) if (nodes[id]!.op !== 'concat') this.valueOf(id);
    const outputs = members.filter(isRead);
    const last = nodes[members.at(-1)!]!;
    const grid = gridOf(walkedShape(nodes, last));
    const writes = outputs.flatMap((id, output) => this.write(id).map((each) => ({ ...each, output })));
    const count = this.reads.length;
    const number = (value: number): number => (value < 0 ? -1 - value : count + value);
    const kernel: FusedKernel = {
      op: 'fused',
      ...grid,
      inputs: this.inputs.map((id) => nodes[id]!.shape),
      outputs: outputs.map((id) => nodes[id]!.shape),
      reads: this.reads,
      expressions: this.expressions.map((expression) => renumbered(expression, number)),
      writes: writes.map((write) => ({ ...write, value: number(write.value) })),
      epilogue: noEpilogue,
    };
    return { kernel, inputs: this.inputs, outputs, block: last.block, pass: last.pass };
  }

  private write(id: NodeId): (Lattice & { value: number })[] {
    const node = this.nodes[id]!;
    if (node.op !== 'concat') return [{ ...repeated(node.shape, node.shape)!, value: this.valueOf(id) }];
    const shapes = node.inputs.map((input) => this.nodes[input]!.shape);
    const places = joined(shapes, node.attrs.axis, node.shape)!;
    return node.inputs.map((input, index) => ({ ...places[index]!, value: this.operand(node, input, 0) }));
  }

  /** The value of a member, or of a virtual node at the columns from `start` on. */
  private valueOf(id: NodeId, start = 0): number {
    return this.once(`node ${id} ${start}`, () => this.compute(id, start));
  }

  private compute(id: NodeId, start: number): number {
    const node = this.nodes[id]!;
    const operand = (index: number) => this.operand(node, node.inputs[index]!, start);
    switch (node.op) {
      case 'unary':
        return this.add({ op: 'unary', ...node.attrs, of: operand(0) });
      case 'unaryGrad':
        // Both operands before dy are the one that the derivative reads.
        return this.add({ op: 'unaryGrad', ...node.attrs, of: operand(0), dy: operand(2) });
      case 'binary':
        return this.add({ op: 'binary', ...node.attrs, a: operand(0), b: operand(1) });
      case 'dropoutMask':
        return this.add({ op: 'dropoutMask', ...node.attrs, of: operand(0) });
      case 'broadcast':
        return operand(0);
      case 'slice': {
        const source = node.inputs[0]!;
        if (this.isVirtual(source)) return this.valueOf(source, node.attrs.start);
        return this.read(source, sliced(node, this.nodes[source]!.shape)!);
      }
      default:
        throw new Error(`${node.op} is no elementwise op`);
    }
  }

  /** An operand of a node where the node's own value is at the columns from `start` on. */
  private operand(node: AnyNode, input: NodeId, start: number): number {
    const value = valueBehind(this.nodes, input);
    const source = this.nodes[value]!;
    if (source.op === 'constant') return this.add({ op: 'constant', value: source.attrs.value });
    if (this.isVirtual(value)) return this.valueOf(value, start);
    if (this.isMember.has(value) && readsInPlace(this.nodes, node, input, value)) return this.valueOf(value);
    const walked: Shape = walkedShape(this.nodes, node);
    const lattice = repeated(this.nodes[input]!.shape, walked)!;
    return this.read(input, { ...lattice, start: lattice.columnStride * start });
  }

  private read(id: NodeId, lattice: Lattice): number {
    const at = this.inputs.indexOf(id);
    const input = at < 0 ? this.inputs.push(id) - 1 : at;
    return this.once(`read ${input} ${Object.values(lattice).join()}`, () => -this.reads.push({ input, ...lattice }));
  }

  private add(expression: Expression): number {
    return this.once(Object.values(expression).join(), () => this.expressions.push(expression) - 1);
  }

  private once(key: string, make: () => number): number {
    const found = this.known.get(key) ?? make();
    this.known.set(key, found);
    return found;
  }
}

function renumbered(expression: Expression, number: (value: number) => number): Expression {
  switch (expression.op) {
    case 'constant':
      return expression;
    case 'binary':
      return { ...expression, a: number(expression.a), b: number(expression.b) };
    case 'unaryGrad':
      return { ...expression, of: number(expression.of), dy: number(expression.dy) };
    case 'unary':
    case 'dropoutMask':
      return { ...expression, of: number(expression.of) };
  }
}
