/** Inputs that are not wired, and which outputs would fit them. */
import type { Fault, PortSpec } from '../blocks/define.ts';
import type { BlockId, End, Port } from '../document/document.ts';
import { isForNextStep } from '../document/loop.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import { fullText, type TensorType } from '../tensor/shape.ts';
import type { KnownBlock, Types } from './block.ts';
import { inferTypes } from './network.ts';
import { innerBlocks, type Layers, type Pass } from './pass.ts';
import { hasPort } from './ports.ts';

/** How many wires are proposed for one input. */
const MOST_FIXES = 3;
/** How many different types are tried at one input. */
const MOST_TRIES = 24;

/** `missing-input`, one for each port, with the wires that would fit. */
export function missingInputs(pass: Pass): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const [block, ports] of pass.missing) {
    if (hasStrayWire(block, pass)) continue;
    for (const port of ports) {
      const candidates = candidatesFor(block, port, pass);
      const fixes = fittingOutputs(block, port, candidates, pass).map(
        ({ end }): FixProposal => ({ kind: 'connect', from: end, to: [block, port] }),
      );
      faults.push({ code: 'missing-input', severity: 'incomplete', block, port, fixes });
    }
  }
  return faults;
}

/** A wire that ends at no input of the block is meant for one of the open ones: that is told already. */
function hasStrayWire(block: BlockId, pass: Pass): boolean {
  const inputs = pass.known.get(block)?.inputs ?? [];
  return [...(pass.wiring.into.get(block)?.keys() ?? [])].some((port) => !hasPort(inputs, port));
}

interface Candidate {
  readonly end: End;
  readonly type: TensorType;
}

/** Known outputs that neither hang on the block nor feed it, for a preparation those of data: numbers before labels, then those that feed nothing, then the youngest. */
function candidatesFor(block: BlockId, port: Port, pass: Pass): readonly Candidate[] {
  const behind = new Set([block]);
  const isLater = ([id, at]: End): boolean => isForNextStep(pass.wiring.blocks.get(id)?.kind, at);
  if (!isLater([block, port])) {
    for (const id of behind) for (const { to } of pass.wiring.outOf.get(id) ?? []) if (!isLater(to)) behind.add(to[0]);
  }
  const roleOf = (id: BlockId) => pass.known.get(id)?.definition.role;
  const prepares = roleOf(block) === 'preparation';
  const candidates: (Candidate & { readonly rank: number })[] = [];
  for (const [id, inferred] of pass.inferred) {
    if (behind.has(id) || (prepares && roleOf(id) === 'layer')) continue;
    const wires = pass.wiring.outOf.get(id) ?? [];
    for (const [port, type] of Object.entries(inferred.outputs)) {
      const uses = wires.filter((wire) => wire.from[1] === port);
      // Classes are what a network is to say: they are offered to losses alone, though an Embedding would take them.
      if (roleOf(id) === 'data' && type.element.of === 'index' && roleOf(block) !== 'loss') continue;
      // What already comes into the block at one input is not what is missing at another.
      if (uses.some((wire) => wire.to[0] === block)) continue;
      candidates.push({ end: [id, port], type, rank: (type.element.of === 'real' ? 0 : 2) + Math.min(uses.length, 1) });
    }
  }
  return candidates.reverse().sort((a, b) => a.rank - b.rank);
}

/**
 * The candidates that the block's shape rule takes: with some types at the inputs that are open or wait it finds nothing
 * wrong, or whatever is there it finds nothing wrong at this port.
 */
function fittingOutputs(
  block: BlockId,
  port: Port,
  candidates: readonly Candidate[],
  pass: Pass,
): readonly Candidate[] {
  const known = pass.known.get(block) as KnownBlock;
  if (known.faults.length > 0) return [];
  const inputs = pass.inputs.get(block) ?? {};
  const into = pass.wiring.into.get(block);
  const isOpen = ({ name, optional }: PortSpec): boolean =>
    name !== port && !Object.hasOwn(inputs, name) && (optional !== true || into?.has(name) === true);
  const open = known.inputs.filter(isOpen).map((each) => each.name);
  const kinds = distinct(candidates);
  const verdicts = new Map<string, boolean>();
  for (const [key, type] of kinds) {
    const outcomes = choices({ ...inputs, [port]: type }, open, [type, ...kinds.values()]).map((types) =>
      wrongFaults(block, known, types, pass.bodies.get(block)),
    );
    const isHere = ({ port: at }: Fault): boolean => at === undefined || at === port;
    // Labels at a port that takes labels are right, whatever the other side still lacks.
    const isLenient = open.length > 0 || type.element.of === 'index';
    verdicts.set(key, outcomes.some((faults) => faults.length === 0) || (isLenient && !outcomes.flat().some(isHere)));
  }
  return candidates.filter(({ type }) => verdicts.get(typeKey(type)) === true).slice(0, MOST_FIXES);
}

/** Types for the inputs that are not known: all of them the same one, as every combination would be too many. */
function choices(inputs: Types, open: readonly Port[], kinds: readonly TensorType[]): readonly Types[] {
  if (open.length === 0) return [inputs];
  return kinds.map((type) => ({ ...inputs, ...Object.fromEntries(open.map((port) => [port, type])) }));
}

function wrongFaults(block: BlockId, known: KnownBlock, inputs: Types, layers: Layers | undefined): readonly Fault[] {
  const { faults = [] } = inferTypes(block, known, inputs, { bodies: layers?.map(innerBlocks) });
  return faults.filter((fault) => fault.severity === 'wrong');
}

function distinct(candidates: readonly Candidate[]): ReadonlyMap<string, TensorType> {
  const kinds = new Map<string, TensorType>();
  for (const { type } of candidates) {
    if (kinds.size === MOST_TRIES) break;
    const key = typeKey(type);
    if (!kinds.has(key)) kinds.set(key, type);
  }
  return kinds;
}

const typeKey = (type: TensorType): string =>
  `${fullText(type)} ${type.element.of === 'index' ? type.element.classes : type.element.of} ${type.lengths ?? ''}`;
