/** Proposal → edits: finds ids, ports, wires and a position for what a fix adds. */
import type { BlockDefinition } from '../blocks/define.ts';
import { newBlock } from '../blocks/new-block.ts';
import { blockOf } from '../blocks/registry.ts';
import { bodyAt } from '../document/bodies.ts';
import type { Block, BlockId, Body, Document, End, Params, Port, Wire } from '../document/document.ts';
import { findBlock } from '../document/document.ts';
import { applyEdits } from '../document/edits/apply.ts';
import type { Edit } from '../document/edits/edit.ts';
import { freshId } from '../document/ids.ts';
import { parentOf } from '../document/path.ts';
import type { FixProposal } from '../tensor/diagnostic.ts';
import { readBlock } from './block.ts';
import { type Place, placeBeside, placeOnWire } from './placing.ts';
import type { Report } from './report.ts';

export interface FixEdits {
  readonly edits: readonly Edit[];
  /** The block that is new; of several the last. */
  readonly added: BlockId | null;
}

/** Null when the document has not what the proposal needs. `check` tells what fits a block that was added. */
export function fixEdits(
  proposal: FixProposal,
  document: Document,
  check: (document: Document) => Report,
): FixEdits | null {
  switch (proposal.kind) {
    case 'set-param':
      return just({ ...proposal });
    case 'unset-param':
      return just({ kind: 'set-param', block: proposal.block, param: proposal.param, value: undefined });
    case 'set-batch-size':
      return just({ kind: 'set-training', training: { batchSize: proposal.value } });
    case 'connect':
      return just({ ...proposal });
    case 'remove-wire':
      return just({ kind: 'disconnect', to: [proposal.block, proposal.port] });
    case 'move-wire': {
      const wire = wireInto(document, proposal.end);
      if (wire === undefined) return null;
      return just({ kind: 'disconnect', to: proposal.end }, { kind: 'connect', from: wire.from, to: proposal.to });
    }
    case 'swap-wires': {
      const [first, second] = proposal.ports.map((port): End => [proposal.block, port]) as [End, End];
      const [one, other] = [wireInto(document, first), wireInto(document, second)];
      if (one === undefined || other === undefined) return null;
      return just(
        { kind: 'disconnect', to: second },
        { kind: 'connect', from: other.from, to: first },
        { kind: 'connect', from: one.from, to: second },
      );
    }
    case 'remove-block':
      return just(...bridged(document, proposal.block));
    case 'replace-kind':
      return replaced(document, proposal.block, proposal.with, proposal.params);
    case 'insert-before':
      return inserted(document, [proposal.block, proposal.port], [...(proposal.leading ?? []), proposal]);
    case 'add-block':
      return added(document, proposal, check);
  }
}

const just = (...edits: readonly Edit[]): FixEdits => ({ edits, added: null });

/** The blocks and wires among which the block stands. */
const bodyAround = (document: Document, block: BlockId): Body => bodyAt(document, parentOf(block));

const wireInto = (document: Document, end: End): Wire | undefined =>
  bodyAround(document, end[0]).wires.find((wire) => wire.to[0] === end[0] && wire.to[1] === end[1]);

interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

function portsOf(definition: BlockDefinition, block: Block): Ports {
  const { inputs, outputs } = readBlock(block, definition);
  return { inputs: inputs.map((port) => port.name), outputs: outputs.map((port) => port.name) };
}

/** Removes a block; what came into its first input goes on to everything that it fed. */
function bridged(document: Document, id: BlockId): readonly Edit[] {
  const edits: Edit[] = [{ kind: 'remove-blocks', blocks: [id] }];
  const block = findBlock(document, id);
  const definition = block === undefined ? null : blockOf(block.kind);
  const first = block === undefined || definition === null ? undefined : portsOf(definition, block).inputs[0];
  const source = first === undefined ? undefined : wireInto(document, [id, first])?.from;
  if (source === undefined || source[0] === id) return edits;
  for (const wire of bodyAround(document, id).wires) {
    if (wire.from[0] === id && wire.to[0] !== id) edits.push({ kind: 'connect', from: source, to: wire.to });
  }
  return edits;
}

/** Ports keep their wires by position: the first input of the old block is the first of the new one. */
function replaced(document: Document, id: BlockId, kind: string, params: Params): FixEdits | null {
  const block = findBlock(document, id);
  const before = block === undefined ? null : blockOf(block.kind);
  const after = blockOf(kind);
  if (block === undefined || before === null || after === null) return null;
  const old = portsOf(before, block);
  const next = portsOf(after, { id, kind, params });
  const ports: { [old: Port]: Port } = {};
  old.inputs.forEach((port, index) => {
    ports[port] = next.inputs[index] ?? port;
  });
  old.outputs.forEach((port, index) => {
    ports[port] = next.outputs[index] ?? port;
  });
  return just({ kind: 'replace-kind', block: id, with: kind, params, ports });
}

/** Puts blocks into the wire that ends at `to`, the first of them nearest to where it comes from. */
function inserted(
  document: Document,
  to: End,
  [first, ...rest]: readonly { readonly insert: string; readonly params: Params }[],
): FixEdits | null {
  const wire = wireInto(document, to);
  const definition = first === undefined ? null : blockOf(first.insert);
  if (wire === undefined || first === undefined || definition === null) return null;
  const id = freshId(document, definition.stem, { inside: parentOf(to[0]) });
  const block = newBlock(definition, id, first.params);
  const ports = portsOf(definition, block);
  const [input] = ports.inputs;
  const [output] = ports.outputs;
  if (input === undefined || output === undefined) return null;
  const edits: readonly Edit[] = [
    ...addition(block, placeOnWire(bodyAround(document, to[0]), wire.from[0], to[0])),
    { kind: 'connect', from: wire.from, to: [id, input] },
    { kind: 'connect', from: [id, output], to },
  ];
  if (rest.length === 0) return { added: id, edits };
  const next = inserted(applyEdits(document, edits).document, to, rest);
  return next && { added: next.added, edits: [...edits, ...next.edits] };
}

const addition = (block: Block, place: Place): readonly Edit[] => [
  ...place.moves,
  { kind: 'add-block', block, position: place.position },
];

/** A new block with every wire to or from it that fits an input which has none. */
function added(
  document: Document,
  { insert, params, inside: path }: Extract<FixProposal, { kind: 'add-block' }>,
  check: (document: Document) => Report,
): FixEdits | null {
  const definition = blockOf(insert);
  if (definition === null) return null;
  const inside = path ?? null;
  const id = freshId(document, definition.stem, { inside });
  const body = bodyAt(document, inside);
  const place = placeBeside(body, definition.role === 'data' ? 'before' : 'after', Object.keys(body.layout));
  const edits = [...addition(newBlock(definition, id, params), place)];
  for (;;) {
    const report = check(applyEdits(document, edits).document);
    const fitting = report.diagnostics
      .filter((diagnostic) => diagnostic.code === 'missing-input')
      .flatMap((diagnostic) => diagnostic.fixes)
      .find((fix) => fix.kind === 'connect' && (fix.from[0] === id || fix.to[0] === id));
    if (fitting?.kind !== 'connect') return { edits, added: id };
    edits.push({ ...fitting });
  }
}
