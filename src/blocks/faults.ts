/** The faults that shape rules find, each made in one way, so that a sentence can rely on which numbers it carries. */
import type { Json } from '../base/json.ts';
import type { FixProposal } from '../tensor/diagnostic.ts';
import { type Axis, fullText, type TensorType } from '../tensor/shape.ts';
import type { Fault, Inferred } from './define.ts';

/** Where a fault is: the block and its port, and what arrives there. */
export interface Place {
  readonly block: string;
  readonly port: string;
  readonly type: TensorType;
}

/** What a shape rule gives when it cannot say the outputs: what hangs on them waits. */
export const failed = (...faults: readonly Fault[]): Inferred => ({ outputs: {}, faults });

/** The input has other axes than the block works on. `expected`: `[B, H, W, C]`; `actual`: the type in full. */
export function rankMismatch(place: Place, expected: string, fixes: readonly FixProposal[]): Fault {
  return {
    code: 'rank-mismatch',
    severity: 'wrong',
    port: place.port,
    expected,
    actual: fullText(place.type),
    types: { [place.port]: place.type },
    origin: place.type.axes.at(-1)?.trace ?? null,
    fixes,
  };
}

/**
 * Text, labels or token ids where numbers are needed; null when they are numbers. `actual`: the number of classes or tokens,
 * null for text; `values.names`: what arrives.
 */
export function expectsReal(place: Place): Fault | null {
  const { axes, element } = place.type;
  if (element.of === 'real') return null;
  const tokens = axes.some(({ name }) => name === 'T');
  return {
    code: 'expects-real',
    severity: 'wrong',
    port: place.port,
    actual: element.of === 'index' ? element.classes : null,
    types: { [place.port]: place.type },
    origin: axes[0]?.trace ?? null,
    values: { names: element.of === 'text' ? 'text' : tokens ? 'tokens' : 'labels' },
    fixes: [
      ...(element.of === 'text' ? insertChains(place, ['tokenize', 'pad', 'embedding']) : []),
      ...(tokens ? [insertBefore(place, 'embedding')] : []),
      { kind: 'remove-wire', block: place.block, port: place.port },
    ],
  };
}

/** Anything else where text is needed; null when it is text. `actual`: the type in full; `values.names`: what arrives. */
export function expectsText(place: Place): Fault | null {
  const { axes, element } = place.type;
  if (element.of === 'text') return null;
  const tokens = element.of === 'index' && axes.some(({ name }) => name === 'T');
  return {
    code: 'expects-text',
    severity: 'wrong',
    port: place.port,
    actual: fullText(place.type),
    types: { [place.port]: place.type },
    origin: axes[0]?.trace ?? null,
    values: { names: tokens ? 'tokens' : element.of === 'index' ? 'labels' : 'numbers' },
    fixes: [
      ...(tokens ? [{ kind: 'remove-block', block: place.block } as const] : []),
      { kind: 'remove-wire', block: place.block, port: place.port },
    ],
  };
}

/** Numbers where labels or token ids are needed. `expected`: their axes, `[B]`; `actual`: the type in full. */
export function expectsIndex(
  place: Place,
  names: 'labels' | 'tokens',
  expected: string,
  fixes: readonly FixProposal[],
): Fault {
  return {
    code: 'expects-index',
    severity: 'wrong',
    port: place.port,
    expected,
    actual: fullText(place.type),
    types: { [place.port]: place.type },
    origin: place.type.axes.at(-1)?.trace ?? null,
    values: { names },
    fixes,
  };
}

/** A sequence reaches the network before anything has bounded its number of steps. */
export function unboundedSteps(place: Place): Fault {
  const at = place.type.axes.findIndex(({ size }) => size === 'T');
  return {
    code: 'unbounded-steps',
    severity: 'wrong',
    port: place.port,
    axis: at,
    types: { [place.port]: place.type },
    origin: null,
    fixes: insertChains(place, ['pad', 'embedding']),
  };
}

/** The first of the blocks into the wire, or the first two of them ..., in this order: the check tells how many it takes. */
function insertChains(place: Pick<Place, 'block' | 'port'>, kinds: readonly string[]): readonly FixProposal[] {
  return kinds.map((kind, index) => {
    const leading = kinds.slice(0, index).map((insert) => ({ insert, params: {} }));
    const last = insertBefore(place, kind);
    return leading.length === 0 ? last : { ...last, leading };
  });
}

/** A parameter's value that its field allows but the other numbers do not. `expected` as an error message says it. */
export function badParam(param: string, expected: string, actual: Json, fixes: readonly FixProposal[] = []): Fault {
  return { code: 'bad-param', severity: 'wrong', param, expected, actual, fixes };
}

/** Puts a block into the wire that ends at the place. */
export const insertBefore = (
  place: Pick<Place, 'block' | 'port'>,
  insert: string,
  params: { readonly [name: string]: Json } = {},
): FixProposal & { readonly kind: 'insert-before' } => ({
  kind: 'insert-before',
  block: place.block,
  port: place.port,
  insert,
  params,
});

export const setParam = (block: string, param: string, value: Json): FixProposal => ({
  kind: 'set-param',
  block,
  param,
  value,
});

/** Gives the axis another size where it was set by a parameter of one block (`units`, `filters`); else nothing. */
export function resizeAtOrigin(axis: Axis, size: number): readonly FixProposal[] {
  const { trace } = axis;
  return trace?.param === undefined ? [] : [setParam(trace.block, trace.param, size)];
}

/** A layer into the wire that gives so many channels or features: of a picture each pixel by itself, of a sequence each step. */
export const project = (place: Place, size: number): FixProposal =>
  place.type.axes.length === 4
    ? insertBefore(place, 'conv2d', { filters: size, kernel: [1, 1] })
    : insertBefore(place, 'dense', { units: size });

/** Flatten into the wire: what a beginner most often forgot before a layer that works on vectors. */
export const insertFlatten = (place: Pick<Place, 'block' | 'port'>): FixProposal => insertBefore(place, 'flatten');
