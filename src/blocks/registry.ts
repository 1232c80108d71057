/** All blocks, by kind, in the order of the palette. */
import { conv2d } from './conv/conv2d.ts';
import { image } from './data/image.ts';
import { table } from './data/table.ts';
import type { BlockDefinition } from './define.ts';
import { activation } from './linear/activation.ts';
import { dense } from './linear/dense.ts';
import { crossEntropy } from './loss/cross-entropy.ts';
import { maxPool } from './pool/max-pool.ts';
import { flatten } from './shape/flatten.ts';

export const registry = {
  image,
  table,
  dense,
  activation,
  conv2d,
  'max-pool': maxPool,
  flatten,
  'cross-entropy': crossEntropy,
} as const satisfies { readonly [kind: string]: BlockDefinition };

export type BlockKind = keyof typeof registry;

export const blockKinds = Object.keys(registry) as readonly BlockKind[];

/** Null for a kind that this version does not know. */
export function blockOf(kind: string): BlockDefinition | null {
  return Object.hasOwn(registry, kind) ? registry[kind as BlockKind] : null;
}
