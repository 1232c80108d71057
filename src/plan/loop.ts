/** A scan as a loop: which steps it repeats, and where their values lie. */
import { elementCount } from '../base/rowmajor.ts';
import type { AnyNode, Node, NodeId, ScanBody } from '../ir/graph.ts';
import { fuse } from './fuse.ts';
import { overwritable } from './lifetimes.ts';
import type { Place, Places, Value } from './places.ts';
import { schedule } from './schedule.ts';
import type { KernelStep, LoopStep, Move } from './steps.ts';
import { inTurn, kernelOf } from './steps.ts';

export interface LoopOptions {
  /** Chains of nodes become one kernel. */
  readonly fused: boolean;
  /** States may be written in their place before the end of a step. */
  readonly inPlace: boolean;
}

/** Roots of the nodes of a graph or a body: reshape moves nothing. */
export function viewRoots(nodes: readonly AnyNode[]): (id: NodeId) => NodeId {
  const roots: NodeId[] = [];
  for (const [id, node] of nodes.entries()) roots.push(node.op === 'reshape' ? roots[node.inputs[0]!]! : id);
  return (id) => roots[id]!;
}

/** The loop of a scan whose results are `outputs`, states first: new values with memory of their own. */
export function loopStep(
  node: Node<'scan'>,
  outputs: readonly Value[],
  places: Places,
  { fused, inPlace }: LoopOptions,
): LoopStep {
  const { attrs, inputs, block, pass } = node;
  const { steps, reverse, body } = attrs;
  const { nodes, states, stacked, summed } = body;
  const after = states.map((state) => state.after);
  const rootOf = viewRoots(nodes);
  const order = schedule([...fuse(nodes, [...after, ...stacked, ...summed], fused).values()], rootOf);
  const { values, isStacked } = placeValues(node, outputs, places, rootOf, inPlace ? order : null);
  const valueAt = (id: NodeId): Value => values[id]!;
  const countOf = (id: NodeId): number => elementCount(nodes[id]!.shape);
  const sums = summed.map((id, index) => ({
    shape: nodes[id]!.shape,
    value: valueAt(id),
    sum: outputs[states.length + stacked.length + index]!,
  }));
  const keeps = stacked.flatMap((id, index): Move[] => {
    if (isStacked[index]) return [];
    const to = places.makeAt(stackedPlace(node, outputs, index));
    return [{ from: valueAt(id), to, length: countOf(id) }];
  });
  const carries = after.map((id, index): Move => ({ from: valueAt(id), to: outputs[index]!, length: countOf(id) }));
  return {
    steps,
    reverse,
    inputs,
    throughout: inputs.slice(states.length),
    outputs,
    clears: sums.map(({ shape, sum }) => ({
      kernel: kernelOf('constant', { value: 0 }, [], shape),
      inputs: [],
      outputs: [sum],
      block,
      pass,
    })),
    before: after.map((id, index) => ({ from: inputs[index]!, to: outputs[index]!, length: countOf(id) })),
    body: [
      ...order.map((step) => ({ ...step, inputs: step.inputs.map(valueAt), outputs: step.outputs.map(valueAt) })),
      ...sums.map(({ shape, value, sum }) => ({
        kernel: kernelOf('binary', { fn: 'add' }, [shape, shape], shape),
        inputs: [sum, value],
        outputs: [sum],
        block,
        pass,
      })),
    ],
    after: [...keeps, ...inTurn(carries, places)],
    block,
    pass,
  };
}

function stackedPlace({ attrs: { body } }: Node<'scan'>, outputs: readonly Value[], index: number): Place {
  const { shape } = body.nodes[body.stacked[index]!]!;
  return { root: outputs[body.states.length + index]!, stride: elementCount(shape) };
}

interface PlacedBody {
  /** By node of the body. */
  readonly values: readonly Value[];
  /** By stacked result: it is computed where it is kept. */
  readonly isStacked: readonly boolean[];
}

/**
 * States lie where their final values will be. What is stacked is computed in its place, which moves with the step; what has a
 * place already (an argument, or what is stacked twice) is copied there at the end of the step. Everything else that the body
 * computes has memory of its own that serves all steps. With an `order`, states are written in their place where it allows.
 */
function placeValues(
  node: Node<'scan'>,
  outputs: readonly Value[],
  places: Places,
  rootOf: (id: NodeId) => NodeId,
  order: readonly KernelStep[] | null,
): PlacedBody {
  const { attrs, inputs } = node;
  const { nodes, states, sequences, shared, stacked } = attrs.body;
  const placed = new Map<NodeId, Place>();
  for (const [index, { before }] of states.entries()) placed.set(before, places.of(outputs[index]!));
  for (const [index, id] of sequences.entries()) {
    const root = places.rootOf(inputs[states.length + index]!);
    placed.set(id, { root, stride: elementCount(nodes[id]!.shape) });
  }
  for (const [index, id] of shared.entries()) {
    placed.set(id, places.of(inputs[states.length + sequences.length + index]!));
  }
  const isStacked = stacked.map((id, index) => {
    const root = rootOf(id);
    const isFree = !placed.has(root);
    if (isFree) placed.set(root, stackedPlace(node, outputs, index));
    return isFree;
  });
  for (const [index, { after }] of states.entries()) {
    const root = rootOf(after);
    if (order && !placed.has(root) && isReplaced(attrs.body, index, rootOf, order))
      placed.set(root, places.of(outputs[index]!));
  }
  const own = new Map<NodeId, Value>();
  const values = nodes.map((_, id): Value => {
    const root = rootOf(id);
    const place = placed.get(root);
    if (place) return places.makeAt(place);
    const value = own.get(root) ?? places.make(elementCount(nodes[root]!.shape));
    own.set(root, value);
    return value;
  });
  return { values, isStacked };
}

/** Whether the step that makes a state's next value may write it over the present one: that is not read any more. */
function isReplaced(
  { states, stacked, summed }: ScanBody,
  state: number,
  rootOf: (id: NodeId) => NodeId,
  order: readonly KernelStep[],
): boolean {
  const { before, after } = states[state]!;
  const others = states.filter((_, other) => other !== state).map((each) => each.after);
  if ([...stacked, ...summed, ...others].some((id) => rootOf(id) === before)) return false;
  const reads = (step: KernelStep) => step.inputs.some((input) => rootOf(input) === before);
  const at = order.findIndex((step) => step.outputs.includes(rootOf(after)));
  const maker = order[at]!;
  const output = maker.outputs.indexOf(rootOf(after));
  const isSafe = !reads(maker) || overwritable(maker, output, rootOf).includes(before);
  return isSafe && !order.slice(at + 1).some(reads);
}
