/**
 * Takes work out of scans. What does not hang on the states is computed before the loop, for all steps at once or once for
 * all; products that the states do not hang on are computed after it, from stacked values; so are sums of products. What is
 * left inside is the recurrence itself: of an LSTM, one product and the gates.
 */
import type { Operand } from './batch.ts';
import { batch, everyStep, isBatchable } from './batch.ts';
import { Builder } from './builder.ts';
import type { Graph, Node, NodeId, ScanBody } from './graph.ts';
import type { OpKind, ScanAttrs } from './ops.ts';
import type { StepSum, StepSums } from './step-sums.ts';
import { stepSum, sumOverSteps } from './step-sums.ts';

export interface Hoisted {
  readonly graph: Graph;
  /** Where the graph's nodes went; a scan itself has no place. */
  readonly moved: readonly NodeId[];
}

/** The graph with the same results to rounding; itself when it has no scans. Linear in the number of nodes. */
export function hoist(graph: Graph): Hoisted {
  if (graph.nodes.every(({ op }) => op !== 'scan')) return { graph, moved: [...graph.nodes.keys()] };
  const builder = Builder.from({ ...graph, nodes: [], outputs: {}, updates: {}, carries: {}, gradients: {} });
  const moved: NodeId[] = [];
  const results = new Map<NodeId, readonly NodeId[]>();
  for (const [id, node] of graph.nodes.entries()) {
    const inputs = node.inputs.map((input) => moved[input]!);
    if (node.op === 'scan') results.set(id, new Fission(builder, node, inputs).apply());
    else if (node.op === 'scanResult') moved[id] = results.get(node.inputs[0]!)![node.attrs.index]!;
    else moved[id] = builder.copy(node, inputs);
  }
  for (const [name, id] of Object.entries(graph.outputs)) builder.output(name, moved[id]!);
  for (const [name, id] of Object.entries(graph.updates)) builder.update(name, moved[id]!);
  for (const [name, id] of Object.entries(graph.carries)) builder.carry(name, moved[id]!);
  for (const [name, id] of Object.entries(graph.gradients)) builder.gradient(name, moved[id]!);
  return { graph: builder.finish(), moved };
}

/** What a value of the body hangs on, at most; one that has no form for all steps at once counts as hanging on a state. */
const hangsOn = { nothing: 0, sequence: 1, state: 2 } as const;

/** Worth a pass of their own over all steps. */
const isProduct = (op: OpKind): boolean => op === 'matmul' || op.startsWith('conv2d');

/** Done again wherever they are read, outside or inside: their values take more memory than what they are made of. */
const isRepeated = (op: OpKind): boolean => op === 'constant' || op === 'broadcast' || op === 'reshape';

/** Loop fission: one scan is split into what comes before it, itself, and what comes after it. */
class Fission implements StepSums {
  readonly builder: Builder;
  readonly steps: number;
  private readonly scan: Node<'scan'>;
  private readonly inputs: readonly NodeId[];
  private readonly body: ScanBody;
  private readonly depth: readonly number[];
  /** By node of the body: whether the loop computes or reads it, and whether its values of all steps are wanted outside. */
  private readonly inside: boolean[];
  private readonly outside: boolean[];
  /** By node of the body: its values outside, once they are there. */
  private readonly operands: Operand[] = [];
  private readonly summed: NodeId[] = [];
  private sums: readonly NodeId[] = [];

  constructor(builder: Builder, scan: Node<'scan'>, inputs: readonly NodeId[]) {
    const { body, steps } = scan.attrs;
    this.builder = builder;
    this.steps = steps;
    this.scan = scan;
    this.inputs = inputs;
    this.body = body;
    this.depth = depths(scan.attrs);
    this.inside = body.nodes.map(() => false);
    this.outside = body.nodes.map(() => false);
    const [sequences, shared] = [body.states.length, body.states.length + body.sequences.length];
    for (const [index, id] of body.sequences.entries())
      this.operands[id] = { id: inputs[sequences + index]!, isEach: true };
    for (const [index, id] of body.shared.entries()) this.operands[id] = { id: inputs[shared + index]!, isEach: false };
  }

  /** Adds what the scan is now; gives its results by their index. */
  apply(): readonly NodeId[] {
    const { states, stacked, summed } = this.body;
    const totals = summed.map((id) => this.sumOutside(id) ?? this.sumInside(id));
    for (const id of stacked) this.outside[id] = true;
    for (const id of [...states.map(({ after }) => after), ...this.summed]) this.inside[id] = true;
    const isSunk = this.findSunk();
    this.spreadWants(isSunk);
    this.batchWanted((id) => this.isBefore(id));
    const final = this.addLoop(isSunk);
    this.batchWanted((id) => isSunk[id]!);
    return [...final, ...stacked.map((id) => everyStep(this, this.operands[id]!)), ...totals.map((total) => total())];
  }

  isSame(id: NodeId): boolean {
    return this.depth[id] === hangsOn.nothing;
  }

  value(id: NodeId): () => Operand {
    this.outside[id] = true;
    return () => this.operands[id]!;
  }

  sumOutside(id: NodeId): StepSum | null {
    if (this.depth[id] === hangsOn.state) return stepSum(this, this.body.nodes[id]!);
    const value = this.value(id);
    return () => sumOverSteps(this, value());
  }

  sumInside(id: NodeId): StepSum {
    const index = this.summed.push(id) - 1;
    return () => this.sums[index]!;
  }

  /** Products that no state hangs on, and what hangs on them, unless something there has no form for all steps at once. */
  private findSunk(): readonly boolean[] {
    const { nodes } = this.body;
    const stays = [...this.inside];
    for (let id = nodes.length - 1; id >= 0; id--) {
      if (!this.isBefore(id) && !isBatchable(nodes[id]!, (input) => !this.isSame(input))) stays[id] = true;
      if (stays[id]) for (const input of nodes[id]!.inputs) stays[input] = true;
    }
    const sunk: boolean[] = [];
    for (const [id, { op, inputs }] of nodes.entries()) {
      const isWorthIt = isProduct(op) || inputs.some((input) => sunk[input]);
      sunk.push(this.depth[id] === hangsOn.state && !stays[id] && isWorthIt);
    }
    return sunk;
  }

  private isBefore(id: NodeId): boolean {
    return this.depth[id]! < hangsOn.state;
  }

  /** Whether the loop, if it reads this, takes it from outside. */
  private isArgument(id: NodeId): boolean {
    return this.isBefore(id) && !isRepeated(this.body.nodes[id]!.op);
  }

  /** From what is wanted inside and outside to what that is made of. */
  private spreadWants(isSunk: readonly boolean[]): void {
    for (let id = this.body.nodes.length - 1; id >= 0; id--) {
      if (this.inside[id] && this.isArgument(id)) this.outside[id] = true;
      if (this.outside[id] && !this.isBefore(id) && !isSunk[id]) this.inside[id] = true;
      const isOfLoop = this.inside[id] && !this.isArgument(id);
      const isBatched = this.outside[id] && (this.isBefore(id) || isSunk[id]);
      for (const input of this.body.nodes[id]!.inputs) {
        if (isOfLoop) this.inside[input] = true;
        if (isBatched) this.outside[input] = true;
      }
    }
  }

  private batchWanted(isDue: (id: NodeId) => boolean): void {
    for (const [id, node] of this.body.nodes.entries()) {
      if (!this.outside[id] || !isDue(id) || this.operands[id]) continue;
      const operands = node.inputs.map((input) => this.operands[input]!);
      this.operands[id] = batch(this, node, operands);
    }
  }

  /** Adds the scan that is left; gives the states after the last step. */
  private addLoop(isSunk: readonly boolean[]): readonly NodeId[] {
    const { nodes, states } = this.body;
    const inside = [...nodes.keys()].filter((id) => this.inside[id]);
    const taken = inside.filter((id) => this.isArgument(id));
    const sequences = taken.filter((id) => this.operands[id]!.isEach);
    const shared = taken.filter((id) => !this.operands[id]!.isEach);
    const stacked = inside.filter((id) => this.outside[id] && !this.isBefore(id) && !isSunk[id]);
    if (states.length + stacked.length + this.summed.length === 0) return [];
    const outer = (ids: readonly NodeId[]) => ids.map((id) => this.operands[id]!.id);
    const { attrs, block, pass } = this.scan;
    this.builder.at(block, pass);
    const loop = this.builder.scan(
      {
        states: this.inputs.slice(0, states.length),
        sequences: outer(sequences),
        shared: outer(shared),
        steps: this.steps,
        reverse: attrs.reverse,
        taps: attrs.taps,
      },
      (body, args) => {
        const moved: NodeId[] = [];
        for (const [index, { before }] of states.entries()) moved[before] = args.states[index]!;
        for (const [index, id] of sequences.entries()) moved[id] = args.sequences[index]!;
        for (const [index, id] of shared.entries()) moved[id] = args.shared[index]!;
        for (const id of inside) {
          const { inputs } = nodes[id]!;
          moved[id] ??= body.copy(
            nodes[id]!,
            inputs.map((input) => moved[input]!),
          );
        }
        const give = (ids: readonly NodeId[]) => ids.map((id) => moved[id]!);
        return { after: give(states.map(({ after }) => after)), stacked: give(stacked), summed: give(this.summed) };
      },
    );
    for (const [index, id] of stacked.entries()) this.operands[id] = { id: loop.stacked[index]!, isEach: true };
    this.sums = loop.summed;
    return loop.final;
  }
}

/** By node, what it hangs on. Tapped states stay in the loop, which alone sees their whole gradient. */
function depths({ body: { nodes, states, sequences }, taps }: ScanAttrs): readonly number[] {
  const tapped = new Set(taps.map(({ state }) => states[state]!.after));
  const depth = new Array<number>(nodes.length).fill(hangsOn.nothing);
  for (const id of sequences) depth[id] = hangsOn.sequence;
  for (const { before } of states) depth[before] = hangsOn.state;
  for (const [id, node] of nodes.entries()) {
    if (node.op === 'input') continue;
    const deepest = node.inputs.reduce((most, input) => Math.max(most, depth[input]!), hangsOn.nothing);
    const isLeft = deepest === hangsOn.sequence && !isBatchable(node, (input) => depth[input] !== hangsOn.nothing);
    depth[id] = isLeft || tapped.has(id) ? hangsOn.state : deepest;
  }
  return depth;
}
