/**
 * Backpropagation through time: the derivative of a scan is a scan the other way, whose states are the gradients of the
 * states. P. Werbos, "Backpropagation through time: what it does and how to do it" (Proc. IEEE 1990).
 */
import { Builder } from '../ir/builder.ts';
import type { AnyNode, Node, NodeId, ScanBody } from '../ir/graph.ts';
import type { Tap } from '../ir/ops.ts';
import { Gradients, pullBack } from './pull-back.ts';

/** An argument of the derivative's body, and the value outside that it takes. */
interface Argument {
  readonly argument: NodeId;
  readonly outer: NodeId;
}

/** A value of the derivative's body, and the input of the scan whose gradient it gives. */
interface Passed {
  readonly value: NodeId;
  readonly input: NodeId;
}

/** The derivative of one step: nodes that stand behind those of the step itself and read them. */
interface StepDerivative {
  readonly nodes: readonly AnyNode[];
  /** Gradients of the states: `argument` after the step, `value` before it. */
  readonly states: readonly (Argument & Passed)[];
  /** Gradients of the stacked results at this step, and of the summed ones. */
  readonly ofStacked: readonly Argument[];
  readonly ofSummed: readonly Argument[];
  readonly toSequences: readonly Passed[];
  readonly toShared: readonly Passed[];
  /** Squares of the tapped gradients, summed over all elements. */
  readonly taps: readonly { readonly name: string; readonly value: NodeId }[];
}

/**
 * Adds what the results of a scan, whose gradients `results` holds by index, pass on to those of its inputs that are `needed`,
 * and the outputs of its taps. What the derivative reads of the steps, the scan stacks from now on.
 */
export function pullBackScan(
  builder: Builder,
  scan: NodeId,
  results: Gradients,
  needed: readonly boolean[],
  gradients: Gradients,
): void {
  if (!needed[scan]) return;
  const node = builder.node(scan) as Node<'scan'>;
  const { steps, reverse } = node.attrs;
  builder.at(node.block, 'backward');
  const derivative = differentiateStep(builder, node, results, needed);
  const { nodes, states, toSequences, toShared, taps } = derivative;
  for (const { name } of node.attrs.taps) builder.output(name, builder.constant([steps], 0));
  const live = liveNodes(derivative, node.attrs.body.nodes.length);
  if (live.length === 0) return;
  const read = readOfSteps(builder, scan, live);
  const sequences = [...derivative.ofStacked, ...read.sequences];
  const shared = [...derivative.ofSummed, ...read.shared];
  const outer = (args: readonly Argument[]) => args.map((each) => each.outer);
  const values = builder.scan(
    { states: outer(states), sequences: outer(sequences), shared: outer(shared), steps, reverse: !reverse },
    (body, args) => {
      const moved = new Array<NodeId>(nodes.length);
      for (const [index, { argument }] of states.entries()) moved[argument] = args.states[index]!;
      for (const [index, { argument }] of sequences.entries()) moved[argument] = args.sequences[index]!;
      for (const [index, { argument }] of shared.entries()) moved[argument] = args.shared[index]!;
      for (const id of live) moved[id] ??= body.take(nodes[id]!, moved);
      const give = (list: readonly { readonly value: NodeId }[]) => list.map(({ value }) => moved[value]!);
      return { after: give(states), stacked: give([...toSequences, ...taps]), summed: give(toShared) };
    },
  );
  const pass = (to: readonly Passed[], from: readonly NodeId[]): void => {
    for (const [index, { input }] of to.entries()) if (needed[input]) gradients.add(input, from[index]!);
  };
  pass(states, values.final);
  pass(toSequences, values.stacked);
  pass(toShared, values.summed);
  for (const [index, { name }] of taps.entries()) {
    const squares = builder.reshape(values.stacked[toSequences.length + index]!, [steps]);
    builder.output(name, builder.unary('sqrt', squares));
  }
}

function differentiateStep(
  builder: Builder,
  { attrs, inputs, block }: Node<'scan'>,
  results: Gradients,
  needed: readonly boolean[],
): StepDerivative {
  const { nodes, states, sequences, shared, stacked, summed } = attrs.body;
  const inputOf = new Map(
    [...states.map(({ before }) => before), ...sequences, ...shared].map((id, index) => [id, inputs[index]!]),
  );
  const isNeeded = (argument: NodeId) => needed[inputOf.get(argument)!]!;
  const tapped = attrs.taps.flatMap(({ state }) => [states[state]!.before, states[state]!.after]);
  const wanted = dependents(attrs.body, [...[...inputOf.keys()].filter(isNeeded), ...tapped]);
  const given = [...states.map(({ after }) => after), ...stacked, ...summed].filter((_, index) => results.has(index));
  const reached = ancestors(attrs.body, given);

  const inner = Builder.from({ nodes, parameters: [], outputs: {}, updates: {}, carries: {}, gradients: {} });
  inner.at(block, 'backward');
  const gradients = new Gradients(inner);
  const gradientOf = (id: NodeId, name: string, outer: NodeId): Argument => {
    const argument = inner.input(name, nodes[id]!.shape);
    gradients.add(id, argument);
    return { argument, outer };
  };
  const ofResults = (ids: readonly NodeId[], name: string, from: number): Argument[] =>
    ids.flatMap((id, index) => {
      const outer = wanted[id] ? results.total(from + index) : null;
      return outer === null ? [] : [gradientOf(id, `${name}${index}`, outer)];
    });
  const carried = states.flatMap(({ before, after }, index) => {
    if (!wanted[before] || !reached[after]) return [];
    const outer = results.total(index) ?? builder.constant(nodes[after]!.shape, 0);
    return [{ before, ...gradientOf(after, `state${index}`, outer) }];
  });
  const ofStacked = ofResults(stacked, 'stacked', states.length);
  const ofSummed = ofResults(summed, 'summed', states.length + stacked.length);

  for (let id = nodes.length - 1; id >= 0; id--) {
    const dy = wanted[id] ? gradients.total(id) : null;
    if (dy !== null) pullBack(inner, nodes[id]!, id, dy, wanted, gradients);
  }
  inner.at(block, 'backward');
  const passed = (ids: readonly NodeId[]): Passed[] =>
    ids.flatMap((id) => {
      const value = isNeeded(id) ? gradients.total(id) : null;
      return value === null ? [] : [{ value, input: inputOf.get(id)! }];
    });
  return {
    states: carried.map(({ before, ...argument }) => {
      const value = gradients.total(before) ?? inner.constant(nodes[before]!.shape, 0);
      return { ...argument, value, input: inputOf.get(before)! };
    }),
    ofStacked,
    ofSummed,
    toSequences: passed(sequences),
    toShared: passed(shared),
    taps: attrs.taps.flatMap((tap) => {
      const gradient = gradients.total(states[tap.state]!.after);
      return gradient === null ? [] : [{ name: tap.name, value: squaresOf(inner, gradient, tap, sequences) }];
    }),
    nodes: inner.finish().nodes,
  };
}

/** Sum of the squares of a tapped gradient, over the elements that count. */
function squaresOf(builder: Builder, gradient: NodeId, { real }: Tap, sequences: readonly NodeId[]): NodeId {
  const counted = real === undefined ? gradient : builder.binary('multiply', gradient, sequences[real]!);
  return builder.sum(builder.unary('square', counted), [...builder.shapeOf(gradient).keys()]);
}

/** Marks what depends on one of `sources`, in any step: a state that is marked after a step is marked before the next. */
function dependents({ nodes, states }: ScanBody, sources: readonly NodeId[]): readonly boolean[] {
  const marked = new Array<boolean>(nodes.length).fill(false);
  let fresh = sources;
  while (fresh.length > 0) {
    for (const id of fresh) marked[id] = true;
    for (const [id, { inputs }] of nodes.entries()) if (inputs.some((input) => marked[input])) marked[id] = true;
    fresh = states.filter(({ before, after }) => marked[after] && !marked[before]).map(({ before }) => before);
  }
  return marked;
}

/** Marks what one of `sinks` depends on, in any step. */
function ancestors({ nodes, states }: ScanBody, sinks: readonly NodeId[]): readonly boolean[] {
  const marked = new Array<boolean>(nodes.length).fill(false);
  let fresh = sinks;
  while (fresh.length > 0) {
    for (const id of fresh) marked[id] = true;
    for (let id = nodes.length - 1; id >= 0; id--) {
      if (marked[id]) for (const input of nodes[id]!.inputs) marked[input] = true;
    }
    fresh = states.filter(({ before, after }) => marked[before] && !marked[after]).map(({ after }) => after);
  }
  return marked;
}

/** Nodes of the derivative that are needed, in order, and those nodes of the step, the first `own`, that they read. */
function liveNodes({ nodes, states, toSequences, toShared, taps }: StepDerivative, own: number): readonly NodeId[] {
  const marked = new Array<boolean>(nodes.length).fill(false);
  for (const { value } of [...states, ...toSequences, ...toShared, ...taps]) marked[value] = true;
  for (let id = nodes.length - 1; id >= own; id--) {
    if (marked[id]) for (const input of nodes[id]!.inputs) marked[input] = true;
  }
  return [...nodes.keys()].filter((id) => marked[id]);
}

/**
 * Arguments for the values of a step that its derivative reads: sequences and shared inputs come as they came to the scan,
 * states and computed values are stacked by it. Constants are no arguments.
 */
function readOfSteps(
  builder: Builder,
  scan: NodeId,
  live: readonly NodeId[],
): { readonly sequences: readonly Argument[]; readonly shared: readonly Argument[] } {
  const { attrs, inputs } = builder.node(scan) as Node<'scan'>;
  const { nodes, states, sequences, shared, stacked } = attrs.body;
  const outside = (args: readonly NodeId[], from: number) =>
    new Map(args.map((argument, index) => [argument, inputs[from + index]!]));
  const sequenceInputs = outside(sequences, states.length);
  const sharedInputs = outside(shared, states.length + sequences.length);
  const read = live.filter((id) => id < nodes.length && nodes[id]!.op !== 'constant');
  const results = new Map(stacked.map((id, index) => [id, states.length + index]));
  const isSaved = (id: NodeId) => !sequenceInputs.has(id) && !sharedInputs.has(id) && !results.has(id);
  const saved = read.filter(isSaved);
  const kept = new Map(builder.stack(scan, saved).map((outer, index) => [saved[index]!, outer]));
  const outerOf = (id: NodeId): NodeId =>
    sequenceInputs.get(id) ?? kept.get(id) ?? builder.scanResult(scan, results.get(id)!);
  return {
    sequences: read.filter((id) => !sharedInputs.has(id)).map((id) => ({ argument: id, outer: outerOf(id) })),
    shared: read.flatMap((id) => {
      const outer = sharedInputs.get(id);
      return outer === undefined ? [] : [{ argument: id, outer }];
    }),
  };
}
