/** What is the same at every step of a scan is computed once, before it: loop-invariant code motion. */
import { elementCount } from '../base/rowmajor.ts';
import type { AnyNode, Node, NodeId, ScanBody } from '../ir/graph.ts';

/** Where a scan stands: the nodes before it, and a way to add to them. */
interface Surroundings {
  readonly nodes: readonly AnyNode[];
  place(node: AnyNode): NodeId;
}

/** A body's nodes after rewriting, and where its old ones went. */
interface Rewritten {
  readonly nodes: readonly AnyNode[];
  readonly moved: readonly NodeId[];
  readonly constants: ReadonlyMap<NodeId, AnyNode>;
}

/** Arguments whose every element has one value at every step, as constants. */
export function constantArguments(
  { attrs: { body }, inputs }: Node<'scan'>,
  operand: (id: NodeId) => AnyNode,
): ReadonlyMap<NodeId, AnyNode> {
  const constants = new Map<NodeId, AnyNode>();
  for (const [index, id] of [...body.sequences, ...body.shared].entries()) {
    const given = operand(inputs[body.states.length + index]!);
    if (given.op === 'constant') constants.set(id, { ...given, shape: body.nodes[id]!.shape });
  }
  return constants;
}

/**
 * The scan with the rewritten body, less its invariant nodes: those that hang on shared inputs, constants and random numbers
 * alone stand before the scan now and come in as shared inputs. Constants of one element stay inside, where kernels and further
 * rewriting see their value.
 */
export function hoistInvariants(node: Node<'scan'>, rewritten: Rewritten, around: Surroundings): Node<'scan'> {
  const { body } = node.attrs;
  const { moved, constants } = rewritten;
  const nodes: AnyNode[] = [];
  const inside: (NodeId | undefined)[] = [];
  const outside: (NodeId | undefined)[] = [];
  const brought = new Map<NodeId, NodeId>();
  const shared: { argument: NodeId; outer: NodeId }[] = [];
  const add = (each: AnyNode): NodeId => nodes.push(each) - 1;

  const bringIn = (outer: NodeId): NodeId => {
    const known = brought.get(outer);
    if (known !== undefined) return known;
    const { op, attrs, shape } = around.nodes[outer]!;
    const stays = op === 'constant' && elementCount(shape) === 1;
    const what = stays ? { op, attrs } : { op: 'input' as const, attrs: { name: `shared${shared.length}` } };
    const argument = add({ ...what, inputs: [], shape, block: node.block, pass: node.pass });
    brought.set(outer, argument);
    if (!stays) shared.push({ argument, outer });
    return argument;
  };
  const within = (id: NodeId): NodeId => {
    inside[id] ??= bringIn(outside[id]!);
    return inside[id];
  };

  const firstShared = node.inputs.length - body.shared.length;
  for (const [index, id] of body.shared.entries()) {
    if (!constants.has(id)) outside[moved[id]!] = node.inputs[firstShared + index]!;
  }
  for (const [id, each] of rewritten.nodes.entries()) {
    if (outside[id] !== undefined) continue;
    if (each.op !== 'input' && each.inputs.every((input) => outside[input] !== undefined)) {
      outside[id] = around.place({ ...each, inputs: each.inputs.map((input) => outside[input]!) } as AnyNode);
    } else {
      inside[id] = add({ ...each, inputs: each.inputs.map(within) } as AnyNode);
    }
  }

  const to = (id: NodeId): NodeId => within(moved[id]!);
  const sequences = body.sequences.flatMap((id, index) =>
    constants.has(id) ? [] : [{ argument: to(id), outer: node.inputs[body.states.length + index]! }],
  );
  // The results are brought in before the list of what was brought in is read.
  const results = {
    states: body.states.map(({ before, after }) => ({ before: to(before), after: to(after) })),
    stacked: body.stacked.map(to),
    summed: body.summed.map(to),
  };
  const slim: ScanBody = {
    ...results,
    nodes,
    sequences: sequences.map(({ argument }) => argument),
    shared: shared.map(({ argument }) => argument),
  };
  const inputs = [...node.inputs.slice(0, body.states.length), ...[...sequences, ...shared].map(({ outer }) => outer)];
  return { ...node, attrs: { ...node.attrs, body: slim, taps: [] }, inputs };
}
