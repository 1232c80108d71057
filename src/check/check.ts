/** Document → report: types on every wire, costs, and every fault at once. Never throws and never stops at the first fault. */
import type { BlockId, Document } from '../document/document.ts';
import { rootOf } from '../document/path.ts';
import type { Diagnostic, Severity } from '../tensor/diagnostic.ts';
import { activationFaults } from './activations.ts';
import { bodyFaults, placeFaults } from './bodies.ts';
import { checkedBlocks, totalCost } from './checked-blocks.ts';
import { missingInputs } from './connect.ts';
import { costFaults, learningFaults } from './cost-faults.ts';
import { carriedFaults, dataFaults, preparationFaults } from './data-sources.ts';
import { type Memory, type Pass, visitBlocks } from './pass.ts';
import type { Report } from './report.ts';
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
      severity !== 'suspicious' && (block === null || reaching.has(rootOf(block)));
    const missing = missingInputs(pass);
    const faults = [
      // First, because labels of other data are also labels of another number of classes.
      ...dataFaults(pass),
      ...preparationFaults(pass),
      ...pass.faults,
      ...missing,
      ...structureFaults(pass, missing),
      ...placeFaults(pass, false),
      ...bodyFaults(pass),
      ...carriedFaults(pass),
      ...activationFaults(pass),
      ...costFaults(pass, document.training),
    ];
    if (!faults.some(isBlocking)) faults.push(...learningFaults(pass, reaching));
    const diagnostics = inOrder(faults, pass);
    const blocking = diagnostics.filter(isBlocking);
    const blocks = checkedBlocks(pass, diagnostics);
    return {
      blocks,
      wires: allWires(pass),
      diagnostics,
      blocking,
      total: totalCost(pass),
      graph: blocking.length === 0 ? checkedGraph(blocks, pass, reaching) : null,
    };
  };
}

const severities: readonly Severity[] = ['wrong', 'suspicious', 'incomplete'];

/** Wrong, suspicious, incomplete; within each in the order of the blocks, faults of the whole graph last. */
function inOrder(faults: readonly Diagnostic[], pass: Pass): readonly Diagnostic[] {
  const position = new Map(allBlocks(pass).map((id, index) => [id, index]));
  const rank = (fault: Diagnostic): number =>
    severities.indexOf(fault.severity) * (position.size + 1) +
    (fault.block === null ? position.size : (position.get(fault.block) ?? 0));
  return faults.toSorted((a, b) => rank(a) - rank(b));
}

/** Every block is followed by those in its body. */
const allBlocks = ({ wiring, bodies }: Pass): readonly BlockId[] =>
  [...wiring.blocks.keys()].flatMap((id) => {
    const layers = bodies.get(id);
    return layers === undefined ? [id] : [id, ...allBlocks(layers[0])];
  });

function allWires({ wires, bodies }: Pass): Report['wires'] {
  if (bodies.size === 0) return wires;
  return new Map([wires, ...[...bodies.values()].map(([first]) => allWires(first))].flatMap((each) => [...each]));
}
