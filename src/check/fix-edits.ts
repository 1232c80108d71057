/** Proposal → edits: finds ids, ports, wires and a position for what a fix adds. */
import type { BlockDefinition } from '../blocks/define.ts';
import type { Fields, ParamsOf } from '../blocks/fields.ts';
import { readParams } from '../blocks/params.ts';
import { blockOf } from '../blocks/registry.ts';
import type { BlockId, Document, End, Params, Port, Wire } from '../document/document.ts';
import { findBlock } from '../document/document.ts';
import { applyEdits } from '../document/edits/apply.ts';
import type { Edit } from '../document/edits/edit.ts';
import { freshId } from '../document/ids.ts';
import type { FixProposal } from '../tensor/diagnostic.ts';
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
      return added(document, proposal.insert, proposal.params, check);
  }
}

const just = (...edits: readonly Edit[]): FixEdits => ({ edits, added: null });

const wireInto = (document: Document, end: End): Wire | undefined =>
  document.wires.find((wire) => wire.to[0] === end[0] && wire.to[1] === end[1]);

interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

function portsOf(definition: BlockDefinition, given: Params): Ports {
  const params = readParams(definition, given).params as ParamsOf<Fields>;
  return {
    inputs: definition.inputs(params).map((port) => port.name),
    outputs: definition.outputs(params).map((port) => port.name),
  };
}

/** Removes a block; what came into its first input goes on to everything that it fed. */
function bridged(document: Document, id: BlockId): readonly Edit[] {
  const edits: Edit[] = [{ kind: 'remove-blocks', blocks: [id] }];
  const block = findBlock(document, id);
  const definition = block === undefined ? null : blockOf(block.kind);
  const first = block === undefined || definition === null ? undefined : portsOf(definition, block.params).inputs[0];
  const source = first === undefined ? undefined : wireInto(document, [id, first])?.from;
  if (source === undefined || source[0] === id) return edits;
  for (const wire of document.wires) {
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
  const old = portsOf(before, block.params);
  const next = portsOf(after, params);
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
  const ports = portsOf(definition, first.params);
  const [input] = ports.inputs;
  const [output] = ports.outputs;
  if (input === undefined || output === undefined) return null;
  const id = freshId(document, definition.stem);
  const edits: readonly Edit[] = [
    ...addition(id, first.insert, first.params, placeOnWire(document, wire.from[0], to[0])),
    { kind: 'connect', from: wire.from, to: [id, input] },
    { kind: 'connect', from: [id, output], to },
  ];
  if (rest.length === 0) return { added: id, edits };
  const next = inserted(applyEdits(document, edits).document, to, rest);
  return next && { added: next.added, edits: [...edits, ...next.edits] };
}

const addition = (id: BlockId, kind: string, params: Params, place: Place): readonly Edit[] => [
  ...place.moves,
  { kind: 'add-block', block: { id, kind, params }, position: place.position },
];

/** A new block with every wire to or from it that fits an input which has none. */
function added(
  document: Document,
  kind: string,
  params: Params,
  check: (document: Document) => Report,
): FixEdits | null {
  const definition = blockOf(kind);
  if (definition === null) return null;
  const id = freshId(document, definition.stem);
  const place = placeBeside(document, definition.role === 'data' ? 'before' : 'after', Object.keys(document.layout));
  const edits = [...addition(id, kind, params, place)];
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
