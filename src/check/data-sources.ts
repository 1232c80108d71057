/** Follows examples from the data blocks: only those of one set meet, preparations come before layers, states go on where examples do. */
import type { Cut } from '../blocks/define.ts';
import type { BlockId, Port } from '../document/document.ts';
import type { Diagnostic, FixProposal } from '../tensor/diagnostic.ts';
import type { Pass } from './pass.ts';

/** `batch-mismatch` at each block where examples of two data sets meet, and at a loss that trains on other data than the first. */
export function dataFaults(pass: Pass): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const origins = originsOf(pass);
  const datasetOf = (id: BlockId): string | null => pass.known.get(id)?.dataset ?? null;
  const belongTogether = (a: BlockId, b: BlockId): boolean =>
    a === b || (datasetOf(a) !== null && datasetOf(a) === datasetOf(b));
  for (const id of pass.wiring.order) {
    const [first, ...rest] = arrivals(id, pass, origins);
    if (first === undefined) continue;
    const odd = rest.find(({ origin }) => !belongTogether(origin, first.origin));
    if (odd !== undefined) faults.push(mismatch(id, odd.port, first.origin, odd.origin));
  }
  const mixed = new Set(faults.map(({ block }) => block));
  let first: BlockId | null = null;
  for (const id of pass.wiring.blocks.keys()) {
    const own = origins.get(id);
    if (own === undefined || pass.known.get(id)?.definition.role !== 'loss') continue;
    first ??= own;
    if (!mixed.has(id) && !belongTogether(first, own)) faults.push(mismatch(id, null, first, own));
  }
  return faults;
}

/** For each block, the one whose examples it works on: a data block, or one that cuts examples of its own. */
function originsOf(pass: Pass): ReadonlyMap<BlockId, BlockId> {
  const origins = new Map<BlockId, BlockId>();
  for (const id of pass.wiring.order) {
    const known = pass.known.get(id);
    const isOwn = known?.definition.role === 'data' && known.dataset !== null;
    const [first] = arrivals(id, pass, origins);
    if (isOwn) origins.set(id, id);
    else if (first !== undefined) origins.set(id, known?.definition.cuts ? id : first.origin);
  }
  return origins;
}

interface Arrival {
  readonly port: Port;
  readonly origin: BlockId;
}

/** The wired inputs of a block that bring examples. */
function arrivals(id: BlockId, { wiring }: Pass, origins: ReadonlyMap<BlockId, BlockId>): readonly Arrival[] {
  return [...(wiring.into.get(id) ?? [])].flatMap(([port, [from]]) => {
    const origin = origins.get(from);
    return origin === undefined ? [] : [{ port, origin }];
  });
}

/** `carried-apart` at each block that carries a state on, in the network or in a cell, over examples that do not go on from one another. */
export function carriedFaults(pass: Pass): readonly Diagnostic[] {
  const origins = originsOf(pass);
  return [...pass.known].flatMap(([id, known]) => {
    const origin = origins.get(id);
    const source = origin === undefined ? undefined : pass.known.get(origin);
    if (origin === undefined || source === undefined) return [];
    const cut = source.definition.cuts?.(source.params);
    if (cut !== undefined && cut.stride === cut.length) return [];
    const inside = pass.bodies.get(id)?.[0].known ?? [];
    return [[id, known] as const, ...inside]
      .filter(([, { params }]) => params.initial === 'carried')
      .map(([block]) => carriedApart(block, origin, cut));
  });
}

/** `expected`: the length of the pieces; `actual`: their stride; neither where examples are no pieces. */
function carriedApart(block: BlockId, origin: BlockId, cut: Cut | undefined): Diagnostic {
  const anew: FixProposal = { kind: 'set-param', block, param: 'initial', value: 'zero' };
  const apart = { code: 'carried-apart', severity: 'suspicious', block, path: [origin] } as const;
  if (cut === undefined) return { ...apart, fixes: [anew] };
  const seamless: FixProposal = { kind: 'set-param', block: origin, param: 'stride', value: cut.length };
  return { ...apart, expected: cut.length, actual: cut.stride, fixes: [seamless, anew] };
}

/** `expects-data` at each preparation behind a layer. */
export function preparationFaults({ known, wiring }: Pass): readonly Diagnostic[] {
  const roleOf = (id: BlockId) => known.get(id)?.definition.role;
  return [...known.keys()]
    .filter((id) => roleOf(id) === 'preparation')
    .flatMap((block) =>
      [...(wiring.into.get(block) ?? [])].flatMap(([port, [source]]): readonly Diagnostic[] => {
        if (roleOf(source) !== 'layer') return [];
        return [{ code: 'expects-data', severity: 'wrong', block, port, fixes: [{ kind: 'remove-block', block }] }];
      }),
    );
}

const mismatch = (block: BlockId, port: string | null, first: BlockId, second: BlockId): Diagnostic => ({
  code: 'batch-mismatch',
  severity: 'wrong',
  block,
  ...(port !== null && { port }),
  path: [first, second],
  fixes: port === null ? [{ kind: 'remove-block', block }] : [{ kind: 'remove-wire', block, port }],
});
