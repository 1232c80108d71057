/**
 * Takes work out of scans. What does not hang on the states is computed before the loop, for all steps at once or once for
 * all; products that the states do not hang on are computed after it, from stacked values; so are sums of products. What is
 * left inside is the recurrence itself: of an LSTM, one product and the gates.
 */
import type { Operand } from './batch.ts';
import { batch, everyStep, isBatchable } from './batch.ts';
import { Builder } from './builder.ts';
import { dependences, hangsOn } from './dependence.ts';
import type { Graph, Node, NodeId, ScanBody } from './graph.ts';
import type { OpKind } from './ops.ts';
import { renumber } from './renumber.ts';
import { splitProducts } from './split-products.ts';
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
  const builder = new Builder();
  const moved: NodeId[] = [];
  const results = new Map<NodeId, readonly NodeId[]>();
  for (const [id, node] of graph.nodes.entries()) {
    if (node.op === 'scan') results.set(id, new Fission(builder, node, moved).apply());
    else if (node.op === 'scanResult') moved[id] = results.get(node.inputs[0]!)![node.attrs.index]!;
    else moved[id] = builder.take(node, moved);
  }
  return { graph: renumber(graph, builder.finish().nodes, (id) => moved[id]!), moved };
}

/** Worth a pass of their own over all steps. */
const isProduct = (op: OpKind): boolean => op === 'matmul' || op.startsWith('conv2d');

/** Done again wherever they are read, outside or inside: their values take more memory than what they are made of. */
const isRepeated = (op: OpKind): boolean => op === 'constant' || op === 'broadcast' || op === 'reshape';

function once(sum: StepSum): StepSum {
  let made: NodeId | null = null;
  return () => {
    made ??= sum();
    return made;
  };
}

/** Loop fission: one scan is split into what comes before it, itself, and what comes after it. */
class Fission implements StepSums {
  readonly builder: Builder;
  readonly steps: number;
  private readonly scan: Node<'scan'>;
  private readonly inputs: readonly NodeId[];
  private readonly body: ScanBody;
  private readonly dependence: readonly number[];
  /** By node of the body: whether the loop computes or reads it, and whether its values of all steps are wanted outside. */
  private readonly inside: boolean[];
  private readonly outside: boolean[];
  /** By node of the body: its values outside, once they are there. */
  private readonly operands: (Operand | undefined)[];
  private readonly summed: NodeId[] = [];
  private sums: readonly NodeId[] = [];
  /** By node of the body: its sum over the steps, where it has been asked for. */
  private readonly outsideSums = new Map<NodeId, StepSum | null>();

  /** `moved` says where the nodes outside went. */
  constructor(builder: Builder, scan: Node<'scan'>, moved: readonly NodeId[]) {
    const body = splitProducts(scan.attrs);
    const inputs = scan.inputs.map((input) => moved[input]!);
    this.builder = builder;
    this.steps = scan.attrs.steps;
    this.scan = scan;
    this.inputs = inputs;
    this.body = body;
    this.dependence = dependences({ ...scan.attrs, body });
    this.inside = body.nodes.map(() => false);
    this.outside = body.nodes.map(() => false);
    this.operands = body.nodes.map(() => undefined);
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
    for (const id of [...states.map(({ after }) => after), ...this.summed, ...this.masks()]) this.inside[id] = true;
    const isSunk = this.findSunk();
    this.spreadWants(isSunk);
    this.batchWanted((id) => this.isBefore(id));
    const final = this.addLoop(isSunk);
    this.batchWanted((id) => isSunk[id]!);
    return [...final, ...stacked.map((id) => everyStep(this, this.operands[id]!)), ...totals.map((total) => total())];
  }

  /** What taps count by. */
  private masks(): readonly NodeId[] {
    return this.scan.attrs.taps.flatMap(({ real }) => (real === undefined ? [] : [this.body.sequences[real]!]));
  }

  isSame(id: NodeId): boolean {
    return this.dependence[id] === hangsOn.nothing;
  }

  value(id: NodeId): () => Operand {
    this.outside[id] = true;
    return () => this.operands[id]!;
  }

  /** Sums of sums may meet again further down: each is made once, or there would be as many as there are ways to it. */
  sumOutside(id: NodeId): StepSum | null {
    const known = this.outsideSums.get(id);
    if (known !== undefined) return known;
    const sum = this.sumOf(id);
    const shared = sum && once(sum);
    this.outsideSums.set(id, shared);
    return shared;
  }

  private sumOf(id: NodeId): StepSum | null {
    if (this.dependence[id] === hangsOn.state) return stepSum(this, this.body.nodes[id]!);
    const value = this.value(id);
    return () => sumOverSteps(this, value());
  }

  sumInside(id: NodeId): StepSum {
    const known = this.summed.indexOf(id);
    const index = known < 0 ? this.summed.push(id) - 1 : known;
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
      sunk.push(this.dependence[id] === hangsOn.state && !stays[id] && isWorthIt);
    }
    return sunk;
  }

  private isBefore(id: NodeId): boolean {
    return this.dependence[id]! < hangsOn.state;
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
    const outer = (isEach: boolean) => {
      const operands = taken.map((id) => this.operands[id]!).filter((operand) => operand.isEach === isEach);
      return [...new Set(operands.map(({ id }) => id))];
    };
    const [sequences, shared] = [outer(true), outer(false)];
    const stacked = inside.filter((id) => this.outside[id] && !this.isBefore(id) && !isSunk[id]);
    if (states.length + stacked.length + this.summed.length === 0) return [];
    const { attrs, block, pass } = this.scan;
    this.builder.at(block, pass);
    const loop = this.builder.scan(
      {
        states: this.inputs.slice(0, states.length),
        sequences,
        shared,
        steps: this.steps,
        reverse: attrs.reverse,
        taps: attrs.taps.map((tap) => {
          if (tap.real === undefined) return tap;
          return { ...tap, real: sequences.indexOf(this.operands[this.body.sequences[tap.real]!]!.id) };
        }),
      },
      (body, args) => {
        const moved = new Array<NodeId>(nodes.length);
        for (const [index, { before }] of states.entries()) moved[before] = args.states[index]!;
        const arrived = (from: readonly NodeId[], at: readonly NodeId[]) => new Map(from.map((id, i) => [id, at[i]!]));
        const each = arrived(sequences, args.sequences);
        const same = arrived(shared, args.shared);
        for (const id of taken) {
          const operand = this.operands[id]!;
          moved[id] = (operand.isEach ? each : same).get(operand.id)!;
        }
        for (const id of inside) moved[id] ??= body.take(nodes[id]!, moved);
        const give = (ids: readonly NodeId[]) => ids.map((id) => moved[id]!);
        return { after: give(states.map(({ after }) => after)), stacked: give(stacked), summed: give(this.summed) };
      },
    );
    for (const [index, id] of stacked.entries()) this.operands[id] = { id: loop.stacked[index]!, isEach: true };
    this.sums = loop.summed;
    return loop.final;
  }
}
