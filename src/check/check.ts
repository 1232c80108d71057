/** Document → report: types on every wire, costs, and every fault at once. Never throws and never stops at the first fault. */
import type { BlockId, Document } from '../document/document.ts';
import type { Diagnostic, Severity } from '../tensor/diagnostic.ts';
import { activationFaults } from './activations.ts';
import { noCost } from './block.ts';
import { missingInputs } from './connect.ts';
import { costFaults, learningFaults } from './cost-faults.ts';
import { dataFaults } from './data-sources.ts';
import { type Memory, type Pass, visitBlocks } from './pass.ts';
import type { BlockState, CheckedBlock, Cost, Report } from './report.ts';
import { structureFaults } from './structure.ts';
import { checkedGraph, reachingLoss } from './trainable.ts';
import { wiringOf } from './wiring.ts';

/** Checks the whole graph from scratch. */
export function check(document: Document): Report {
  return createChecker()(document);
}

/**
 * A check that remembers: a block is looked at again only when it, or a type at one of its inputs, is another object
 * than last time, so an edit costs what lies behind it. The report is the one that a check from scratch gives.
 */
export function createChecker(): (document: Document) => Report {
  let memory: Memory = new Map();
  return (document) => {
    const pass = visitBlocks(wiringOf(document), memory);
    memory = pass.memory;
    const reaching = reachingLoss(pass);
    const isBlocking = ({ severity, block }: Diagnostic): boolean =>
      severity !== 'suspicious' && (block === null || reaching.has(block));
    const missing = missingInputs(pass);
    const faults = [
      // First, because labels of other data are also labels of another number of classes.
      ...dataFaults(pass),
      ...pass.faults,
      ...missing,
      ...structureFaults(pass, missing),
      ...activationFaults(pass),
      ...costFaults(pass, document.training),
    ];
    if (!faults.some(isBlocking)) faults.push(...learningFaults(pass, reaching));
    const diagnostics = inOrder(faults, pass);
    const blocking = diagnostics.filter(isBlocking);
    const blocks = checkedBlocks(pass, diagnostics);
    return {
      blocks,
      wires: pass.wires,
      diagnostics,
      blocking,
      total: totalCost(blocks.values()),
      graph: blocking.length === 0 ? checkedGraph(blocks, pass, reaching) : null,
    };
  };
}

const severities: readonly Severity[] = ['wrong', 'suspicious', 'incomplete'];

/** Wrong, suspicious, incomplete; within each in the order of the blocks, faults of the whole graph last. */
function inOrder(faults: readonly Diagnostic[], pass: Pass): readonly Diagnostic[] {
  const position = new Map([...pass.wiring.blocks.keys()].map((id, index) => [id, index]));
  const rank = (fault: Diagnostic): number =>
    severities.indexOf(fault.severity) * (position.size + 1) +
    (fault.block === null ? position.size : (position.get(fault.block) ?? 0));
  return faults.toSorted((a, b) => rank(a) - rank(b));
}

/** Every block of the document, in its order. */
function checkedBlocks(pass: Pass, diagnostics: readonly Diagnostic[]): ReadonlyMap<BlockId, CheckedBlock> {
  const worst = new Map<BlockId, Severity>();
  const rising: readonly Severity[] = ['suspicious', 'incomplete', 'wrong'];
  for (const { block, severity } of diagnostics) {
    if (block === null) continue;
    const before = worst.get(block);
    if (before === undefined || rising.indexOf(severity) > rising.indexOf(before)) worst.set(block, severity);
  }
  const blocks = new Map<BlockId, CheckedBlock>();
  for (const [id, block] of pass.wiring.blocks) {
    const known = pass.known.get(id);
    const inferred = pass.inferred.get(id);
    const fault = worst.get(id) ?? null;
    const root = pass.waitsFor.get(id) ?? null;
    const state = stateOf(known !== undefined, fault, root !== null);
    blocks.set(id, {
      id,
      definition: known?.definition ?? null,
      state,
      waitsFor: state === 'waiting' ? root : null,
      params: known?.params ?? block.params,
      inputs: pass.inputs.get(id) ?? {},
      outputs: inferred?.outputs ?? {},
      weights: inferred?.weights ?? [],
      cost: inferred?.cost ?? noCost,
      macsFormula: inferred?.macsFormula ?? null,
      weightsFormula: inferred?.weightsFormula ?? null,
      arithmetic: inferred?.arithmetic ?? [],
    });
  }
  return blocks;
}

/** A block that waits is grey whatever else is told of it, unless it is wrong by itself. */
function stateOf(known: boolean, fault: Severity | null, waits: boolean): BlockState {
  if (!known) return 'unknown';
  if (fault === 'wrong') return 'wrong';
  if (waits) return 'waiting';
  return fault ?? 'correct';
}

function totalCost(blocks: Iterable<CheckedBlock>): Cost {
  let { parameters, macs, activationBytes } = noCost;
  for (const { cost } of blocks) {
    parameters += cost.parameters;
    macs += cost.macs;
    activationBytes += cost.activationBytes;
  }
  return { parameters, macs, activationBytes };
}
