/** What a fix is called and what it gives: `Put a 1×1 Conv2D on the right wire`, `64 filters, +256 parameters → 32×32×64`. */
import type { Json } from '../base/json.ts';
import { blockOf } from '../blocks/registry.ts';
import { type BlockId, type Document, endKey, type Params } from '../document/document.ts';
import type { Edit } from '../document/edits/edit.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import { chipText, type TensorType } from '../tensor/shape.ts';
import { message, type Run, rich } from '../text/catalog.ts';
import { formatSigned, withMinus } from '../text/format.ts';
import { namerOf } from './names.ts';
import type { CheckedBlock, Report } from './report.ts';

/** A fix that was tried: the reports are those before and after it. */
export interface Change {
  readonly proposal: FixProposal;
  readonly diagnostic: Diagnostic;
  readonly document: Document;
  readonly before: Report;
  readonly after: Report;
  readonly edits: readonly Edit[];
  /** The new block. */
  readonly added: BlockId | null;
}

export function fixTitle({ proposal, diagnostic, document, before }: Change): readonly Run[] {
  const names = namerOf(document, before);
  switch (proposal.kind) {
    case 'set-param': {
      const { block, param, value } = proposal;
      const foreign = block === diagnostic.block ? 'no' : 'yes';
      const values = { foreign, block: names.block(block), label: names.param(block, param) };
      if (typeof value === 'boolean') return rich(`diagnostics.fix.turn-${value ? 'on' : 'off'}`, values);
      const field = before.blocks.get(block)?.definition?.params[param];
      return rich('diagnostics.fix.set-param', {
        ...values,
        value: valueText(value, field?.kind === 'ints' ? ', ' : '×'),
      });
    }
    case 'unset-param':
      return rich('diagnostics.fix.unset-param', { label: proposal.param });
    case 'set-batch-size':
      return rich('diagnostics.fix.set-batch-size', { value: proposal.value });
    case 'insert-before': {
      const checked = before.blocks.get(proposal.block);
      const several = Object.keys(checked?.inputs ?? {}).length > 1;
      return rich('diagnostics.fix.insert', {
        what: newBlockNames(proposal),
        place: several ? 'wire' : 'block',
        port: proposal.port,
        block: names.block(proposal.block),
      });
    }
    case 'replace-kind':
      return rich('diagnostics.fix.replace', { next: titleOf(proposal.with), old: names.kind(proposal.block) });
    case 'remove-block':
      return rich('diagnostics.fix.remove-block', { block: names.block(proposal.block) });
    case 'remove-wire': {
      const end = [proposal.block, proposal.port] as const;
      return rich('diagnostics.fix.remove-wire', { source: names.source(end), target: names.input(end) });
    }
    case 'connect':
      return rich('diagnostics.fix.connect', {
        source: names.output(proposal.from),
        target: names.input(proposal.to),
      });
    case 'move-wire':
      return rich('diagnostics.fix.move-wire', { target: names.input(proposal.to) });
    case 'swap-wires':
      return rich('diagnostics.fix.swap-wires', { first: proposal.ports[0], second: proposal.ports[1] });
    case 'add-block':
      return rich('diagnostics.fix.add', { what: withArticle(newBlockName(proposal.insert, proposal.params)) });
  }
}

/** `64 filters, +256 parameters → 32×32×64`; empty when there is nothing to tell. */
export function fixGives(change: Change): string {
  const parts = [...newNumbers(change), ...parameters(change), ...newWires(change)];
  const shape = resultOf(change);
  const told = parts.join(', ');
  // One label or text an example has no shape to speak of.
  if (shape === null || (shape.element.of !== 'real' && shape.axes.length === 1)) return told;
  return told === '' ? `→ ${chipText(shape)}` : `${told} → ${chipText(shape)}`;
}

const titleOf = (kind: string): string => blockOf(kind)?.title ?? kind;

/** `1×1 Conv2D`, `Flatten`. */
function newBlockName(kind: string, params: Params): string {
  const { kernel } = params;
  return kernel === undefined ? titleOf(kind) : `${valueText(kernel)} ${titleOf(kind)}`;
}

/** `a Tokenize, a Pad and an Embedding`. */
function newBlockNames({ insert, params, leading = [] }: FixProposal & { readonly kind: 'insert-before' }): string {
  const names = [...leading, { insert, params }].map((each) => withArticle(newBlockName(each.insert, each.params)));
  const last = names.pop() ?? '';
  return names.length === 0 ? last : message('diagnostics.fix.several', { first: names.join(', '), last });
}

function withArticle(what: string): string {
  return message('diagnostics.fix.article', { what, sound: /^[aeiou8]/i.test(what) ? 'vowel' : 'consonant' });
}

function valueText(value: Json, separator = '×'): string {
  if (Array.isArray(value)) return value.map((each) => valueText(each)).join(separator);
  return typeof value === 'string' ? value : withMinus(JSON.stringify(value));
}

/** The whole numbers that a new block is given: `64 filters`. */
function newNumbers({ proposal }: Change): readonly string[] {
  if (proposal.kind !== 'insert-before' && proposal.kind !== 'add-block') return [];
  const fields = blockOf(proposal.insert)?.params ?? {};
  return Object.entries(proposal.params).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field?.kind !== 'int' || typeof value !== 'number') return [];
    return [message('diagnostics.fix.count', { count: value, label: field.label.toLowerCase() })];
  });
}

/** Change in parameters, of blocks whose number was known before and of the new blocks. */
function parameters({ before, after }: Change): readonly string[] {
  let change = 0;
  // What a block with a body costs is counted in its body.
  const count = (block: CheckedBlock | undefined): number => (block?.body === null ? block.cost.parameters : 0);
  for (const [id, block] of before.blocks) if (isKnown(block)) change += count(after.blocks.get(id)) - count(block);
  for (const [id, block] of after.blocks) if (!before.blocks.has(id)) change += count(block);
  return change === 0
    ? []
    : [message('diagnostics.fix.parameters', { signed: formatSigned(change), count: Math.abs(change) })];
}

/** A block that a fix adds beside the others says how far it is wired; one that is put into a wire need not. */
function newWires({ proposal, edits }: Change): readonly string[] {
  if (proposal.kind !== 'add-block') return [];
  const count = edits.filter((edit) => edit.kind === 'connect').length;
  return count > 0 ? [message('diagnostics.fix.wires', { count })] : [];
}

const isKnown = (block: CheckedBlock): boolean => Object.keys(block.outputs).length > 0;

/** What comes out where the fix acts. */
function resultOf({ proposal, diagnostic, added, after }: Change): TensorType | null {
  const first = (id: BlockId | null): TensorType | null =>
    (id === null ? undefined : Object.values(after.blocks.get(id)?.outputs ?? {})[0]) ?? null;
  switch (proposal.kind) {
    case 'insert-before':
      return first(added);
    case 'set-param':
    case 'unset-param':
      return first(proposal.block);
    case 'connect':
    case 'move-wire':
      return after.wires.get(endKey(proposal.to)) ?? null;
    case 'replace-kind':
    case 'remove-block':
      return first(diagnostic.block);
    default:
      return null;
  }
}
