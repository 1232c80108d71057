/** One walk along the wires: reads every block, carries types from output to input, and notes what is missing or waits. */
import type { Fault, GivenTypes, InnerBlock, PortSpec } from '../blocks/define.ts';
import { blockOf } from '../blocks/registry.ts';
import { emptyBody, pathedBody } from '../document/bodies.ts';
import type { Block, BlockId, End, Params, Port } from '../document/document.ts';
import { endKey } from '../document/document.ts';
import { isForNextStep } from '../document/loop.ts';
import { localId } from '../document/path.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import type { TensorType } from '../tensor/shape.ts';
import { type InferredBlock, inferBlock, type KnownBlock, readBlock, type Types } from './block.ts';
import { inferTypes } from './network.ts';
import { hasPort, unknownKind, unknownPorts } from './ports.ts';
import { type Wiring, wiringOf } from './wiring.ts';

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
  /** The passes through the bodies of blocks, whose blocks are named by their paths. */
  readonly bodies: ReadonlyMap<BlockId, Layers>;
  /** For the next pass. */
  readonly memory: Memory;
}

/** One pass through a body for each layer, the lowest first. */
export type Layers = readonly [Pass, ...Pass[]];

/** What the last check found of each block. */
export type Memory = ReadonlyMap<BlockId, Remembered>;

interface Remembered {
  /** An edited block is another object. */
  readonly block: Block;
  readonly known: KnownBlock;
  last: {
    readonly inputs: Types;
    readonly given: TensorType | undefined;
    readonly layers: Layers | undefined;
    readonly inferred: InferredBlock;
  } | null;
  /** What the inputs for the next step made wrong. */
  next: { readonly inputs: Types; readonly faults: readonly Fault[] } | null;
  body: { readonly inputs: Types; readonly around: Around; readonly layers: Layers } | null;
}

/** What a body is walked with. */
interface Around {
  /** Types that are handed in, by the kind of the blocks that give them. */
  readonly given: GivenTypes;
  /** Where a type is missing, the block whose fault it waits for. */
  readonly root: BlockId;
}

export function visitBlocks(wiring: Wiring, memory: Memory, around: Around | null = null): Pass {
  const walk = new Walk(wiring, around);
  for (const id of wiring.order) {
    const block = wiring.blocks.get(id) as Block;
    const definition = blockOf(block.kind);
    if (definition === null) {
      walk.visitUnknown(block);
      continue;
    }
    const before = memory.get(id);
    const fresh = { block, known: readBlock(block, definition), last: null, next: null, body: before?.body ?? null };
    walk.visit(before?.block === block ? before : fresh, before?.block === block);
  }
  walk.bringNext();
  return walk;
}

/**
 * Walks through the block's body, layer by layer; `before`: the last time. Where the block may not stand itself, one layer
 * tells enough: cells within cells would be walked through as often as all their layers multiply to.
 */
export function visitBody(
  { id, body = emptyBody }: Pick<Block, 'id' | 'body'>,
  { definition, params }: Pick<KnownBlock, 'definition' | 'params'>,
  around: Around,
  before?: Layers,
  isMisplaced = false,
): Layers {
  const wiring = wiringOf(pathedBody(body, id));
  const visit = (layer: number, given: GivenTypes): Pass =>
    visitBlocks(wiring, before?.[layer]?.memory ?? new Map(), { ...around, given });
  const layers: [Pass, ...Pass[]] = [visit(0, around.given)];
  while (!isMisplaced) {
    const below = innerBlocks(layers.at(-1) as Pass);
    // Each parameter has been read through its field, so it is JSON.
    const args = { block: id, params: params as Params, layer: layers.length, below };
    const given = definition.body?.above(args) ?? null;
    if (given === null) break;
    layers.push(visit(layers.length, given));
  }
  return layers;
}

/** The blocks of a body as the block around it is shown them. */
export function innerBlocks({ wiring, known, inputs, inferred }: Pass): readonly InnerBlock[] {
  return [...wiring.blocks].flatMap(([path, { kind }]) => {
    const of = known.get(path);
    if (of === undefined) return [];
    const { outputs = {}, weights = [], macs = 0 } = inferred.get(path) ?? {};
    const { params } = of;
    // Each parameter has been read through its field, so it is JSON.
    return [
      { id: localId(path), kind, params: params as Params, inputs: inputs.get(path) ?? {}, outputs, weights, macs },
    ];
  });
}

const noWires: ReadonlyMap<Port, End> = new Map();

class Walk implements Pass {
  readonly known = new Map<BlockId, KnownBlock>();
  readonly inputs = new Map<BlockId, Types>();
  readonly missing = new Map<BlockId, readonly Port[]>();
  readonly inferred = new Map<BlockId, InferredBlock>();
  readonly waitsFor = new Map<BlockId, BlockId>();
  readonly wires = new Map<string, TensorType>();
  readonly faults: Diagnostic[] = [];
  readonly bodies = new Map<BlockId, Layers>();
  readonly memory = new Map<BlockId, Remembered>();
  /** For each member of a cycle, the block that the cycle's fault is told at. */
  private readonly cycleRoots = new Map<BlockId, BlockId>();

  constructor(
    readonly wiring: Wiring,
    private readonly around: Around | null,
  ) {
    for (const cycle of wiring.cycles) for (const id of cycle.members) this.cycleRoots.set(id, cycle.closing.to[0]);
  }

  visitUnknown(block: Block): void {
    for (const [port, from] of this.wiring.into.get(block.id) ?? noWires) this.arrive(block.id, port, from);
    this.faults.push(unknownKind(block));
  }

  /** `isSame`: nothing of the block, nor of its body, was edited since it was remembered. */
  visit(remembered: Remembered, isSame: boolean): void {
    const { known, block } = remembered;
    const { id } = block;
    this.memory.set(id, remembered);
    const into = this.wiring.into.get(id) ?? noWires;
    const inputs: { [port: string]: TensorType } = {};
    for (const [port, from] of into) {
      if (isForNextStep(block.kind, port)) continue;
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
    this.lookInside(remembered, inputs, isSame);
    this.faults.push(...known.faults);
    // Which ports there are may hang on the parameters: a bad one must not make the wires wrong as well.
    if (known.faults.length > 0) return;
    this.faults.push(...unknownPorts(id, known, this.wiring));
    const isKnown = ({ name, optional }: PortSpec): boolean =>
      isForNextStep(block.kind, name) || (into.has(name) ? Object.hasOwn(inputs, name) : optional === true);
    if (known.inputs.every(isKnown)) this.infer(remembered, inputs);
  }

  private infer(remembered: Remembered, inputs: Types): void {
    const { block, known, last } = remembered;
    const given = this.around?.given[block.kind];
    if (known.definition.isGiven && given === undefined) {
      if (this.around !== null) this.waitsFor.set(block.id, this.around.root);
      return;
    }
    const layers = this.bodies.get(block.id);
    if (last === null || !sameTypes(last.inputs, inputs) || last.given !== given || last.layers !== layers) {
      const inferred = inferBlock(block, known, inputs, { given, bodies: layers?.map(innerBlocks) });
      remembered.last = { inputs, given, layers, inferred };
    }
    const { inferred } = remembered.last as NonNullable<Remembered['last']>;
    this.inferred.set(block.id, inferred);
    for (const fault of inferred.faults ?? []) this.faults.push({ ...fault, block: block.id });
  }

  /** Walks through the block's body with what is known of its inputs. */
  private lookInside(remembered: Remembered, inputs: Types, isSame: boolean): void {
    const { block, known, body } = remembered;
    const rule = known.definition.body;
    if (rule === undefined) return;
    const root = this.waitsFor.get(block.id) ?? block.id;
    const sameInputs = body !== null && sameTypes(body.inputs, inputs);
    if (body === null || !isSame || !sameInputs || body.around.root !== root) {
      // The same types again, so that what hangs on them is not looked at anew.
      const around = { given: sameInputs ? body.around.given : rule.given(inputs), root };
      const isMisplaced = this.around !== null && known.definition.place === undefined;
      remembered.body = { inputs, around, layers: visitBody(block, known, around, body?.layers, isMisplaced) };
    }
    this.bodies.set(block.id, (remembered.body as NonNullable<Remembered['body']>).layers);
  }

  /** Brings the types that are for the next step, once all blocks of this one are known. */
  bringNext(): void {
    for (const [id, remembered] of this.memory) {
      const { known, block } = remembered;
      for (const { name } of known.inputs) {
        const from = this.wiring.into.get(id)?.get(name);
        const type = from !== undefined && isForNextStep(block.kind, name) ? this.arrive(id, name, from) : null;
        if (type === null) continue;
        const inputs = { ...this.inputs.get(id), [name]: type };
        this.inputs.set(id, inputs);
        if (known.faults.length > 0) continue;
        if (remembered.next === null || !sameTypes(remembered.next.inputs, inputs))
          remembered.next = { inputs, faults: inferTypes(id, known, inputs).faults ?? [] };
        for (const fault of remembered.next.faults) this.faults.push({ ...fault, block: id });
      }
    }
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
