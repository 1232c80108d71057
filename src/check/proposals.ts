/** Fixes that a block cannot propose itself, because it does not see what else is in the graph. */
import type { BlockId } from '../document/document.ts';
import { rootOf } from '../document/path.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import type { TensorType } from '../tensor/shape.ts';
import type { Report } from './report.ts';

/** Best first: what the graph at large suggests, then what the block proposed, then what would change blocks further up. */
export function proposalsOf(diagnostic: Diagnostic, report: Report): readonly FixProposal[] {
  return [
    ...fromTheGraph(diagnostic, report),
    ...equalLengths(diagnostic, report),
    ...otherReturn(diagnostic, report),
    ...diagnostic.fixes,
    ...equalWindows(diagnostic, report),
  ];
}

/** Two inputs that differ in height, width or time: the blocks that made these sizes may pad, or slide equal windows. */
function equalWindows({ code, axis, types }: Diagnostic, report: Report): readonly FixProposal[] {
  if (code !== 'shape-mismatch' || axis === undefined) return [];
  const makers = Object.values(types ?? {}).flatMap((type) => {
    const born = type.axes[axis]?.trace?.block;
    const block = born === undefined ? undefined : report.blocks.get(born);
    return block?.definition ? [block] : [];
  });
  const padded = makers.flatMap(({ id, params }): FixProposal[] =>
    params.padding === 'valid' ? [{ kind: 'set-param', block: id, param: 'padding', value: 'same' }] : [],
  );
  const equal = makers.flatMap(({ id, params }) =>
    makers.flatMap((other): FixProposal[] => {
      const value = other.params.kernel;
      return other.id !== id && params.kernel !== undefined && value !== undefined
        ? [{ kind: 'set-param', block: id, param: 'kernel', value }]
        : [];
    }),
  );
  return [...padded, ...equal];
}

/** A recurrent block on the way gives its last step where every one is needed, or every one where one is. */
function otherReturn({ code, types = {} }: Diagnostic, report: Report): readonly FixProposal[] {
  const all = Object.values(types);
  const differ = code === 'rank-mismatch' || (code === 'shape-mismatch' && new Set(all.map(rankOf)).size > 1);
  if (!differ) return [];
  return all.flatMap((type): readonly FixProposal[] => {
    for (let at = type.axes.at(-1)?.trace ?? null; at !== null; at = at.previous) {
      const block = rootOf(at.block);
      const value = otherReturns[`${report.blocks.get(block)?.params.returns}`];
      if (value !== undefined) return [{ kind: 'set-param', block, param: 'returns', value }];
    }
    return [];
  });
}

const otherReturns: { readonly [returns: string]: string | undefined } = { last: 'every', every: 'last' };

const rankOf = ({ axes }: TensorType): number => axes.length;

/** Two sequences whose lengths were made by different blocks: one of these may keep the steps, or go. */
function equalLengths({ code, values }: Diagnostic, report: Report): readonly FixProposal[] {
  if (code !== 'lengths-mismatch') return [];
  return [values?.actual, values?.expected].flatMap((reference): readonly FixProposal[] => {
    const made = String(reference);
    const maker = report.blocks.get(made.slice(0, made.lastIndexOf('.')));
    if (maker?.definition?.role !== 'layer') return [];
    const { id, params } = maker;
    const padded =
      params.padding === undefined ? [] : [{ kind: 'set-param', block: id, param: 'padding', value: 'same' } as const];
    return [...padded, { kind: 'remove-block', block: id }];
  });
}

function fromTheGraph({ code, block, port, path, types }: Diagnostic, report: Report): readonly FixProposal[] {
  if (block === null || port === undefined) return [];
  const connect = (from: BlockId, element: TensorType['element']['of']): readonly FixProposal[] =>
    Object.entries(report.blocks.get(from)?.outputs ?? {})
      .filter(([, type]) => type.element.of === element)
      .map(([output]) => ({ kind: 'connect', from: [from, output], to: [block, port] }));
  switch (code) {
    // The right port of the same block is most often what was meant.
    case 'expects-real': {
      const born = types?.[port]?.axes[0]?.trace?.block;
      return [...swaps(block, port, report), ...(born === undefined ? [] : connect(born, 'real'))];
    }
    case 'expects-index':
      return [...swaps(block, port, report), ...[...report.blocks.keys()].flatMap((id) => connect(id, 'index'))];
    case 'batch-mismatch': {
      const element = report.blocks.get(block)?.inputs[port]?.element.of ?? 'real';
      // Targets stand behind what they belong to.
      return path?.[0] === undefined ? [] : connect(path[0], element).toReversed();
    }
    default:
      return [];
  }
}

/** Two wires of one block that each belong at the other's port. */
function swaps(block: BlockId, port: string, report: Report): readonly FixProposal[] {
  return Object.keys(report.blocks.get(block)?.inputs ?? {})
    .filter((other) => other !== port)
    .map((other) => ({ kind: 'swap-wires', block, ports: [port, other] }));
}
