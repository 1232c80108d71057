/** A scan as a loop: which steps it repeats, and where their values lie. */
import { elementCount } from '../base/rowmajor.ts';
import type { AnyNode, Node, NodeId, Shape } from '../ir/graph.ts';
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

/**
 * States lie where their final values will be. What is stacked is computed in its place, which moves with the step; what has a
 * place already (an argument, or what is stacked twice) is copied there at the end of the step. Everything else that the body
 * computes has memory of its own that serves all steps.
 */
export function loopStep(
  { attrs, inputs, block, pass }: Node<'scan'>,
  outputs: readonly Value[],
  places: Places,
  { fused, inPlace }: LoopOptions,
): LoopStep {
  const { body, steps, reverse } = attrs;
  const { nodes, states, sequences, shared, stacked, summed } = body;
  const rootOf = viewRoots(nodes);
  const after = states.map((state) => state.after);
  const order = schedule([...fuse(nodes, [...after, ...stacked, ...summed], fused).values()], rootOf);
  const shapeOf = (id: NodeId): Shape => nodes[id]!.shape;
  const countOf = (id: NodeId): number => elementCount(shapeOf(id));

  const placed = new Map<NodeId, Place>();
  for (const [index, { before }] of states.entries()) placed.set(before, places.of(outputs[index]!));
  for (const [index, id] of sequences.entries()) {
    placed.set(id, { root: places.rootOf(inputs[states.length + index]!), stride: countOf(id) });
  }
  for (const [index, id] of shared.entries()) {
    placed.set(id, places.of(inputs[states.length + sequences.length + index]!));
  }
  const kept = stacked.map((id, index): { from: NodeId; to: Place; inPlace: boolean } => {
    const to = { root: outputs[states.length + index]!, stride: countOf(id) };
    const isFree = !placed.has(rootOf(id));
    if (isFree) placed.set(rootOf(id), to);
    return { from: id, to, inPlace: isFree };
  });
  const readAtEnd = new Set([...stacked, ...summed].map(rootOf));
  for (const [index, state] of states.entries()) {
    const value = rootOf(state.after);
    const others = after.filter((_, other) => other !== index).map(rootOf);
    if (!inPlace || placed.has(value) || readAtEnd.has(state.before) || others.includes(state.before)) continue;
    if (isReadLast(state.before, value, order, rootOf)) placed.set(value, places.of(outputs[index]!));
  }

  const roots = new Map<NodeId, Value>();
  const values = nodes.map((_, id): Value => {
    const root = rootOf(id);
    const place = placed.get(root);
    if (place) return places.makeAt(place);
    const value = roots.get(root) ?? places.make(countOf(root));
    roots.set(root, value);
    return value;
  });
  const valueAt = (id: NodeId): Value => values[id]!;

  const sums = summed.map((id, index) => {
    const sum = outputs[states.length + stacked.length + index]!;
    const at = { outputs: [sum], block, pass };
    const shape = shapeOf(id);
    const clear: KernelStep = { ...at, kernel: kernelOf('constant', { value: 0 }, [], shape), inputs: [] };
    const add: KernelStep = {
      ...at,
      kernel: kernelOf('binary', { fn: 'add' }, [shape, shape], shape),
      inputs: [sum, valueAt(id)],
    };
    return { clear, add };
  });
  const keeps = kept
    .filter((each) => !each.inPlace)
    .map(({ from, to }): Move => ({ from: valueAt(from), to: places.makeAt(to), length: countOf(from) }));
  const carries = states.map(
    (state, index): Move => ({ from: valueAt(state.after), to: outputs[index]!, length: countOf(state.after) }),
  );
  return {
    steps,
    reverse,
    inputs,
    throughout: inputs.slice(states.length),
    outputs,
    clears: sums.map(({ clear }) => clear),
    before: states.map(({ before }, index) => ({
      from: inputs[index]!,
      to: outputs[index]!,
      length: countOf(before),
    })),
    body: [
      ...order.map((step) => ({ ...step, inputs: step.inputs.map(valueAt), outputs: step.outputs.map(valueAt) })),
      ...sums.map(({ add }) => add),
    ],
    after: [...keeps, ...inTurn(carries, places)],
    block,
    pass,
  };
}

/** Whether the step that makes `value` may write it over `before`: no later step reads that, and itself reads no element too late. */
function isReadLast(
  before: NodeId,
  value: NodeId,
  order: readonly KernelStep[],
  rootOf: (id: NodeId) => NodeId,
): boolean {
  const reads = (step: KernelStep) => step.inputs.some((input) => rootOf(input) === before);
  const at = order.findIndex((step) => step.outputs.includes(value));
  const maker = order[at]!;
  const isSafe = !reads(maker) || overwritable(maker, maker.outputs.indexOf(value), rootOf).includes(before);
  return isSafe && !order.slice(at + 1).some(reads);
}
