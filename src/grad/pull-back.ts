/** One node of reverse-mode differentiation: from the gradient of its value to the gradients of its inputs. */
import type { Builder } from '../ir/builder.ts';
import type { AnyNode, Node, NodeId, Shape } from '../ir/graph.ts';
import type { OpKind } from '../ir/ops.ts';
import type { Rule } from './vjp.ts';
import { vjps } from './vjp.ts';

/** Gradients by value, each the sum of what its readers have given so far. */
export class Gradients {
  private readonly builder: Builder;
  private readonly parts = new Map<NodeId, NodeId[]>();

  constructor(builder: Builder) {
    this.builder = builder;
  }

  add(id: NodeId, gradient: NodeId): void {
    const parts = this.parts.get(id);
    if (parts) parts.push(gradient);
    else this.parts.set(id, [gradient]);
  }

  has(id: NodeId): boolean {
    return this.parts.has(id);
  }

  /** Null when nobody has given any. */
  total(id: NodeId): NodeId | null {
    const parts = this.parts.get(id);
    if (!parts) return null;
    const sum = joinSlices(this.builder, parts).reduce((a, b) => this.builder.binary('add', a, b));
    this.parts.set(id, [sum]);
    return sum;
  }
}

/** Gradients of slices that lie side by side are joined rather than each put into zeros and these added. */
function joinSlices(builder: Builder, parts: readonly NodeId[]): readonly NodeId[] {
  const pads = parts.flatMap((id): { id: NodeId; pad: Node<'pad'> }[] => {
    const pad = builder.node(id);
    return pad.op === 'pad' ? [{ id, pad }] : [];
  });
  const first = pads[0];
  if (!first) return parts;
  const { axis } = first.pad.attrs;
  const whole = first.pad.shape;
  const along = (size: number): Shape => whole.map((other, index) => (index === axis ? size : other));
  const joined = new Set<NodeId>();
  const pieces: NodeId[] = [];
  let end = 0;
  for (const { id, pad } of pads.sort((a, b) => a.pad.attrs.start - b.pad.attrs.start)) {
    const { start } = pad.attrs;
    if (pad.attrs.axis !== axis || start < end) continue;
    if (start > end) pieces.push(builder.constant(along(start - end), 0));
    const piece = pad.inputs[0]!;
    pieces.push(piece);
    joined.add(id);
    end = start + builder.shapeOf(piece)[axis]!;
  }
  if (joined.size < 2) return parts;
  if (end < whole[axis]!) pieces.push(builder.constant(along(whole[axis]! - end), 0));
  return [builder.concat(pieces, axis), ...parts.filter((id) => !joined.has(id))];
}

/**
 * Adds what the node's value, whose gradient is `dy`, passes on to those of its inputs that are `needed`. Throws a RangeError
 * for an op that cannot be differentiated.
 */
export function pullBack(
  builder: Builder,
  node: AnyNode,
  y: NodeId,
  dy: NodeId,
  needed: readonly boolean[],
  gradients: Gradients,
): void {
  const wants = (index: number): boolean => needed[node.inputs[index]!]!;
  if (!node.inputs.some((_, index) => wants(index))) return;
  // A node's own rule takes that node: the table holds it, an indexed access forgets it.
  const rule = vjps[node.op] as Rule<OpKind>;
  if (rule === 'zero') return;
  if (rule === 'notDifferentiable' || rule === 'throughTime') {
    throw new RangeError(`%${y} ${node.op} of block "${node.block}" cannot be differentiated`);
  }
  builder.at(node.block, 'backward');
  for (const [index, gradient] of rule({ builder, node, y, dy, wants }).entries()) {
    if (gradient !== null && wants(index)) gradients.add(node.inputs[index]!, gradient);
  }
}
