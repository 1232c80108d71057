/** One walk along the wires: reads every block, carries types from output to input, and notes what is missing or waits. */
import { blockOf } from '../blocks/registry.ts';
import type { Block, BlockId, End, Port } from '../document/document.ts';
import { endKey } from '../document/document.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import type { TensorType } from '../tensor/shape.ts';
import { type InferredBlock, inferBlock, type KnownBlock, readBlock, type Types } from './block.ts';
import { hasPort, unknownKind, unknownPorts } from './ports.ts';
import type { Wiring } from './wiring.ts';

export interface Pass {
  readonly wiring: Wiring;
  /** Every block of a known kind. */
  readonly known: ReadonlyMap<BlockId, KnownBlock>;
  /** Types that arrive at the inputs. */
  readonly inputs: ReadonlyMap<BlockId, Types>;
  /** Required inputs without a wire. */
  readonly missing: ReadonlyMap<BlockId, readonly Port[]>;
  /** Blocks whose shape rule could run. */
  readonly inferred: ReadonlyMap<BlockId, InferredBlock>;
  /** For each block that waits, the one whose fault it waits for. */
  readonly waitsFor: ReadonlyMap<BlockId, BlockId>;
  /** Types by the key of the wire's end. */
  readonly wires: ReadonlyMap<string, TensorType>;
  readonly faults: readonly Diagnostic[];
  /** For the next pass. */
  readonly memory: Memory;
}

/** What the last check found of each block. */
export type Memory = ReadonlyMap<BlockId, Remembered>;

interface Remembered {
  /** An edited block is another object. */
  readonly block: Block;
  readonly known: KnownBlock;
  last: { readonly inputs: Types; readonly inferred: InferredBlock } | null;
}

export function visitBlocks(wiring: Wiring, memory: Memory): Pass {
  const walk = new Walk(wiring);
  for (const id of wiring.order) {
    const block = wiring.blocks.get(id) as Block;
    const definition = blockOf(block.kind);
    if (definition === null) {
      walk.visitUnknown(block);
      continue;
    }
    const before = memory.get(id);
    walk.visit(before?.block === block ? before : { block, known: readBlock(block, definition), last: null });
  }
  return walk;
}

const noWires: ReadonlyMap<Port, End> = new Map();

class Walk implements Pass {
  readonly wiring: Wiring;
  readonly known = new Map<BlockId, KnownBlock>();
  readonly inputs = new Map<BlockId, Types>();
  readonly missing = new Map<BlockId, readonly Port[]>();
  readonly inferred = new Map<BlockId, InferredBlock>();
  readonly waitsFor = new Map<BlockId, BlockId>();
  readonly wires = new Map<string, TensorType>();
  readonly faults: Diagnostic[] = [];
  readonly memory = new Map<BlockId, Remembered>();
  /** For each member of a cycle, the block that the cycle's fault is told at. */
  private readonly cycleRoots = new Map<BlockId, BlockId>();

  constructor(wiring: Wiring) {
    this.wiring = wiring;
    for (const cycle of wiring.cycles) for (const id of cycle.members) this.cycleRoots.set(id, cycle.closing.to[0]);
  }

  visitUnknown(block: Block): void {
    for (const [port, from] of this.wiring.into.get(block.id) ?? noWires) this.arrive(block.id, port, from);
    this.faults.push(unknownKind(block));
  }

  visit(remembered: Remembered): void {
    const { known, block } = remembered;
    const { id } = block;
    this.memory.set(id, remembered);
    const into = this.wiring.into.get(id) ?? noWires;
    const inputs: { [port: string]: TensorType } = {};
    for (const [port, from] of into) {
      const expected = hasPort(known.inputs, port);
      const type = this.arrive(id, port, from);
      if (!expected) continue;
      if (type !== null) inputs[port] = type;
      else this.wait(id, from);
    }
    const missing = known.inputs.filter((port) => port.optional !== true && !into.has(port.name));
    this.known.set(id, known);
    this.inputs.set(id, inputs);
    if (missing.length > 0) {
      this.missing.set(
        id,
        missing.map((port) => port.name),
      );
    }
    this.faults.push(...known.faults);
    // Which ports there are may hang on the parameters: a bad one must not make the wires wrong as well.
    if (known.faults.length > 0) return;
    this.faults.push(...unknownPorts(id, known, this.wiring));
    const complete = known.inputs.every((port) => Object.hasOwn(inputs, port.name) === into.has(port.name));
    if (missing.length === 0 && complete) this.infer(remembered, inputs);
  }

  private infer(remembered: Remembered, inputs: Types): void {
    const { block } = remembered;
    if (remembered.last === null || !sameTypes(remembered.last.inputs, inputs)) {
      remembered.last = { inputs, inferred: inferBlock(block, remembered.known, inputs) };
    }
    const { inferred } = remembered.last;
    this.inferred.set(block.id, inferred);
    for (const fault of inferred.faults ?? []) this.faults.push({ ...fault, block: block.id });
  }

  /** Brings a type to the end of its wire; null where it is not known. */
  private arrive(id: BlockId, port: Port, from: End): TensorType | null {
    const [source, output] = from;
    const outputs = this.inferred.get(source)?.outputs ?? {};
    // A file may name its port `constructor`.
    const type = Object.hasOwn(outputs, output) ? outputs[output] : undefined;
    if (type === undefined || this.isInCycle(source, id)) return null;
    this.wires.set(endKey([id, port]), type);
    return type;
  }

  private wait(id: BlockId, [source]: End): void {
    const root = this.isInCycle(source, id) ? this.cycleRoots.get(id) : (this.waitsFor.get(source) ?? source);
    if (root !== undefined && root !== id && !this.waitsFor.has(id)) this.waitsFor.set(id, root);
  }

  private isInCycle(a: BlockId, b: BlockId): boolean {
    const root = this.cycleRoots.get(a);
    return root !== undefined && root === this.cycleRoots.get(b);
  }
}

function sameTypes(a: Types, b: Types): boolean {
  const ports = Object.keys(a);
  return ports.length === Object.keys(b).length && ports.every((port) => a[port] === b[port]);
}
