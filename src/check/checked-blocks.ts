/** What a check has found of each block, those in bodies included, and what it all costs. */
import type { BlockId } from '../document/document.ts';
import { parentOf } from '../document/path.ts';
import type { Diagnostic, Severity } from '../tensor/diagnostic.ts';
import { noCost } from './block.ts';
import type { Pass } from './pass.ts';
import type { BlockState, CheckedBlock, CheckedBody, Cost } from './report.ts';
import { sourcesOf } from './trainable.ts';

/** Every block by its path, in the order of the document; each is followed by those in its body. */
export function checkedBlocks(pass: Pass, diagnostics: readonly Diagnostic[]): ReadonlyMap<BlockId, CheckedBlock> {
  return blocksOf(pass, worstFaults(diagnostics));
}

type Inside = Pick<CheckedBlock, 'body' | 'upper'>;

type Faults = ReadonlyMap<BlockId, Severity>;

const rising: readonly Severity[] = ['suspicious', 'incomplete', 'wrong'];

/** The worst fault of each block that has any, those in its body included. */
function worstFaults(diagnostics: readonly Diagnostic[]): Faults {
  const worst = new Map<BlockId, Severity>();
  for (const { block, severity } of diagnostics) {
    for (let path = block; path !== null; path = parentOf(path)) {
      const before = worst.get(path);
      if (before === undefined || rising.indexOf(severity) > rising.indexOf(before)) worst.set(path, severity);
    }
  }
  return worst;
}

function blocksOf(pass: Pass, faults: Faults): ReadonlyMap<BlockId, CheckedBlock> {
  const blocks = new Map<BlockId, CheckedBlock>();
  for (const id of pass.wiring.blocks.keys()) {
    const layers = pass.bodies.get(id);
    if (layers === undefined) {
      blocks.set(id, checkedBlock(id, pass, faults, { body: null, upper: [] }));
      continue;
    }
    const [first, ...others] = layers;
    const inner = blocksOf(first, faults);
    const upper = others.map((each) => bodyOf(each, blocksOf(each, faults)));
    blocks.set(id, checkedBlock(id, pass, faults, { body: bodyOf(first, inner), upper }));
    for (const [path, block] of inner) blocks.set(path, block);
  }
  return blocks;
}

function bodyOf(pass: Pass, blocks: ReadonlyMap<BlockId, CheckedBlock>): CheckedBody {
  const named = (ids: Iterable<BlockId>): readonly CheckedBlock[] =>
    [...ids].map((id) => blocks.get(id) as CheckedBlock);
  return {
    blocks: named(pass.wiring.blocks.keys()),
    order: named(pass.wiring.order),
    sources: sourcesOf(pass.wiring.order, pass),
  };
}

function checkedBlock(id: BlockId, pass: Pass, faults: Faults, inside: Inside): CheckedBlock {
  const known = pass.known.get(id);
  const inferred = pass.inferred.get(id);
  const root = pass.waitsFor.get(id) ?? null;
  const state = stateOf(known !== undefined, faults.get(id) ?? null, root !== null);
  return {
    id,
    definition: known?.definition ?? null,
    state,
    waitsFor: state === 'waiting' ? root : null,
    params: known?.params ?? pass.wiring.blocks.get(id)?.params ?? {},
    ports: { inputs: known?.inputs ?? [], outputs: known?.outputs ?? [] },
    inputs: pass.inputs.get(id) ?? {},
    outputs: inferred?.outputs ?? {},
    weights: inferred?.weights ?? [],
    cost: inferred?.cost ?? noCost,
    macsFormula: inferred?.macsFormula ?? null,
    weightsFormula: inferred?.weightsFormula ?? null,
    arithmetic: inferred?.arithmetic ?? [],
    ...inside,
  };
}

/** A block that waits is grey whatever else is told of it, unless it is wrong by itself. */
function stateOf(known: boolean, fault: Severity | null, waits: boolean): BlockState {
  if (!known) return 'unknown';
  if (fault === 'wrong') return 'wrong';
  if (waits) return 'waiting';
  return fault ?? 'correct';
}

/** What a block with a body costs holds what is in it. */
export function totalCost({ inferred }: Pass): Cost {
  let { parameters, macs, activationBytes } = noCost;
  for (const { cost } of inferred.values()) {
    parameters += cost.parameters;
    macs += cost.macs;
    activationBytes += cost.activationBytes;
  }
  return { parameters, macs, activationBytes };
}
