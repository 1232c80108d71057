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

/** Labels or token ids where numbers are needed; null when they are numbers. `actual`: the number of classes. */
export function expectsReal(place: Place): Fault | null {
  const { element } = place.type;
  if (element.of === 'real') return null;
  return {
    code: 'expects-real',
    severity: 'wrong',
    port: place.port,
    actual: element.of === 'index' ? element.classes : 'text',
    types: { [place.port]: place.type },
    origin: place.type.axes[0]?.trace ?? null,
    fixes: [{ kind: 'remove-wire', block: place.block, port: place.port }],
  };
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
): FixProposal => ({ kind: 'insert-before', block: place.block, port: place.port, insert, params });

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

/** Flatten into the wire: what a beginner most often forgot before a layer that works on vectors. */
export const insertFlatten = (place: Pick<Place, 'block' | 'port'>): FixProposal => insertBefore(place, 'flatten');
